// Where a token can come to. Asked when somebody sends back, recalls or jumps: a search, and nothing is kept.
#pragma once

#include "core/model/definition.hpp"

#include <vector>

namespace wf {

inline NodeIndex index_of(const Definition& definition, const Node& node) {
    return static_cast<NodeIndex>(&node - definition.nodes.data());
}

// By node: `from` itself, and what its flows and the boundary events on the way lead to, all in one scope.
// Never through `without`; or through any of these, by node.
std::vector<bool> reach_from(const Definition& definition, NodeIndex from, NodeIndex without = no_node);
std::vector<bool> reach_from(const Definition& definition, NodeIndex from, const std::vector<bool>& without);

// Does `inner` lie in the subprocess `outer`? no_node: the process, where everything lies.
bool lies_in(const Definition& definition, NodeIndex inner, NodeIndex outer);

// The nodes that have to be passed again if a token begins anew at `target`, as far as they lie in `scope`:
// the target and all that it reaches, with what lies in those.
std::vector<bool> nodes_after(const Definition& definition, NodeIndex target, NodeIndex scope);

}  // namespace wf
