// Who signs, and how it is decided: what a definition says of an approval, and of a task as far as it has
// people.
#pragma once

#include "core/expression/expression.hpp"
#include "core/base/name_index.hpp"
#include "core/base/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf {

// ---- approver rules: who signs

enum class RuleKind : std::uint8_t {
    Users,          // users
    Role,           // role
    Position,       // position, department (empty: anywhere)
    Department,     // department, head
    ReportingLine,  // from, line
    ChosenAtStart,  // among (empty: anybody)
    Initiator,
    Expression,        // expression: a person's id, or a list of them
    FormField,         // field: the same
    ChosenByPrevious,  // among (empty: anybody)
    LastHandler,       // node (empty: the node itself, in an earlier round)
    Function,          // function: an SQL function registered by a DBA
};

// Where a walk up the reporting line stops.
enum class LineEnd : std::uint8_t { Level, Position, Rank, Role, DepartmentHead, Top };

struct LineRule {
    LineEnd end = LineEnd::Level;
    std::int32_t level = 1;  // end == Level: how many levels up
    bool continuous =
        false;          // end == Level: levels 1..n instead of level n only; every other end is continuous
    std::string until;  // end == Position | Role: its id
    std::int32_t rank = 0;  // end == Rank
};

struct ApproverRule {
    RuleKind kind = RuleKind::Users;
    std::vector<PersonId> users;
    std::string role;
    std::string position;
    std::string department;  // an id, "initiator", "document" or "field:NAME"
    bool head = false;
    std::string from;  // ReportingLine: "initiator" | "previous" | "document" | "field:NAME"
    LineRule line;
    std::vector<ApproverRule> among;
    std::optional<feel::Expression> expression;
    std::string field;
    std::string node;
    std::string function;
    std::string text;  // the rule as its author wrote it (compact JSON), for the log and for messages
};

// ---- how an approval is decided

enum class Mode : std::uint8_t { Any, All, Sequential, Vote };

// What a vote needs: a count of seats, or a share of them rounded up ("2/3", "60%" = 60/100).
struct Need {
    bool is_share = false;
    std::int64_t count = 1;        // !is_share
    std::int64_t numerator = 1;    // is_share
    std::int64_t denominator = 1;  // is_share; > 0, >= numerator
};

struct Weight {
    PersonId person;
    std::int64_t votes = 1;  // > 0
};

// People who end an approval at once by their own vote.
struct Decisive {
    bool everybody = false;
    std::vector<PersonId> people;
};

struct VoteSettings {
    Need need;                    // of the seats, or with weights of their votes
    std::vector<Weight> weights;  // people who are not named have one vote
    Decisive veto;                // a rejection of theirs rejects
    Decisive pass;                // an approval of theirs approves
    bool collect_all = false;     // nothing is decided before everybody has voted
};

// What happens when nobody is left who could decide.
enum class NoApprover : std::uint8_t { Admin, Approve, Reject, Superior, Hold, Users };
// The initiator is found as an approver of their own request.
enum class OnSelf : std::uint8_t { Self, Skip, Superior, Forbid };
// Somebody is found who has approved before.
enum class Dedupe : std::uint8_t { Off, Once, Consecutive, Last };
// The holder of an open seat leaves.
enum class OnLeave : std::uint8_t { Superior, Admin, Hold, Users };
// Who of those found gets a seat.
enum class Assign : std::uint8_t { Everyone, Random, RoundRobin, LeastLoaded };
// Whether a role or department stays a group until somebody acts, or its people are fixed on entry.
enum class Binding : std::uint8_t { ByMode, Late, Fixed };  // ByMode: late for mode any and tasks
// Several rules: all that they find, or what the first of them finds that finds anybody.
enum class Combine : std::uint8_t { Union, First };

// What happens when the time is over.
enum class OnTimeout : std::uint8_t { Nothing, Approve, Reject, Cancel, Superior, Flow };

