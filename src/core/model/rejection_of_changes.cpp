// The wording of refusals, continued: of what people do to a running approval besides deciding it.
#include "core/base/in_quotes.hpp"
#include "core/base/local_message.hpp"
#include "core/model/names.hpp"
#include "core/model/rejection.hpp"
#include "core/model/world.hpp"

namespace wf::refuse {

Rejection seat_not_found(const PersonId& person, std::string_view node) {
    return {Code::SeatNotFound, in_quotes(person) + " has no seat at node " + node_named(node),
            "This person is not asked there.", "The view wf.progress shows who is."};
}

Rejection may_not_remove(const PersonId& actor, const PersonId& person, const PersonId& added_by) {
    return {Code::MayNotRemove, in_quotes(actor) + " may not remove " + in_quotes(person),
            added_by.empty() ? "The definition asks for this person."
                             : "This person was added by " + in_quotes(added_by) + ".",
            "A signer can be removed by the person who added them or by an administrator."};
}

Rejection not_the_signer(const PersonId& actor, std::string_view node) {
    return {Code::NotTheSigner, in_quotes(actor) + " has not approved node " + node_named(node), "",
            "Only one's own approval can be taken back."};
}

Rejection field_not_writable(std::string_view field, std::string reason) {
    return {Code::FieldNotWritable, "field " + in_quotes(field) + " cannot be written here", std::move(reason),
            "Leave it out of the data."};
}

Rejection may_not_start(const PersonId& actor, std::string_view definition) {
    return {Code::MayNotStart, in_quotes(actor) + " may not start " + in_quotes(definition),
            "The definition says who may, and this person is not among them.", ""};
}

Rejection action_not_offered(std::string_view action, std::string_view node) {
    return {Code::ActionNotOffered, in_quotes(action) + " is not offered at node " + node_named(node),
            "The definition hides it there.", "wf.actions lists what is offered."};
}

Rejection signers_too_deep() {
    return {Code::SignersTooDeep, "added signers can be nested at most 3 levels deep", "",
            "Ask the person who added you to add them."};
}

Rejection seat_has_voted(const PersonId& person) {
    return {Code::SeatHasVoted, in_quotes(person) + " has voted already", "A vote that was cast stays.", ""};
}

Rejection bad_target(std::string_view node, std::string reason) {
    return {Code::BadTarget, "node " + node_named(node) + " is not a valid target", std::move(reason),
            "The view wf.progress shows which nodes were passed."};
}

Rejection send_back_not_allowed(std::string_view node, std::string_view target,
                                const std::vector<std::string>& targets) {
    std::string allowed;
    for (const std::string& one : targets) allowed += (allowed.empty() ? "" : ", ") + node_named(one);
    return {Code::SendBackNotAllowed, "node " + node_named(node) + " does not send back to " + node_named(target),
            allowed.empty() ? "It does not send back at all." : "It sends back to " + allowed + ".", ""};
}

Rejection too_many_returns(std::string_view node, std::int32_t count) {
    return {
        Code::TooManyReturns,
        "node " + node_named(node) + " has sent back " + std::to_string(count) + (count == 1 ? " time" : " times"),
        "The definition allows no more.", "Approve or reject."};
}

Rejection material_field_changed(std::string_view returner) {
    return {Code::MaterialFieldChanged, "it cannot go straight back to node " + node_named(returner),
            "A material field has changed since it was sent back: everybody has to look again.",
            "Call wf.resubmit(..., resume => 'forward')."};
}

Rejection not_returned(Status status) {
    return {Code::NotReturned, "there is nothing to submit",
            "The status is " + std::string{name_of(status)} + ", and the initiator has no task.", ""};
}

Rejection cannot_recall(std::string_view node, std::string reason) {
    return {Code::CannotRecall, "the approval of node " + node_named(node) + " cannot be taken back",
            std::move(reason), "Whoever has it now can send it back."};
}

Rejection already_read() {
    return {Code::AlreadyRead, "the request has been read",
            "The definition lets it be withdrawn until somebody who is asked has read it.",
            "Ask with wf.request_withdrawal, if the definition allows it."};
}

Rejection not_requested(std::string reason) {
    return {Code::NotRequested, "there is no request to withdraw", std::move(reason), ""};
}

Rejection is_suspended() {
    return {Code::IsSuspended, "the instance is suspended", "Nobody can act until it is resumed.",
            "An administrator resumes it with wf.resume."};
}

Rejection not_suspended() { return {Code::NotSuspended, "the instance is not suspended", "", ""}; }

Rejection not_ended(Status status) {
    return {Code::NotEnded, "the instance has not ended",
            "Its status is " + std::string{name_of(status)} + ".", ""};
}

Rejection nothing_to_undo(std::string_view what) {
    return {Code::NothingToUndo, "there is nothing to " + std::string{what}, "", ""};
}

Rejection others_have_acted(std::int64_t seq, const PersonId& who, std::string_view action) {
    return {Code::OthersHaveActed, "the last command was not yours",
            "Entry " + std::to_string(seq) + " is " + in_quotes(action) + " by " + in_quotes(who) + ".",
            "A command can be undone only by the person who gave it or by an administrator."};
}

Rejection before_checkpoint(std::int64_t checkpoint) {
    return {Code::BadLog, "what was before entry " + std::to_string(checkpoint) + " has left the log",
            "It is a checkpoint: the entries before it are archived.",
            "The view wf.partitions shows where they are; wf.attach_archive brings them back."};
}

Rejection cannot_undo(std::int64_t seq, std::string reason) {
    return {Code::CannotUndo, "entry " + std::to_string(seq) + " cannot be undone", std::move(reason), ""};
}

Rejection row_has_changed(const std::string& since) {
    return {Code::RowHasChanged, "the row has been changed " + since,
            "What was signed then was about other values.",
            "wf.what_was_signed() shows the columns that differ. Have the row approved again."};
}

Rejection start_limit(const PersonId& person, std::string_view definition, std::int32_t count,
                      std::string_view period) {
    const std::string who = person.empty() ? "all users together" : in_quotes(person);
    return {Code::StartLimit,
            who + (person.empty() ? " have" : " has") + " started " + in_quotes(definition) + " " +
                std::to_string(count) + (count == 1 ? " time" : " times") + " within " + std::string{period},
            "The definition allows no more.", "Start it later."};
}

}  // namespace wf::refuse
