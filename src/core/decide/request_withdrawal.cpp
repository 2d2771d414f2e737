// When it is too late to withdraw, the initiator asks those who have acted, where the definition provides for
// it.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

namespace wf {

Refusal decide_command(Step& step, const RequestWithdrawal&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_initiator(step, "withdraw")) return refused;
    if (!step.definition().withdraw_by_request)
        return Rejection{Code::NotRequested, "a withdrawal cannot be asked for",
                         "The definition does not provide for it.",
                         "It does with \"withdraw\": {\"by_request\": true}; wf.cancel gives the matter up."};
    if (step.state().withdrawal_requested)
        return Rejection{Code::NotRequested, "the withdrawal has been asked for already",
                         "Nobody has answered yet.", ""};
    step.emit(WithdrawalRequested{});
    return {};
}

}  // namespace wf
