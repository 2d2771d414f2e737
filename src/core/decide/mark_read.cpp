// Reading is not a transition, so it is also noted when the instance has ended: copies are read then.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

namespace wf {

Refusal decide_command(Step& step, const MarkRead&) {
    if (Refusal refused = must_take_part(step, "read")) return refused;
    step.emit(InstanceRead{.by = step.command().actor, .is_asked = has_to_act(step)});
    return {};
}

}  // namespace wf
