#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/model/time.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const FireTimer& command) {
    if (Refusal refused = must_be_armed(step, command.wait, WaitKind::Timer)) return refused;
    const Wait& wait = *step.state().find_wait(command.wait);
    if (!wait.remaining.empty()) return refuse::job_stands_still();
    if (wait.due_at > step.now()) return refuse::job_not_due(iso_utc(wait.due_at));
    step.about(wait.node);
    return fire(step, command.wait);
}

}  // namespace wf
