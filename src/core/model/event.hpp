// Every event: a fact, noun + past participle, with all that replay needs. A released event never changes its meaning; a
// new shape is a new name or an upcast. What each does to state: evolve.cpp; to tables: src/pg/command/projection.cpp.
#pragma once

#include "core/base/inconsistent_log.hpp"
#include "core/base/kind.hpp"
#include "core/model/redacted.hpp"
#include "core/model/seat_event.hpp"
#include "core/model/state.hpp"
#include "core/model/wait_event.hpp"

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
    InstanceId parent{};     // the instance that called it; 0: none
    TokenId parent_token{};  // the token that waits there
    std::vector<Choice> chosen;
    Json data{"{}"};
    std::string serial_no{};
    bool is_draft = false;  // created, not submitted yet
    InstanceId revokes{};   // the approved instance that this one is to revoke; 0: none
    bool is_titled_by_row = false;  // the title follows the business row
};

// The form as it is from now on, whole: history shows the values of every moment without adding patches up.
// `in_row`: nobody has handed it in; the business row was found so, changed by `changed_by` if that is known.
struct DataChanged {
    static constexpr std::string_view type = "DataChanged";
    Json data{"{}"};
    bool in_row = false;
    PersonId changed_by{};
};

// What people read in lists: the business row, which gives it, has changed.
struct TitleChanged {
    static constexpr std::string_view type = "TitleChanged";
    std::string title;
};

struct NodeEntered {
    static constexpr std::string_view type = "NodeEntered";
    TokenId token;
    std::string node;
    std::int32_t round = 1;
    TokenId scope{};
    TokenId thrower{};                 // of a compensation handler
    Json data{};                       // variables of its own; empty: none
    std::vector<std::string> after{};  // the approvals that were passed last on its way
};

struct NodeCompleted {
    static constexpr std::string_view type = "NodeCompleted";
    TokenId token;
    std::string outcome;  // approved | rejected for an approval, the status of the called instance for a call, else empty
};

struct FlowTaken {
    static constexpr std::string_view type = "FlowTaken";
    std::string flow;
};

// A token begins to wait before `node` on one of its incoming flows.
struct TokenArrived {
    static constexpr std::string_view type = "TokenArrived";
    TokenId token;
    std::string node;
    std::string flow;
    TokenId scope;
    Json data;
    std::vector<std::string> after{};
};

// They have waited before a node; the NodeEntered that follows goes on for all of them.
struct TokensMerged {
    static constexpr std::string_view type = "TokensMerged";
    std::vector<TokenId> tokens;
};

// Taken away: by an interrupting event, a terminate, the rule of a join, an administrator. Seats and waits were closed before.
struct TokensCanceled {
    static constexpr std::string_view type = "TokensCanceled";
    std::vector<TokenId> tokens;
};

// A complex join has fired, or one more token of its cycle has come. `used` empty: the next cycle begins.
struct JoinCycled {
    static constexpr std::string_view type = "JoinCycled";
    std::string node;
    TokenId scope;
    std::vector<std::string> used;
};

// The token is the body of a repeated activity.
struct LoopStarted {
    static constexpr std::string_view type = "LoopStarted";
    TokenId token;
    std::int32_t total = 0;
    Json items;  // a JSON array, or empty
};

// The token goes on, although instances are still running: the body waits for them alone.
struct LoopReleased {
    static constexpr std::string_view type = "LoopReleased";
    TokenId token;
};

// One more instance than was meant at first.
struct InstanceAdded {
    static constexpr std::string_view type = "InstanceAdded";
    TokenId token;
    Json item;  // empty: none
};

// What one instance of a multi-instance activity gave.
struct OutputCollected {
    static constexpr std::string_view type = "OutputCollected";
    TokenId token;
    Json item;
};

// The variables of a token as they are from now on, whole.
struct VariablesChanged {
    static constexpr std::string_view type = "VariablesChanged";
    TokenId token;
    Json data;
};

// For whoever waits for it, in this instance or another.
struct MessageThrown {
    static constexpr std::string_view type = "MessageThrown";
    std::string name;
    std::string key;
    Json data{"{}"};
};

struct SignalThrown {
    static constexpr std::string_view type = "SignalThrown";
    std::string name;
    Json data{"{}"};
};

struct ErrorThrown {
    static constexpr std::string_view type = "ErrorThrown";
    std::string code;
};

struct EscalationThrown {
    static constexpr std::string_view type = "EscalationThrown";
    std::string code;
    bool caught = false;  // in this instance; otherwise the caller, if there is one, may catch it
};

// Another instance is started for this token, which waits for its end.
struct CallStarted {
    static constexpr std::string_view type = "CallStarted";
    TokenId token;
    std::string definition;
    std::int32_t version = 0;  // 0: the active one
    Json data{"{}"};
};

// The instances that these tokens wait for are not needed any more.
struct CallsCanceled {
    static constexpr std::string_view type = "CallsCanceled";
    std::vector<TokenId> tokens;
};

struct CompensationRecorded {
    static constexpr std::string_view type = "CompensationRecorded";
    Compensable activity;
};

// These activities are to be compensated for `thrower`, the last one first.
struct CompensationThrown {
    static constexpr std::string_view type = "CompensationThrown";
    TokenId thrower;
    std::vector<TokenId> activities;
};

// Its handler begins: the NodeEntered that follows.
struct CompensationStarted {
    static constexpr std::string_view type = "CompensationStarted";
    TokenId activity;
};

// An interrupting event subprocess begins in this scope.
struct ScopeInterrupted {
    static constexpr std::string_view type = "ScopeInterrupted";
    TokenId scope;
};

