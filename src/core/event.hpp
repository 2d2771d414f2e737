// Every event: a fact, noun + past participle, with all that replay needs. A released event never changes its
// meaning; a new shape is a new name or an upcast. What each does to state: evolve.cpp; to the tables:
// src/pg/projection.cpp.
#pragma once

#include "core/state.hpp"

#include <stdexcept>
#include <variant>

namespace wf {

struct InstanceStarted {
    static constexpr std::string_view type = "InstanceStarted";
    PersonId initiator;
    std::string definition;  // key
    std::int32_t definition_version = 0;
    std::string title;
    std::string business_table;  // empty: not bound
    std::string business_key;
    std::vector<Choice> chosen;
    Json data{"{}"};
};

// The form as it is from now on, whole: history shows the values of every moment without adding patches up.
struct DataChanged {
    static constexpr std::string_view type = "DataChanged";
    Json data{"{}"};
};

struct NodeEntered {
    static constexpr std::string_view type = "NodeEntered";
    TokenId token;
    std::string node;
    std::int32_t round = 1;
};

struct NodeCompleted {
    static constexpr std::string_view type = "NodeCompleted";
    TokenId token;
    std::string outcome;  // approved | rejected for an approval, else empty
};

struct FlowTaken {
    static constexpr std::string_view type = "FlowTaken";
    std::string flow;
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
};

struct SeatRejected {
    static constexpr std::string_view type = "SeatRejected";
    SeatId seat;
    PersonId by;
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

struct PeopleCopied {
    static constexpr std::string_view type = "PeopleCopied";
    std::string node;        // empty: copied by hand
    std::int32_t round = 0;  // of the node; by hand: the version that did it
    std::vector<PersonId> people;
};

struct InstanceEnded {
    static constexpr std::string_view type = "InstanceEnded";
    Status status = Status::Completed;
};

using Event = std::variant<InstanceStarted, DataChanged, NodeEntered, NodeCompleted, FlowTaken, SeatsCreated,
                           SeatOpened, SeatApproved, SeatRejected, SeatsClosed, ApproverMissing, NodeHeld,
                           PeopleCopied, InstanceEnded>;

// A log that can't be true: it speaks of a token or a seat that never was. Thrown by replay and progress; a
// log that the engine wrote, and that is complete, never is.
struct InconsistentLog : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One accepted command with its events: one row of the log.
struct Entry {
    std::int64_t seq = 0;  // from 1, without gaps within the instance
    Instant at = 0;
    std::string action;  // the verb: start, approve, ...
    PersonId actor;      // "system" for automatic decisions
    PersonId on_behalf_of;
    SeatId task;  // 0: the command was not about a task
    std::string node;
    std::string comment;
    Status source = Status::Created;
    Status target = Status::Created;
    std::vector<Event> events;
};

}  // namespace wf
