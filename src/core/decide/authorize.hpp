// Who may do what: to a task, and to an instance.
#pragma once

#include "core/step/step.hpp"

#include <string_view>

namespace wf {

// The actor holds this seat, alone or as a member of its group.
bool may_cast(Step& step, const Seat& seat);

// The same, and it is theirs to decide: not that of a member of its group who may not (on_self, not_same_as, except).
bool is_asked(Step& step, const Seat& seat);

// The task is open and the actor holds it, and has given what its node requires for the action, if that comes
// without data.
Refusal must_hold_task(Step& step, SeatId task);

// Beyond that: they may decide it. It was not given to them for advice only, it is claimed if it has to be, and
// nothing speaks against them (on_self, not_same_as, a vote cast already).
Refusal must_decide_task(Step& step, SeatId task);
// The task may go to this person: they are active, nothing speaks against them, and they have no seat here yet.
Refusal may_have_task(Step& step, SeatId task, const PersonId& person);
// A new seat of this activation may be this person's: the same, of a task that is not there yet.
Refusal may_have_seat(Step& step, TokenId token, const PersonId& person);

// Approvals are approved or rejected, tasks completed.
Refusal must_be_of_type(Step& step, TokenId token, NodeType type, SeatId task);
// The wait is armed, and of this kind.
Refusal must_be_armed(const Step& step, WaitId wait, WaitKind kind);

Refusal must_be_running(const Step& step);
Refusal must_be_initiator(const Step& step, std::string_view verb);
Refusal must_be_administrator(Step& step, std::string_view verb);
// The initiator, a present holder, somebody who has acted or got a copy, or an administrator.
Refusal must_take_part(Step& step, std::string_view verb);

bool is_administrator(Step& step);
// Of some open task the actor is_asked().
bool has_to_act(Step& step);

}  // namespace wf
