// Events about people: seats, votes, who was found, asked, left out. The others: event.hpp.
#pragma once

#include "core/model/state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

// What is known of an open task beside its seat. created_at 0: a checkpoint of an earlier version does not say it.
struct TaskTimes {
    SeatId seat;
    Instant created_at = 0;
    Instant due_at = 0;      // when its node should be done; 0: no such time
    Instant claimed_at = 0;  // 0: nobody has claimed it
};

struct SeatsCreated {
    static constexpr std::string_view type = "SeatsCreated";
    std::vector<Seat> seats;
};

struct SeatOpened {
    static constexpr std::string_view type = "SeatOpened";
    SeatId seat;
};

struct SeatApproved {
    static constexpr std::string_view type = "SeatApproved";
    SeatId seat;
    PersonId by;
    bool remembered = false;  // the signature is kept in the state, for rules that ask for it
};

struct SeatRejected {
    static constexpr std::string_view type = "SeatRejected";
    SeatId seat;
    PersonId by;
};

// The vote is cast, and counts for neither side.
struct SeatAbstained {
    static constexpr std::string_view type = "SeatAbstained";
    SeatId seat;
    PersonId by;
};

// A policy (dedupe) approves in the place of the holder, who has said so before.
struct SeatPassed {
    static constexpr std::string_view type = "SeatPassed";
    SeatId seat;
    std::string policy;      // as in the definition: once, consecutive, last
    std::int64_t cites = 0;  // the log entry of the earlier approval; 0: it is still to come
};

// One of the candidates has taken it.
struct SeatClaimed {
    static constexpr std::string_view type = "SeatClaimed";
    SeatId seat;
    PersonId by;
};

// It is everybody's again.
struct SeatReleased {
    static constexpr std::string_view type = "SeatReleased";
    SeatId seat;
    std::vector<std::string> to{};  // the candidates, as in Seat; said for the reader
};

// It belongs to others from now on: by transfer, because its holder left, by a standing delegation, or
// because its time is over. As in Seat; weight and rank stay.
struct SeatReassigned {
    static constexpr std::string_view type = "SeatReassigned";
    SeatId seat;
    PersonId principal;
    PersonId holder;
    std::vector<std::string> candidates;
    std::vector<PersonId> path;
};

// Given to somebody for advice; it comes back.
struct SeatDelegated {
    static constexpr std::string_view type = "SeatDelegated";
    SeatId seat;
    PersonId to;
};

// It is back with the one who gave it.
struct SeatResolved {
    static constexpr std::string_view type = "SeatResolved";
    SeatId seat;
    PersonId to{};  // said for the reader
};

// Nobody may act on it for the time being; it still counts.
struct SeatParked {
    static constexpr std::string_view type = "SeatParked";
    SeatId seat;
};

// It does not count any more; the vote is counted anew.
struct SeatRemoved {
    static constexpr std::string_view type = "SeatRemoved";
    SeatId seat;
    std::vector<std::string> whose{};  // its principal, or its candidates; said for the reader
};

// The vote is taken back: whoever cast it may decide again.
struct SeatReopened {
    static constexpr std::string_view type = "SeatReopened";
    SeatId seat;
};

// What the holder has filled in so far.
struct DraftSaved {
    static constexpr std::string_view type = "DraftSaved";
    SeatId seat;
    Json data{"{}"};
};

// The work of a task node is done.
struct TaskCompleted {
    static constexpr std::string_view type = "TaskCompleted";
    SeatId seat;
    PersonId by;
    bool remembered = false;
};

// Who will decide another node, as the actor chose.
struct ApproversChosen {
    static constexpr std::string_view type = "ApproversChosen";
    std::vector<Choice> chosen;
};

// A material field has got another value: what was signed before is not what is signed now.
struct MaterialChanged {
    static constexpr std::string_view type = "MaterialChanged";
    std::vector<std::string> fields;
};

struct Skip {
    PersonId person;
    std::string reason;  // "on_self: skip", "not_same_as: lead", ...
};

// The rules of the node found these people, and a policy left them out.
struct ApproversSkipped {
    static constexpr std::string_view type = "ApproversSkipped";
    TokenId token;
    std::vector<Skip> skipped;
};

// The time of the node is over, and its policy speaks.
struct DeadlinePassed {
    static constexpr std::string_view type = "DeadlinePassed";
    TokenId token;
    std::string policy;  // as in the definition: approve, reject, cancel, superior, flow
};

// Those who have to act are reminded.
struct PeopleReminded {
    static constexpr std::string_view type = "PeopleReminded";
    TokenId token;
    std::vector<PersonId> people;
};

// Their vote is not wanted any more: the node was decided without them, or the instance ended.
struct SeatsClosed {
    static constexpr std::string_view type = "SeatsClosed";
    std::vector<SeatId> seats;
};

// No rule of the node found an approver (or fewer than its vote needs), so its policy spoke.
struct ApproverMissing {
    static constexpr std::string_view type = "ApproverMissing";
    TokenId token;
    std::string policy;  // as in the definition: admin, approve, reject, superior, hold, users
};

// The node waits for an administrator: an incident.
struct NodeHeld {
    static constexpr std::string_view type = "NodeHeld";
    TokenId token;
    std::string reason;
};

}  // namespace wf