struct PeopleCopied {
    static constexpr std::string_view type = "PeopleCopied";
    std::string node;        // empty: copied by hand
    std::int32_t round = 0;  // of the node; by hand: the version that did it
    std::vector<PersonId> people;
};

// A holder gives it back to a node that was passed before. What is taken away and where the token goes, the
// events after it say.
struct SentBack {
    static constexpr std::string_view type = "SentBack";
    std::string from;
    std::string to;
    SeatId seat;
    bool to_initiator = false;        // it is the initiator's again: status returned
    std::vector<std::string> undone;  // nodes that have to be passed again
};

// The token goes straight on to this node when it has done with its own.
struct ReturnExpected {
    static constexpr std::string_view type = "ReturnExpected";
    TokenId token;
    std::string to;
};

// It goes forward through all nodes after all.
struct ReturnDropped {
    static constexpr std::string_view type = "ReturnDropped";
    TokenId token;
};

// The initiator has handed in the draft, or what was sent back to them.
struct Resubmitted {
    static constexpr std::string_view type = "Resubmitted";
};

// An approver takes their approval of a node back.
struct Recalled {
    static constexpr std::string_view type = "Recalled";
    std::string node;
    PersonId by;
    std::vector<std::string> undone;
};

// An administrator moves everything to one node.
struct Jumped {
    static constexpr std::string_view type = "Jumped";
    std::string to;
    std::vector<std::string> undone;
};

struct WithdrawalRequested {
    static constexpr std::string_view type = "WithdrawalRequested";
};

struct WithdrawalRefused {
    static constexpr std::string_view type = "WithdrawalRefused";
    PersonId by;
};

// One who was asked, or got a copy, has read it.
struct InstanceRead {
    static constexpr std::string_view type = "InstanceRead";
    PersonId by;
    bool is_asked = false;  // they have an open task
};

struct InstanceSuspended {
    static constexpr std::string_view type = "InstanceSuspended";
    Instant at = 0;
};

// All timers are set later by the time that it stood still.
struct InstanceResumed {
    static constexpr std::string_view type = "InstanceResumed";
    std::int64_t delay = 0;  // microseconds
};

// It has ended, and runs again.
struct InstanceWoken {
    static constexpr std::string_view type = "InstanceWoken";
    bool to_initiator = false;  // status returned
};

// The state is as it was after an earlier entry, except for numbers of seats, tokens and waits: never given twice.
struct StateRestored {
    static constexpr std::string_view type = "StateRestored";
    std::int64_t seq = 0;      // as after this entry; 0: as before the first
    std::int64_t command = 0;  // undo, redo: the entry of the command that is undone or done again
    std::vector<State> state;  // one: the memento, beside the event since it is large; `data` is its form
    Json data{"{}"};
};

// It had been approved; an instance of its own has revoked it.
struct InstanceRevoked {
    static constexpr std::string_view type = "InstanceRevoked";
    InstanceId by{};
};

struct InstanceEnded {
    static constexpr std::string_view type = "InstanceEnded";
    Status status = Status::Completed;
    std::string error{};  // failed: the code of the error that nobody caught
};

struct StateKept {  // all that the entries before say, for when they have left the log
    static constexpr std::string_view type = "StateKept";
    std::vector<InstanceStarted> start;  // one: how it was started, without the form, with the title of now
    std::vector<State> state;            // one: the memento; `data` is its form
    Json data{"{}"};
    std::string chain{};  // the hash of the entry before it, in hexadecimal digits
    std::vector<TaskTimes> tasks{};      // the open ones
    std::vector<PersonId> approvers{};  // who has approved something with their own hands, sorted
};

using AnyEvent =
    std::variant<InstanceStarted, DataChanged, TitleChanged, NodeEntered, NodeCompleted, FlowTaken, TokenArrived,
                 TokensMerged, TokensCanceled, JoinCycled, LoopStarted, LoopReleased, InstanceAdded,
                 OutputCollected, VariablesChanged, WaitsArmed, WaitFired, WaitReset, WaitsClosed, JobFailed,
                 JobRetried, MessageThrown, SignalThrown, ErrorThrown, EscalationThrown, CallStarted,
                 CallsCanceled, CompensationRecorded, CompensationThrown, CompensationStarted,
                 ScopeInterrupted, SeatsCreated, SeatOpened, SeatApproved, SeatRejected, SeatsClosed,
                 SeatAbstained, SeatPassed, SeatClaimed, SeatReleased, SeatReassigned, SeatDelegated,
                 SeatResolved, SeatParked, SeatRemoved, SeatReopened, DraftSaved, TaskCompleted,
                 ApproversChosen, MaterialChanged, ApproversSkipped, ApproverMissing, DeadlinePassed,
                 PeopleReminded, NodeHeld, PeopleCopied, SentBack, ReturnExpected, ReturnDropped, Resubmitted,
                 Recalled, Jumped, WithdrawalRequested, WithdrawalRefused, InstanceRead, InstanceSuspended,
                 InstanceResumed, InstanceWoken, StateRestored, InstanceRevoked, InstanceEnded,
                 StateKept, Redacted, WaitPaused>;

// One of them. What copies, moves and destroys it is compiled once (event.cpp), not in every file that emits one.
struct Event : AnyEvent {
    template <class Kind>
        requires is_kind_of<Kind, AnyEvent>
    Event(Kind kind);
    Event(const Event&);
    Event(Event&&) noexcept;
    Event& operator=(const Event&);
    Event& operator=(Event&&) noexcept;
    ~Event();
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
    std::int64_t cause = 0;  // of what the system did by itself: the entry of the command it followed from
    std::vector<Event> events;
    Instant as_of = 0;  // Command::as_of; nothing is replayed from it
};

}  // namespace wf
