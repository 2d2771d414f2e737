#include "core/decide/revoke.hpp"

#include "core/decide/decisions.hpp"

namespace wf {

Refusal may_revoke(const State& state, const PersonId& actor, bool is_being_revoked) {
    if (actor != state.initiator) return refuse::not_the_initiator("revoke", state, actor);
    if (!is_final(state.status)) {
        Rejection refused = refuse::not_ended(state.status);
        refused.hint = "While it runs, use wf.withdraw, wf.request_withdrawal or wf.cancel.";
        return refused;
    }
    if (state.status != Status::Completed) {
        Rejection refused = refuse::instance_ended(state.status);
        refused.hint = "Only what was approved can be revoked.";
        return refused;
    }
    if (Refusal refused = must_not_be_revoked(state)) return refused;
    if (is_being_revoked)
        return Rejection{Code::AlreadyActedOn, "instance is being revoked already",
                         "The instance that is to revoke it is still running.",
                         "Column revokes_instance_id of wf.instance_list shows which one."};
    return {};
}

Refusal must_not_be_revoked(const State& state) {
    if (!state.revoked) return {};
    return Rejection{
        Code::AlreadyActedOn, "instance has been revoked already", "",
        "Column revoked_by_instance_id of wf.instance_list shows by which one; by none if its row was deleted."};
}

// By the system, when the revoking instance has been approved, or the row that was approved is gone. The status
// stays: it had been approved.
Refusal decide_command(Step& step, const AcceptRevocation& command) {
    step.emit(InstanceRevoked{.by = command.by});
    return {};
}

}  // namespace wf
