// Whoever has approved, or has to decide now, lets the initiator have the request back, or does not. So may
// an administrator; not the initiator.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/log/event_search.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

bool has_approved(Step& step, const PersonId& person) {
    return std::ranges::binary_search(approvers_of(step.world().log()), person);
}

Refusal must_be_asked(Step& step) {
    const PersonId& actor = step.command().actor;
    const bool is_asked = actor != step.state().initiator &&
                          (has_to_act(step) || is_administrator(step) || has_approved(step, actor));
    if (is_asked) return {};
    Rejection refused = refuse::not_a_participant("answer for", actor);
    refused.detail = "This person has not approved it, and has nothing to decide now.";
    refused.hint = "The view wf.progress shows who has.";
    return refused;
}

}  // namespace

Refusal decide_command(Step& step, const AnswerWithdrawal& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (!step.state().withdrawal_requested)
        return refuse::not_requested("Its initiator asks with wf.request_withdrawal.");
    if (Refusal refused = must_be_asked(step)) return refused;
    if (command.is_granted)
        end_instance(step, Status::Withdrawn);
    else
        step.emit(WithdrawalRefused{.by = step.command().actor});
    return {};
}

}  // namespace wf
