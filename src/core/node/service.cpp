// A service node waits for a worker outside, who fetches its job and completes or fails it.
#include "core/node/node.hpp"

namespace wf {

Refusal enter_service(Step& step, const Node& node, TokenId token) {
    step.emit(WaitsArmed{.waits = {Wait{.id = step.next_wait(),
                                        .token = token,
                                        .node = node.id,
                                        .kind = WaitKind::Service,
                                        .name = node.topic,
                                        .key = {},
                                        .due_at = 0,
                                        .left = node.retries}}});
    return {};
}

}  // namespace wf
