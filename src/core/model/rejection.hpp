// Why a command is refused: a value with a code, and wording in PostgreSQL's voice (rejection.cpp).
#pragma once

#include "core/base/code.hpp"
#include "core/base/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct Node;
struct Seat;
struct State;
struct TaskEnding;
enum class Status : std::uint8_t;

struct Rejection {
    Code code{};
    std::string message;
    std::string detail;
    std::string hint;
};

// A step that may be refused returns this; no value: go on.
using Refusal = std::optional<Rejection>;

namespace refuse {

Rejection task_not_found(std::string_view task);
Rejection task_not_open(std::string_view task, const std::optional<TaskEnding>& ending);
Rejection task_not_yet_open(std::string_view task);
Rejection not_the_holder(std::string_view task, const PersonId& actor, const Seat& seat);
Rejection not_the_initiator(std::string_view verb, const State& state, const PersonId& actor);
Rejection not_an_administrator(std::string_view verb, const PersonId& actor);
Rejection not_a_participant(std::string_view verb, const PersonId& actor);
Rejection instance_ended(Status status);
Rejection already_acted_on();
Rejection business_row_missing(std::string_view node);
Rejection no_flow_selected(const Node& node);
Rejection too_many_steps(std::size_t limit);
// A value or an expression is too large, too deep or takes too long.
Rejection limit_exceeded(std::string_view reason);
// `what`: the condition of flow "a".
Rejection expression_limit(std::string_view what, std::string_view reason);
Rejection decision_failed(std::string_view what, std::string_view decision, std::string_view reason);
Rejection wrong_verb(std::string_view task, std::string_view node, bool is_for_approvals);
Rejection job_not_found();
Rejection job_not_open(Status status);
Rejection job_not_due(std::string_view due_at);
Rejection job_stands_still();
Rejection bad_timer(std::string_view node, std::string_view text, std::string_view expected);
Rejection calendar_not_found(std::string_view calendar);
// So much is never worked.
Rejection no_working_time(std::string_view node, std::string_view calendar);
Rejection bad_collection(std::string_view what, std::string_view expected);
Rejection bad_result(std::string_view what, std::string_view expected);
Rejection function_missing(std::string_view node, std::string_view function);
Rejection node_not_found(std::string_view node);
Rejection node_not_repeated(std::string_view node);
// A task of a group that has to be claimed first.
Rejection not_claimed(std::string_view task);
Rejection already_claimed(std::string_view task, const PersonId& holder);
Rejection not_a_group_task(std::string_view task, std::string_view verb);
Rejection only_advice(std::string_view task, const PersonId& giver);
Rejection not_delegated(std::string_view task);
Rejection self_approval(const PersonId& person, std::string_view node);
// `reason`: "not_same_as: lead".
Rejection separation_of_duties(const PersonId& person, std::string_view node, std::string_view reason);
Rejection already_has_seat(const PersonId& person, std::string_view node);
Rejection abstain_not_allowed(std::string_view node);
Rejection node_not_active(std::string_view node);
Rejection seat_not_found(const PersonId& person, std::string_view node);
Rejection may_not_remove(const PersonId& actor, const PersonId& person, const PersonId& added_by);
Rejection not_the_signer(const PersonId& actor, std::string_view node);
Rejection field_not_writable(std::string_view field, std::string reason);
Rejection may_not_start(const PersonId& actor, std::string_view definition);
Rejection action_not_offered(std::string_view action, std::string_view node);
Rejection signers_too_deep();
Rejection seat_has_voted(const PersonId& person);
Rejection bad_target(std::string_view node, std::string reason);
Rejection send_back_not_allowed(std::string_view node, std::string_view target,
                                const std::vector<std::string>& targets);
Rejection too_many_returns(std::string_view node, std::int32_t count);
Rejection material_field_changed(std::string_view returner);
Rejection not_returned(Status status);
Rejection cannot_recall(std::string_view node, std::string reason);
Rejection already_read();
Rejection not_requested(std::string reason);
Rejection is_suspended();
Rejection not_suspended();
Rejection not_ended(Status status);
// `what`: "undo", "redo".
Rejection nothing_to_undo(std::string_view what);
Rejection others_have_acted(std::int64_t seq, const PersonId& who, std::string_view action);
Rejection cannot_undo(std::int64_t seq, std::string reason);
Rejection before_checkpoint(std::int64_t checkpoint);
Rejection row_has_changed(const std::string& since);
Rejection start_limit(const PersonId& person, std::string_view definition, std::int32_t count,
                      std::string_view period);
// `more`: how many there are beside `problems`.
Rejection bad_data(const std::vector<std::string>& problems, std::size_t more = 0);
Rejection bad_argument(std::string message, std::string hint);
Rejection too_deep(const std::string& what, std::size_t levels);  // JSON
Rejection unknown_person(const PersonId& id);
Rejection bad_choice(std::string_view node, std::string detail);

}  // namespace refuse

}  // namespace wf
