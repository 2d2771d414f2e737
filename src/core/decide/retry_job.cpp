#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

namespace wf {

Refusal decide_command(Step& step, const RetryJob& command) {
    if (Refusal refused = must_be_armed(step, command.job, WaitKind::Service)) return refused;
    if (Refusal refused = must_be_administrator(step, "retry jobs of")) return refused;
    const Wait& wait = *step.state().find_wait(command.job);
    const Node& node = *step.definition().find_node(wait.node);
    step.about(node.id);
    step.emit(JobRetried{.wait = command.job, .left = node.retries});
    return {};
}

}  // namespace wf
