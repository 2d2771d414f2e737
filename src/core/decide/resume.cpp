#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {

Refusal decide_command(Step& step, const Resume&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "resume")) return refused;
    if (step.state().status != Status::Suspended) return refuse::not_suspended();
    const Instant now = std::max(step.command().at, step.state().last_at);
    step.emit(InstanceResumed{.delay = now - step.state().suspended_at});
    keep_schedules(step);
    return {};
}

}  // namespace wf
