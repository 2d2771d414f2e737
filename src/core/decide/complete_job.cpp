#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const CompleteJob& command) {
    if (Refusal refused = must_be_armed(step, command.job, WaitKind::Service)) return refused;
    const Wait wait = *step.state().find_wait(command.job);
    step.about(wait.node);
    if (command.data)
        if (Refusal refused = merge_data(step, *command.data, wait.token)) return refused;
    step.emit(WaitFired{.wait = wait.id});
    return leave(step, wait.token);
}

}  // namespace wf
