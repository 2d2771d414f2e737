#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const TakeSignal& command) {
    if (Refusal refused = must_be_armed(step, command.wait, WaitKind::Signal)) return refused;
    const Wait wait = *step.state().find_wait(command.wait);
    step.about(wait.node);
    if (Refusal refused = merge_data(step, command.data, wait.token)) return refused;
    return fire(step, wait.id);
}

}  // namespace wf
