#pragma once

#include "core/definition.hpp"

namespace wf {

// Only a deadline takes this flow out of `node`; who is done in time takes the others.
inline bool is_timeout_flow(const Node& node, const Flow& flow) {
    return node.approval.on_timeout == OnTimeout::Flow && flow.id == node.approval.timeout_flow;
}

}  // namespace wf
