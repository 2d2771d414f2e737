#include "core/model/rejection.hpp"

#include "core/base/in_quotes.hpp"
#include "core/base/local_message.hpp"
#include "core/model/names.hpp"
#include "core/model/time.hpp"
#include "core/model/world.hpp"

namespace wf {
namespace refuse {

Rejection task_not_found(std::string_view task) {
    return {Code::TaskNotFound, "task " + std::string{task} + " does not exist", "",
            "Open tasks are listed in wf.todo."};
}

Rejection task_not_open(std::string_view task, const std::optional<TaskEnding>& ending) {
    std::string detail;
    if (ending)
        detail = "It ended with the command " + in_quotes(ending->action) + " by " + in_quotes(ending->actor) +
                 " at " + iso_utc(ending->at) + ".";
    return {Code::TaskNotOpen, "task " + std::string{task} + " is not open", detail,
            "Open tasks are listed in wf.todo."};
}

Rejection task_not_yet_open(std::string_view task) {
    return {Code::TaskNotYetOpen, "task " + std::string{task} + " is not open yet",
            "The node is signed one after the other.", "The view wf.progress shows whose turn it is."};
}

Rejection not_the_holder(std::string_view task, const PersonId& actor, const Seat& seat) {
    const std::string who = seat.holder.empty() ? "It belongs to the members of " + in_quotes(seat.who()) + "."
                                                : "It belongs to " + in_quotes(seat.holder) + ".";
    return {Code::NotTheHolder, in_quotes(actor) + " may not act on task " + std::string{task}, who,
            "SELECT * FROM wf.inbox('...') lists the tasks of a person."};
}

Rejection not_the_initiator(std::string_view verb, const State& state, const PersonId& actor) {
    return {Code::NotTheInitiator, in_quotes(actor) + " may not " + std::string{verb} + " this instance",
            "It was started by " + in_quotes(state.initiator) + ".",
            verb == "cancel" ? "Its initiator and administrators can cancel it." : "Only its initiator can."};
}

Rejection not_an_administrator(std::string_view verb, const PersonId& actor) {
    return {Code::NotAnAdministrator, in_quotes(actor) + " may not " + std::string{verb} + " this instance", "",
            "Only administrators can: the members of directory role \"admin\"."};
}

Rejection not_a_participant(std::string_view verb, const PersonId& actor) {
    return {
        Code::NotAParticipant, in_quotes(actor) + " may not " + std::string{verb} + " this instance",
        "Only its initiator, people who have acted or have to act, and recipients of a copy take part in it.",
        ""};
}

Rejection instance_ended(Status status) {
    return {Code::InstanceEnded, "instance has ended", "Its status is " + in_quotes(name_of(status)) + ".", ""};
}

Rejection already_acted_on() {
    return {Code::AlreadyActedOn, "instance cannot be withdrawn any more",
            "Somebody has already approved or rejected.",
            "What was done is in wf.history; wf.cancel gives the matter up."};
}

Rejection business_row_missing(std::string_view node) {
    return {Code::BusinessRowMissing, "the business row of this instance cannot be found",
            "A condition of node " + node_named(node) + " reads \"doc\".",
            "Start the instance with business_table and business_key of an existing row."};
}

Rejection no_flow_selected(const Node& node) {
    return {Code::NoFlowSelected, "no flow of node " + node_named(node.id) + " can be taken",
            "None of its conditions is true, and it has no default flow.",
            "Make one of its flows the default, and deploy the definition again."};
}

Rejection too_many_steps(std::size_t limit) {
    return {Code::TooManySteps, "the process does not come to rest",
            "One command entered more than " + std::to_string(limit) + " nodes.",
            "Look for a loop that nobody has to decide in."};
}

Rejection expression_limit(std::string_view what, std::string_view reason) {
    return {Code::ExpressionLimit, std::string{what} + " cannot be evaluated",
            "The " + std::string{reason} + ".", ""};
}

Rejection decision_failed(std::string_view what, std::string_view decision, std::string_view reason) {
    return {Code::DecisionFailed, std::string{what} + " cannot be evaluated",
            "Decision \"" + std::string{decision} + "\": " + std::string{reason} + ".",
            "Correct the decision table or the data; wf.decide shows what it gives."};
}

Rejection wrong_verb(std::string_view task, std::string_view node, bool is_for_approvals) {
    return {Code::WrongVerb,
            "task " + std::string{task} + (is_for_approvals ? " is not an approval" : " is an approval"),
            "Node " + node_named(node) + (is_for_approvals ? " is work to be done." : " asks for a decision."),
            is_for_approvals ? "Use wf.complete." : "Use wf.approve or wf.reject."};
}

Rejection job_not_found() {
    return {Code::JobNotFound, "job does not exist", "", "Open jobs are listed in wf.jobs."};
}

Rejection job_not_open(Status status) {
    return {Code::JobNotOpen, "job is not open any more",
            "It was done, or is not needed any more; the status of its instance is " +
                in_quotes(name_of(status)) + ".",
            "Open jobs are listed in wf.jobs."};
}

Rejection job_not_due(std::string_view due_at) {
    return {Code::JobNotOpen, "timer is not due", "It fires at " + std::string{due_at} + ".", ""};
}

Rejection job_stands_still() {
    return {Code::JobNotOpen, "timer is not due", "Its clock stands still while the instance is returned.", ""};
}

Rejection calendar_not_found(std::string_view calendar) {
    return {Code::CalendarNotFound, "calendar " + in_quotes(calendar) + " does not exist", "",
            "wf.calendars lists them, wf.set_calendar makes one."};
}

Rejection no_working_time(std::string_view node, std::string_view calendar) {
    return {Code::BadTimer, "the timer of node " + node_named(node) + " cannot be set",
            "So much is never worked by calendar " + in_quotes(calendar) + ".", "wf.working_hours shows its hours."};
}

Rejection bad_timer(std::string_view node, std::string_view text, std::string_view expected) {
    return {Code::BadTimer, "the timer of node " + node_named(node) + " cannot be set",
            std::string{text} + " is not " + std::string{expected} + ".", ""};
}

Rejection bad_collection(std::string_view what, std::string_view expected) {
    return {Code::BadCollection, std::string{what} + " is not " + std::string{expected}, "",
            "How often the activity is done must be known when it begins."};
}

Rejection bad_result(std::string_view what, std::string_view expected) {
    return {Code::BadResult, std::string{what} + " is not " + std::string{expected}, "", ""};
}

Rejection function_missing(std::string_view node, std::string_view function) {
    return {Code::FunctionMissing, "function " + in_quotes(function) + " is not registered",
            "Node " + node_named(node) + " calls it.",
            "An administrator can register it with wf.register_function."};
}

Rejection node_not_found(std::string_view node) {
    return {Code::NodeNotFound, "the definition has no node " + in_quotes(node), "", ""};
}

Rejection node_not_repeated(std::string_view node) {
    return {Code::NodeNotRepeated, "node " + node_named(node) + " is not running several times",
            "Instances can be added to a multi-instance activity while it runs.", ""};
}

Rejection limit_exceeded(std::string_view reason) {
    return {Code::ExpressionLimit, "the data of this instance is too large to work with",
            "The " + std::string{reason} + ".", ""};
}

Rejection not_claimed(std::string_view task) {
    return {Code::NotClaimed, "task " + std::string{task} + " has not been claimed",
            "It belongs to a group, and nobody has claimed it yet.",
            "Call wf.claim(task_id => " + std::string{task} + ") first."};
}

Rejection already_claimed(std::string_view task, const PersonId& holder) {
    return {Code::AlreadyClaimed, "task " + std::string{task} + " has been claimed",
            "It was claimed by " + in_quotes(holder) + ".", "They can give it back with wf.release."};
}

Rejection not_a_group_task(std::string_view task, std::string_view verb) {
    return {Code::NotAGroupTask, "task " + std::string{task} + " cannot be " + std::string{verb},
            "It is not a task of a group.", "To give it to somebody else use wf.transfer or wf.delegate."};
}

Rejection only_advice(std::string_view task, const PersonId& giver) {
    return {Code::OnlyAdvice, "task " + std::string{task} + " is not yours to decide",
            in_quotes(giver) + " delegated it, and decides when it is back.",
            "Give it back with wf.resolve, or pass it on with wf.delegate."};
}

Rejection not_delegated(std::string_view task) {
    return {Code::NotDelegated, "task " + std::string{task} + " has not been delegated",
            "There is nobody to give it back to.", "Decide it with wf.approve or wf.reject."};
}

Rejection self_approval(const PersonId& person, std::string_view node) {
    return {Code::SelfApproval, in_quotes(person) + " may not approve their own request",
            "Node " + node_named(node) + " has a policy \"on_self\" that forbids it.", ""};
}

Rejection separation_of_duties(const PersonId& person, std::string_view node, std::string_view reason) {
    return {Code::SeparationOfDuties, in_quotes(person) + " may not act on node " + node_named(node),
            "Separation of duties: " + std::string{reason} + ".", "Somebody else has to act."};
}

Rejection already_has_seat(const PersonId& person, std::string_view node) {
    return {Code::AlreadyHasSeat, in_quotes(person) + " already has a vote on node " + node_named(node),
            "Nobody votes twice.", ""};
}

Rejection abstain_not_allowed(std::string_view node) {
    return {Code::AbstainNotAllowed, "node " + node_named(node) + " does not allow abstaining", "",
            "Approve or reject; or set \"abstain\": true in a new version of the definition."};
}

Rejection node_not_active(std::string_view node) {
    return {Code::NodeNotActive, "node " + node_named(node) + " is not active", "",
            "The view wf.progress shows whose turn it is."};
}

Rejection bad_data(const std::vector<std::string>& problems, std::size_t more) {
    std::string detail;
    for (const std::string& problem : problems) detail += (detail.empty() ? "" : "; ") + problem;
    const std::string count = std::to_string(more);
    if (more > 0) detail += "; " + in_both("and " + count + " more", "另有 " + count + " 项");
    Rejection refused{Code::BadData, "the form's data is not valid", detail + ".",
                      "wf.form lists the fields and what each may hold."};
    refused.message = in_both(refused.message, "表单数据有误");
    refused.hint = in_both(refused.hint, "wf.form 列出各字段及可填写的内容。");
    return refused;
}

Rejection bad_argument(std::string message, std::string hint) {
    return {Code::BadArgument, std::move(message), "", std::move(hint)};
}

Rejection too_deep(const std::string& what, std::size_t levels) {
    return bad_argument(what + " nests deeper than " + std::to_string(levels) + " levels",
                        "Put its lists and objects less deep into each other.");
}

Rejection unknown_person(const PersonId& id) {
    return {Code::UnknownPerson, "person " + in_quotes(id) + " does not exist or is not active", "",
            "People are loaded with wf.load_directory."};
}

Rejection bad_choice(std::string_view node, std::string detail) {
    return {Code::BadChoice, "the approvers chosen for node " + node_named(node) + " are not valid",
            std::move(detail), "Choose them like this: chosen => '{\"node\": [\"person\"]}'."};
}

}  // namespace refuse

}  // namespace wf
