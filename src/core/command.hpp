// Every command: what somebody wants. decide/ has one file for each.
#pragma once

#include "core/state.hpp"
#include "core/values.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace wf {

struct Start {
    static constexpr std::string_view action = "start";
    std::int32_t definition_version = 0;
    std::string title;
    std::string business_table;
    std::string business_key;
    std::string node{};   // the start node; empty: the plain one
    InstanceId parent{};  // the instance that calls it; 0: none
    TokenId parent_token{};
    std::vector<Choice> chosen;
    Json data{"{}"};
};

struct Approve {
    static constexpr std::string_view action = "approve";
    SeatId task;
    std::optional<Json> data;  // merged into the form, key by key; null clears
};

struct Reject {
    static constexpr std::string_view action = "reject";
    SeatId task;
    std::optional<Json> data;
};

// The work of a task node is done.
struct Complete {
    static constexpr std::string_view action = "complete";
    SeatId task;
    std::optional<Json> data;
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
// --------------------------------------------------------------------------

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

using Act = std::variant<Start, Approve, Reject, Complete, Withdraw, Cancel, Terminate, Copy, Comment,
                         CompleteJob, FailJob, RetryJob, AddInstance, FireTimer, TakeMessage, TakeSignal,
                         FinishCall, CatchEscalation>;

struct Command {
    Act act;
    PersonId actor;
    bool by_administrator = false;  // the caller's database role administers the engine
    Instant at = 0;
    std::string comment;
};

}  // namespace wf
