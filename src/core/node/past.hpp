// Looking back into the log: how a node was passed, and what has happened since.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/model/state.hpp"
#include "core/model/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf {

// One completion of a node.
struct Passing {
    std::size_t entry = 0;  // of the log
    std::size_t event = 0;  // of the entry: its NodeCompleted
    TokenId token;
    State before;  // the state before that entry
    State at_end;  // and just before the token was gone
};

// The last time that this node was completed; nothing: it never was.
std::optional<Passing> last_passing(const std::vector<Entry>& log, const std::string& node);

// Who has voted since on what follows the node, or what has gone out of the instance there: a sentence.
// Empty: nobody and nothing.
std::string acted_since(const Definition& definition, const std::vector<Entry>& log, const Passing& passing,
                        const Node& node);

}  // namespace wf
