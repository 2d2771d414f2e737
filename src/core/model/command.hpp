// Every command: what somebody wants. decide/ has one file for each.
#pragma once

#include "core/base/kind.hpp"
#include "core/base/values.hpp"
#include "core/model/redacted.hpp"
#include "core/model/state.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace wf {

struct Start {
    static constexpr std::string_view action = "start";
    std::int32_t definition_version = 0;
    std::string title;
    bool is_titled_by_row = false;  // it follows the business row
    std::string serial_no{};
    std::string business_table;
    std::string business_key;
    std::string node{};   // the start node; empty: the plain one
    InstanceId parent{};  // the instance that calls it; 0: none
    TokenId parent_token{};
    std::vector<Choice> chosen;
    Json data{"{}"};
    bool as_draft = false;  // it waits on its start node until the initiator submits it
    InstanceId revokes{};   // the approved instance that is revoked if this one is approved; 0: none
};

struct Approve {
    static constexpr std::string_view action = "approve";
    SeatId task;
    std::optional<Json> data;      // merged into the form, key by key; null clears
    std::vector<Choice> chosen{};  // who decides later nodes, as far as their rules leave it to the actor
};

struct Reject {
    static constexpr std::string_view action = "reject";
    SeatId task;
    std::optional<Json> data;
};

// A vote for neither side, where the node allows it.
struct Abstain {
    static constexpr std::string_view action = "abstain";
    SeatId task;
    std::optional<Json> data;
};

// The work of a task node is done.
struct Complete {
    static constexpr std::string_view action = "complete";
    SeatId task;
    std::optional<Json> data;
    std::vector<Choice> chosen{};
};

// One of the candidates takes a task of a group.
struct Claim {
    static constexpr std::string_view action = "claim";
    SeatId task;
};

// They give it back to the group.
struct Release {
    static constexpr std::string_view action = "release";
    SeatId task;
};

// Somebody else decides instead, for good.
struct Transfer {
    static constexpr std::string_view action = "transfer";
    SeatId task;
    PersonId to;
};

// Somebody else prepares it, then it comes back.
struct Delegate {
    static constexpr std::string_view action = "delegate";
    SeatId task;
    PersonId to;
};

// A delegated task goes back to the one who gave it.
struct Resolve {
    static constexpr std::string_view action = "resolve";
    SeatId task;
};

// More people have to sign at this node.
struct AddSigner {
    static constexpr std::string_view action = "add_signer";
    SeatId task;
    std::vector<PersonId> people;
    SignerPlace place = SignerPlace::After;
    SignerMode mode = SignerMode::All;
};

// One person less: their seat at the node of this task.
struct RemoveSigner {
    static constexpr std::string_view action = "remove_signer";
    SeatId task;
    PersonId person;
};

// Back to a node that was passed before.
struct SendBack {
    static constexpr std::string_view action = "send_back";
    SeatId task;
    std::string target{"previous"};  // "start", "previous", or a node
    bool to_returner = false;        // from there straight on to this node again
};

// The initiator hands in a draft, or what was sent back to them.
struct Resubmit {
    static constexpr std::string_view action = "resubmit";
    std::optional<Json> data;
    bool forward = false;  // through all nodes again, although it would go straight to the returner
    std::vector<Choice> chosen{};
};

// An approver takes their vote back, as long as nobody has acted on it.
struct Recall {
    static constexpr std::string_view action = "recall";
    std::string node;
};

// What the holder of a task has filled in so far, to go on with later.
struct SaveDraft {
    static constexpr std::string_view action = "save_draft";
    SeatId task;
    Json data{"{}"};
};

// Values of the form, without a decision.
struct SetData {
    static constexpr std::string_view action = "set_data";
    Json data{"{}"};
    bool is_in_row = false;  // the business row has these values already: somebody has written it
};

// The initiator asks those who have acted to let them take it back.
struct RequestWithdrawal {
    static constexpr std::string_view action = "request_withdrawal";
};
struct AnswerWithdrawal {
    static constexpr std::string_view action = "answer_withdrawal";
    bool is_granted = false;
};

// They have read what they were asked, or what was copied to them.
struct MarkRead {
    static constexpr std::string_view action = "mark_read";
};

// Whoever has to act is reminded.
struct Remind {
    static constexpr std::string_view action = "remind";
};

// An administrator moves everything to one node.
struct Jump {
    static constexpr std::string_view action = "jump";
    std::string node;
};

// Nobody can act, and no timer runs, until it is resumed.
struct Suspend {
    static constexpr std::string_view action = "suspend";
};
struct Resume {
    static constexpr std::string_view action = "resume";
};

// An ended instance runs again, from this node on; empty: it is the initiator's again.
struct Wake {
    static constexpr std::string_view action = "wake";
    std::string node;
};

// The last command that is not undone yet.
struct Undo {
    static constexpr std::string_view action = "undo";
};
// The one that was undone last.
struct Redo {
    static constexpr std::string_view action = "redo";
};
// The state after an earlier log entry.
struct Restore {
    static constexpr std::string_view action = "restore";
    std::int64_t seq = 0;
};

