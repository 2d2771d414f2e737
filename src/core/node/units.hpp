// Signers added by hand. A seat and those that were added before and after it are one unit: it counts once,
// with the weight of the seat. Those added beside it are units of their own; if they decide among themselves
// (any, sequential) their group is one, of weight 1.
//
//   node's list:   lea          carl         [dora, eve]       units: 3
//                   |            |            beside carl, any
//            before: bob    after: ann
//
// A unit is approved when all in it are done, and rejected as soon as its seat or a group in it is: a refusal
// by an added signer counts as one of the node's rule. Seats carry no order of their own among each other:
// who was added beside a seat has its rank and a higher number, so they come next in a sequence.
#pragma once

#include "core/step/step.hpp"
#include "core/rule/rule.hpp"

namespace wf {

bool has_added_signers(const State& state, TokenId token);

// The votes of an activation that has signers added by hand.
Tally count_units(const State& state, const ApprovalSettings& settings, TokenId token);

// Lets everybody act whose turn it is now: signers added after who has approved, who was parked for signers
// that are done, the next of a sequence. Closes what a unit does not need any more.
void advance_units(Step& step, TokenId token, bool one_after_the_other);

// Takes a pending seat away, and people who still have to sign before or after it. People added beside it stay.
void remove_seat(Step& step, SeatId seat);

// Where a seat stands that is added to `host`: is that list signed one after the other?
bool is_signed_in_turn(const State& state, const Seat& host, bool node_is_sequential);
// How many of those above it were added by hand.
int added_depth(const State& state, const Seat& seat);

// Who of a decisive vote's people this is.
bool may_decide_alone(const Decisive& decisive, const Seat& seat);

}  // namespace wf
