#pragma once

#include "core/model/definition.hpp"

namespace wf {

// The flow that a deadline takes out of `node`.
inline bool is_timeout_flow(const Node& node, const Flow& flow) {
    return node.approval.on_timeout == OnTimeout::Flow && flow.id == node.approval.timeout_flow;
}

// Who is done in time takes the others, unless it is the default or the only one.
inline bool is_kept_for_timeout(const Node& node, const Flow& flow) {
    return is_timeout_flow(node, flow) && !flow.is_default && node.outgoing.size() > 1;
}

}  // namespace wf
