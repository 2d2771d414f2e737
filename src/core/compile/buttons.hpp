#pragma once

#include "core/compile/parse.hpp"

namespace wf::compiler {

// Somebody acts there: on a task, or as the initiator.
constexpr bool has_buttons(NodeType type) {
    return type == NodeType::Approval || type == NodeType::Task || type == NodeType::Start;
}

// "buttons" of such a node.
std::vector<Button> parse_buttons(const Reader& node, NodeType type);

}  // namespace wf::compiler