// The rules of a node are asked again: seats for who has come, none for who is not meant any more.
struct RefreshApprovers {
    static constexpr std::string_view action = "refresh_approvers";
    std::string node;
};

// The initiator takes the request back before anybody has acted on it.
struct Withdraw {
    static constexpr std::string_view action = "withdraw";
};

// The initiator or an administrator gives the matter up, at any time while it runs.
struct Cancel {
    static constexpr std::string_view action = "cancel";
};

// An administrator stops it.
struct Terminate {
    static constexpr std::string_view action = "terminate";
};

struct Copy {
    static constexpr std::string_view action = "copy";
    std::vector<PersonId> people;
};

struct Comment {
    static constexpr std::string_view action = "comment";
};

// A worker has done a service job.
struct CompleteJob {
    static constexpr std::string_view action = "complete_job";
    WaitId job;
    std::optional<Json> data;
};

// A worker could not do it. With an error code: a BPMN error, which the process may catch. Otherwise it is
// tried again `retry_after` microseconds later, as long as tries are left; then it is an incident.
struct FailJob {
    static constexpr std::string_view action = "fail_job";
    WaitId job;
    std::string error;
    std::optional<std::int64_t> retry_after;
    std::string error_code;
};

// An administrator ends the incident of a service job.
struct RetryJob {
    static constexpr std::string_view action = "retry_job";
    WaitId job;
};

// One more instance of a multi-instance activity that is running in parallel or in sequence.
struct AddInstance {
    static constexpr std::string_view action = "add_instance";
    std::string node;
    std::optional<Json> item;
};

// ---- what no person commands: the system does, when its moment has come

struct FireTimer {
    static constexpr std::string_view action = "fire_timer";
    WaitId wait;
};

struct TakeMessage {
    static constexpr std::string_view action = "take_message";
    WaitId wait;
    Json data{"{}"};
};

struct TakeSignal {
    static constexpr std::string_view action = "take_signal";
    WaitId wait;
    Json data{"{}"};
};

// Somebody who may hold open seats has left: they move by the policies of their nodes. Groups that have lost
// their last member count as well.
struct ReplaceLeavers {
    static constexpr std::string_view action = "replace_leavers";
};

// A standing delegation of `person` has begun: their open seats move to their agent.
struct ApplyDelegation {
    static constexpr std::string_view action = "apply_delegation";
    PersonId person;
};

// The instance that `token` called has ended.
struct FinishCall {
    static constexpr std::string_view action = "finish_call";
    TokenId token;
    Status status = Status::Completed;
    std::string error{};
    Json data{"{}"};  // the callee's form at its end
};

// The instance that `token` called has thrown an escalation that nobody caught there.
struct CatchEscalation {
    static constexpr std::string_view action = "catch_escalation";
    TokenId token;
    std::string code;
};

// The instance that was to revoke this one has been approved.
struct AcceptRevocation {
    static constexpr std::string_view action = "revoke";
    InstanceId by;
};

// Entries are about to leave the log: what they say is kept.
struct Checkpoint {
    static constexpr std::string_view action = "checkpoint";
    std::string chain;  // the hash of the last entry
};

// Fields of the form are blanked in what is stored of an instance that has ended.
struct Redact {
    static constexpr std::string_view action = "redact";
    std::vector<std::string> fields;
    std::vector<RedactedEntry> entries;
    std::string chain{};  // the hash of the last entry
};

// Open timers that count working time by one of these calendars are counted again: somebody has edited it.
struct RecomputeDues {
    static constexpr std::string_view action = "recompute_dues";
    std::vector<std::string> calendars;
};

using AnyAct =
    std::variant<Start, Approve, Reject, Abstain, Complete, Claim, Release, Transfer, Delegate, Resolve,
                 AddSigner, RemoveSigner, SendBack, Resubmit, Recall, SaveDraft, SetData, RequestWithdrawal,
                 AnswerWithdrawal, MarkRead, Remind, Jump, Suspend, Resume, Wake, Undo, Redo, Restore,
                 RefreshApprovers, Withdraw, Cancel, Terminate, Copy, Comment, CompleteJob, FailJob, RetryJob,
                 AddInstance, FireTimer, TakeMessage, TakeSignal, ReplaceLeavers, ApplyDelegation, FinishCall,
                 CatchEscalation, AcceptRevocation, Checkpoint, Redact, RecomputeDues>;

// One of them; compiled once, as Event is (command.cpp).
struct Act : AnyAct {
    template <class Kind>
        requires is_kind_of<Kind, AnyAct>
    Act(Kind kind);
    Act(const Act&);
    Act(Act&&) noexcept;
    Act& operator=(const Act&);
    Act& operator=(Act&&) noexcept;
    ~Act();
};

struct Command {
    Act act;
    PersonId actor;
    bool by_administrator = false;  // the caller's database role administers the engine
    Instant at = 0;
    std::string comment;
    Instant as_of = 0;  // a moment that it is tried for: counts instead of `at`, except in the log; 0: none
};

}  // namespace wf
