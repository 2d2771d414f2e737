#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Withdraw&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_initiator(step, "withdraw")) return refused;
    if (step.state().acted) return refuse::already_acted_on();
    end_instance(step, Status::Withdrawn);
    return {};
}

}  // namespace wf
