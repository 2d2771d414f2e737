#pragma once

#include "core/model/definition.hpp"

namespace wf {

// The flow that a deadline takes out of `node`.
inline bool is_timeout_flow(const Node& node, const Flow& flow) {
    return node.approval.on_timeout == OnTimeout::Flow && flow.id == node.approval.timeout_flow;
}

// The flow that a rejection takes out of `node`.
inline bool is_reject_flow(const Node& node, const Flow& flow) {
    return node.approval.on_reject == OnReject::Flow && flow.id == node.approval.reject_to;
}

// Kept for a deadline or a rejection: who is done otherwise takes the other flows, unless it is the default or the
// only one.
inline bool is_kept(const Node& node, const Flow& flow) {
    return (is_timeout_flow(node, flow) || is_reject_flow(node, flow)) && !flow.is_default &&
           node.outgoing.size() > 1;
}

}  // namespace wf
