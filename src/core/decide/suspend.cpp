#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

#include <algorithm>

namespace wf {

Refusal decide_command(Step& step, const Suspend&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "suspend")) return refused;
    if (step.state().status == Status::Created)
        return refuse::bad_argument("a draft cannot be suspended", "Only the initiator can act on it yet.");
    step.emit(InstanceSuspended{.at = std::max(step.command().at, step.state().last_at)});
    return {};
}

}  // namespace wf
