// A definition on its way through the passes: the graph as far as it is known, and where each part was
// written.
#pragma once

#include "core/compile/reference.hpp"
#include "core/definition.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wf::compiler {

// A root name that a condition uses.
struct NameUse {
    std::string name;
    std::string path;  // JSON pointer of what to correct: the condition or the rule's field
    std::optional<std::size_t> position;  // code point offset, if the condition is FEEL text
};

// What the passes know of definition.nodes[i] beyond the node itself.
struct NodeSource {
    std::string path;
    bool has_known_type =
        false;                // false: a type of a later version or a wrong one; checks then assume the best
    bool has_own_id = false;  // false: no id, or one that an earlier node has; no flow can lead here
    bool has_vote = false;
};

// What the passes know of definition.flows[i] beyond the flow itself.
struct FlowSource {
    std::string path;
    std::string from{};  // node ids as written, "" if missing
    std::string to{};
    bool from_exists = false;
    bool to_exists = false;
    bool has_condition = false;  // also if it did not parse
    std::vector<NameUse> names{};
};

struct Draft {
    bool has_nodes =
        false;  // false: the list itself is missing or unusable, so nothing can be said of the graph
    Definition definition;  // flows' from and to and nodes' flow lists are set by link
    std::vector<NodeSource> nodes;
    std::vector<FlowSource> flows;
    std::vector<Reference> references;
};

}  // namespace wf::compiler