// What follows a rejection: the instance ends; it is the initiator's again; it goes back to a node that was passed; it
// goes on by a flow of its own.
enum class OnReject : std::uint8_t { End, Start, Node, Flow };

// A length of time, or a moment: a constant ISO 8601 text, or a FEEL expression that gives one.
struct Span {
    std::string text;                            // as written; empty: none
    std::optional<feel::Expression> expression;  // absent: `text` is a constant and has been checked
};

struct Reminder {
    Span after;            // empty: nobody is reminded
    Span every;            // empty: once
    std::int32_t max = 0;  // at most so often; 0: no limit
};

// ---- what a handler may do besides deciding

// To whom a node that was sent back to goes.
enum class ReturnTo : std::uint8_t { All, Last };
// How it goes on from there: as the returner says, or always in one way.
enum class AfterReturn : std::uint8_t { AsSaid, Forward, ToReturner };

struct SendBackSettings {
    bool is_allowed = true;
    std::vector<std::string> targets;  // "start", "previous", nodes; empty: any node passed before
    AfterReturn then = AfterReturn::AsSaid;
    ReturnTo handlers = ReturnTo::All;
    std::int32_t max_rounds = 0;  // from this node; 0: no limit
};

// What the handler of a node may do with a field of the form.
enum class FieldRight : std::uint8_t { Write, Read, Hidden };
struct FieldAccess {
    std::string field;
    FieldRight right = FieldRight::Write;
};

// What has to be filled in for an action: fields of the form, or "comment", the opinion.
struct Requirement {
    std::string action;
    std::vector<std::string> fields;
};

// How an action is called at this node; hidden: it is not offered, nor allowed.
struct Button {
    std::string action;
    LocalText label;
    bool is_hidden = false;
};

struct HandlerSettings {
    SendBackSettings send_back;
    std::vector<FieldAccess> fields;
    std::vector<Requirement> required_on;
    std::vector<Button> buttons;

    // Without any field listed as `write`, those that are not listed can be written.
    FieldRight right_to(std::string_view field) const {
        const std::size_t at = names.find(
            fields, field, [](const FieldAccess& access) -> const std::string& { return access.field; });
        if (at < fields.size()) return fields[at].right;
        return lists_writable ? FieldRight::Read : FieldRight::Write;
    }
    void allow(FieldAccess access) {
        lists_writable = lists_writable || access.right == FieldRight::Write;
        fields.push_back(std::move(access));
    }

    bool lists_writable = false;
    NameIndex names{};  // of the fields
};

// How the people of a node are found and treated: approvals, and tasks as far as it makes sense for them.
struct ApprovalSettings {
    std::vector<ApproverRule> approvers;
    Combine combine = Combine::Union;
    Mode mode = Mode::Any;
    VoteSettings vote;  // mode == Vote
    bool may_abstain = false;
    Assign assign = Assign::Everyone;
    Binding binding = Binding::ByMode;
    bool must_claim = false;  // a task of a group has to be claimed before anybody may act on it
    NoApprover on_no_approver = NoApprover::Admin;
    std::vector<PersonId> no_approver_users;  // on_no_approver == Users
    OnSelf on_self = OnSelf::Self;
    Dedupe dedupe = Dedupe::Off;
    OnLeave on_leave = OnLeave::Superior;
    std::vector<PersonId> leave_users;     // on_leave == Users
    std::vector<std::string> not_same_as;  // nodes; a start node stands for the initiator
    std::vector<std::string> except;       // persons, or "field:NAME", who may not act here
    Span due;
    OnTimeout on_timeout = OnTimeout::Nothing;
    std::string timeout_flow;  // on_timeout == Flow: the id of one of its outgoing flows
    Reminder remind;
    OnReject on_reject = OnReject::End;
    std::string reject_to;  // on_reject == Node: its id; Flow: the id of one of its outgoing flows
};

}  // namespace wf
