// What tokens do. One file per node type says what entering it means; the files after those say what several
// types share.
#pragma once

#include "core/model/schedule.hpp"
#include "core/step/evaluate.hpp"
#include "core/step/step.hpp"

#include <string_view>

namespace wf {

struct Candidate;  // approver/resolve.hpp

// ---- node.cpp: the moments of every node

// A token comes to its node: it waits before it, if that is a join or its mutex is taken, or enters.
Refusal arrive(Step& step, const Arrival& arrival);
// It enters: dispatches on the type.
Refusal enter(Step& step, const Arrival& arrival);
// It has done with its node and takes the ways out.
Refusal leave(Step& step, TokenId token, std::string_view outcome = {});
// The first half of leave: the token is no more, nor what was armed for it.
void complete(Step& step, TokenId token, std::string_view outcome = {});
// The second half (flows.cpp): new tokens on the flows that `node` selects. None selected: a refusal.
Refusal take_flows(Step& step, const Node& node, TokenId scope, const std::vector<std::string>& after);
// Like leave, but by the flow that is kept for this (model/kept_flow.hpp).
Refusal leave_by(Step& step, const Node& node, TokenId token, std::string_view outcome,
                 bool (*is_meant)(const Node&, const Flow&));
// What a token that leaves `node` has passed last: the node itself, if that is an approval.
std::vector<std::string> passed_last(const Node& node, const Token& token);

// ---- one file for each node type

Refusal enter_end(Step& step, const Node& node, TokenId token);
Refusal enter_approval(Step& step, const Node& node, TokenId token);
Refusal enter_task(Step& step, const Node& node, TokenId token);
Refusal enter_copy(Step& step, const Node& node, TokenId token);
Refusal enter_service(Step& step, const Node& node, TokenId token);
Refusal enter_script(Step& step, const Node& node, TokenId token);
Refusal enter_event_gateway(Step& step, const Node& node, TokenId token);
Refusal enter_catch(Step& step, const Node& node, TokenId token);
Refusal enter_throw(Step& step, const Node& node, TokenId token);
Refusal enter_subprocess(Step& step, const Node& node, TokenId token);
Refusal enter_call(Step& step, const Node& node, TokenId token);

// ---- seats.cpp: who signs, in which order

// What the rules of a node found, after its policies: who gets a seat, and who was left out.
struct Seating {
    std::vector<Seat> seats;  // without id, token, rank and state
    std::vector<Skip> skipped;
};
// The policies of `node` for people that its rules found: separation of duties, on_self, standing delegation,
// assign.
Refusal seat_candidates(Step& step, const Node& node, TokenId token, const std::vector<Candidate>& found,
                        Seating& seating);
// Leaves out who has a seat of this activation already.
void drop_seated(const Step& step, TokenId token, Seating& seating);
inline constexpr std::string_view administrators = "role:admin";
// Everybody and the administrators: whoever may act today, somebody will belong to them some day.
bool is_always_waited_for(std::string_view group);
// The active people of one candidate group, "role:board", "person:bob".
std::vector<PersonId> members_of(Step& step, const std::string& group);
// Makes the seats; all are open, or only the first. Then dedupe has its say.
void open_seats(Step& step, TokenId token, Seating seating, bool one_after_the_other);
// Whom the seat goes to by standing delegation, on from its holder: changes holder and path. `new_seats`: of
// the same activation, not in the state yet.
void resolve_delegation(Step& step, const Node& node, TokenId token, Seat& seat,
                        const std::vector<Seat>& new_seats = {});
// The seat belongs to this person from now on, or to their agent.
void reassign(Step& step, SeatId seat, const PersonId& person);
// Writes down who was left out, if anybody was.
void note_skipped(Step& step, TokenId token, const Seating& seating);
// Do they hold, or have they cast, a seat of this activation?
bool has_seat(const Step& step, TokenId token, const PersonId& person, SeatId except = {});

// approval.cpp: what the rules and policies of the node give now.
Refusal find_signers(Step& step, const Node& node, TokenId token, Seating& seating);
// After every change of seats; may complete the node or end the instance.
Refusal settle(Step& step, TokenId token);
// task.cpp: the same two for the one seat of a task.
Refusal find_workers(Step& step, const Node& node, TokenId token, Seating& seating);
Refusal settle_task(Step& step, TokenId token);
// reject.cpp: a node is rejected, and its on_reject follows.
Refusal reject_node(Step& step, TokenId token);
void close_pending(Step& step, TokenId token);

// ---- policies: what the system does by itself, each in an entry of its own

// no_approver.cpp
Refusal apply_policy(Step& step, const NobodyLeft& policy);
// dedupe.cpp
Refusal apply_policy(Step& step, const SeatToPass& policy);
// Defers the policy if the holder of this open seat has approved before, or may do so later.
void look_for_duplicate(Step& step, SeatId seat);
// Where on the way that is ahead the holder of this seat will sign again.
std::optional<std::string> later_node_of(Step& step, SeatId seat);
// duties.cpp: may this person hold a seat of the node at all? If not, why: "on_self: skip", "not_same_as:
// lead".
std::optional<std::string> reason_against(const Step& step, const Node& node, const PersonId& person);
// The same of whose pending seat it is, and of who holds it to vote; of a group's, if none of it may act.
std::optional<std::string> reason_against_seat(Step& step, const Seat& seat);
// The people of these groups, if none of them may act. Nothing: somebody may, is waited for, or nobody is there.
std::vector<PersonId> all_barred(Step& step, const Node& node, const std::vector<std::string>& groups);
// Defers the policy for every seat that somebody has who may not any more.
void look_for_barred(Step& step);
Refusal apply_policy(Step& step, const SeatToBar& policy);
// leavers.cpp
Refusal apply_policy(Step& step, const SeatToMove& policy);
// The holder of a pending seat is not active any more, or nobody is left in its groups.
bool has_lost_its_holder(Step& step, const Seat& seat);
std::string why_it_moves(Step& step, const Seat& seat);
Refusal move_seat(Step& step, SeatId seat);
// deadline.cpp: arms `due` and `remind`; says what happens then.
Refusal arm_deadline(Step& step, const Node& node, TokenId token);
Refusal pass_deadline(Step& step, const Wait& wait);
// Whose turn it is at the node of this token; a group stands for its members.
std::vector<PersonId> people_to_remind(Step& step, TokenId token);

// ---- rest.cpp: every token stands; what depends on all of them?

// `moved`: something has followed from it, so look again.
Refusal come_to_rest(Step& step, bool& moved);

// ---- join.cpp

bool is_join(const Node& node);
Refusal arrive_at_join(Step& step, const Node& node, const Arrival& arrival);
// Inclusive and complex joins, which look at the tokens that could still come.
Refusal look_at_joins(Step& step, bool& moved);

// ---- mutex.cpp

bool is_taken(const Step& step, const std::string& mutex);
Refusal look_at_mutexes(Step& step, bool& moved);

// ---- loop.cpp: repeated activities

Refusal enter_loop(Step& step, const Node& node, TokenId body);
// One instance of it is complete.
Refusal repeat(Step& step, TokenId body);
// One more instance than was meant at first.
Refusal add_instance(Step& step, TokenId body, const Json& item);
bool is_instance(const Step& step, const Token& token);

// ---- scope.cpp: tokens within tokens

// Takes these tokens away, and all that move in them: seats and waits are closed, called instances not needed
// any more.
void cancel_tokens(Step& step, const std::vector<TokenId>& tokens);
// All tokens that move in `scope`, without `except`.
void cancel_content(Step& step, TokenId scope, TokenId except = {});
// Closes what is open and gives the instance its final status.
void end_instance(Step& step, Status status, std::string error = {});
// Subprocesses that are empty, and the instance itself.
Refusal look_at_scopes(Step& step, bool& moved);

// ---- event.cpp: armed waits

// Arms the boundary events of an activity that its token has begun.
Refusal arm_boundary(Step& step, const Node& node, TokenId token);
// Arms the event subprocesses that lie directly in `scope`.
Refusal arm_event_subprocesses(Step& step, const std::vector<NodeIndex>& subprocesses, TokenId scope);
// Arms one event for a token.
Refusal arm(Step& step, const Node& node, TokenId token, std::vector<Wait>& waits);
// The key that a message of `node` is sent or awaited with; no correlation: stays empty.
Refusal correlation_key(Step& step, const Node& node, TokenId at, std::string& key);
// The event of this wait has happened.
Refusal fire(Step& step, WaitId wait);
// The event of a boundary node has happened to the activity of `host`.
void trigger_boundary(Step& step, const Node& boundary, TokenId host);
// The event of an event subprocess's start node has happened in `scope`.
void trigger_event_subprocess(Step& step, const Node& start, TokenId scope);
void close_waits(Step& step, TokenId token);
Refusal look_at_conditions(Step& step, bool& moved);

// ---- throw.cpp: events that the process makes happen

// To the nearest that catches it, from the token `from` outwards; nobody: the instance fails.
void throw_error(Step& step, TokenId from, const std::string& code);
void throw_escalation(Step& step, TokenId from, const std::string& code);
Refusal throw_message(Step& step, const Node& node, TokenId token);
Refusal throw_signal(Step& step, const Node& node, TokenId token);

// ---- compensation.cpp

// Remembers a completed activity that has a handler, or in which something was completed that has.
void record_compensable(Step& step, const Node& node, const Token& token);
// The token waits until everything is compensated, the last activity first; `activity` empty: all of its
// scope.
Refusal compensate(Step& step, TokenId thrower, std::string_view activity);
// A handler is done: the next, or the thrower goes on.
Refusal continue_compensation(Step& step, TokenId thrower);

// ---- people.cpp: the approver rules of a node, as a token sees the names

// One candidate for each person or group that `rules` find. `late_bound`: see approver/resolve.hpp.
Refusal find_people(Step& step, const std::vector<ApproverRule>& rules, Combine combine, bool late_bound,
                    std::string_view node, TokenId token, std::vector<Candidate>& found);

// ---- timer.cpp

// When the timer of `node` fires first.
Refusal set_timer(Step& step, const Node& node, TokenId at, Firing& first);
// `wait`, a timer that fires now, is set anew, or closed if that was the last time.
Refusal keep_timer(Step& step, const Node& node, const Wait& wait);
// After the clock of the instance stood still: "every day at nine" is at nine again.
void keep_schedules(Step& step);
// The moment that a span leads to from now on.
Refusal moment_after(Step& step, const Node& node, const Span& span, TokenId at, Firing& moment);
// Clocks that count working time stand still while the instance is suspended or is the initiator's, and go on after it.
Refusal keep_clocks(Step& step);
// Counts a timer in working time again, by its calendar as it is now.
Refusal recompute(Step& step, const Wait& wait);

}  // namespace wf
