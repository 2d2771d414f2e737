// The initiator takes the request back, for as long as the definition allows: until somebody has acted,
// until somebody who is asked has read it, or never. While it lies with them, as a draft or sent back, they
// always can.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

Refusal too_late(const Definition& definition, const State& state) {
    switch (definition.withdraw_until) {
        case WithdrawUntil::Read:
            if (state.read && !state.acted) return refuse::already_read();
            [[fallthrough]];
        case WithdrawUntil::Acted:
            if (state.acted) return refuse::already_acted_on();
            return {};
        case WithdrawUntil::Never:
            return Rejection{Code::ActionNotOffered, "the request cannot be withdrawn",
                             "The definition does not let its initiator withdraw it.", ""};
    }
    return {};
}

}  // namespace

Refusal decide_command(Step& step, const Withdraw&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_initiator(step, "withdraw")) return refused;
    const Status status = step.state().status;
    const bool is_his = status == Status::Created || status == Status::Returned;
    if (Refusal refused = is_his ? Refusal{} : too_late(step.definition(), step.state())) {
        refused->hint = step.definition().withdraw_by_request
                            ? "Ask the people who have acted, with wf.request_withdrawal."
                            : "What was done is in wf.history; wf.cancel gives the matter up.";
        return refused;
    }
    end_instance(step, Status::Withdrawn);
    return {};
}

}  // namespace wf
