// A worker failed: another try, or an incident. An error code is not a failure but a result, which the process
// catches.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const FailJob& command) {
    if (Refusal refused = must_be_armed(step, command.job, WaitKind::Service)) return refused;
    const Wait wait = *step.state().find_wait(command.job);
    step.about(wait.node);
    if (!command.error_code.empty()) {
        step.emit(WaitFired{.wait = wait.id});
        throw_error(step, wait.token, command.error_code);
        return {};
    }
    if (wait.left == 0) return refuse::job_not_open(step.state().status);
    const Instant again = command.retry_after ? step.now() + *command.retry_after : 0;
    step.emit(JobFailed{.wait = wait.id, .error = command.error, .left = wait.left - 1, .due_at = again});
    if (wait.left == 1) step.emit(NodeHeld{.token = wait.token, .reason = command.error});
    return {};
}

}  // namespace wf
