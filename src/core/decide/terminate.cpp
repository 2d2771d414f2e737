#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

namespace wf {

Refusal decide_command(Step& step, const Terminate&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "terminate")) return refused;
    step.end_instance(Status::Terminated);
    return {};
}

}  // namespace wf
