// The compiled graph of one definition version: immutable, shared by every instance that runs on it.
#pragma once

#include "core/expression/expression.hpp"
#include "core/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {

enum class NodeType : std::uint8_t { Start, End, Approval, Copy, Exclusive };

// ---- approver rules (DESIGN 12): who signs
// -------------------------------------------------------------------

enum class RuleKind : std::uint8_t {
    Users,          // users
    Role,           // role
    Position,       // position, department (empty: anywhere)
    Department,     // department, head
    ReportingLine,  // from, line
    ChosenAtStart,  // among (empty: anybody)
    Initiator,
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
    std::string department;  // an id, "initiator", or (later) "document"
    bool head = false;
    std::string from;  // ReportingLine: "initiator" | "previous"
    LineRule line;
    std::vector<ApproverRule> among;
    std::string text;  // the rule as its author wrote it (compact JSON), for the log and for messages
};

// ---- how an approval is decided
// ------------------------------------------------------------------------------

enum class Mode : std::uint8_t { Any, All, Sequential, Vote };

// What a vote needs: a count of seats, or a share of them rounded up ("2/3", "60%" = 60/100).
struct Need {
    bool is_share = false;
    std::int64_t count = 1;        // !is_share
    std::int64_t numerator = 1;    // is_share
    std::int64_t denominator = 1;  // is_share; > 0, >= numerator
};

enum class NoApprover : std::uint8_t { Admin, Approve, Reject, Superior, Hold, Users };

struct ApprovalSettings {
    std::vector<ApproverRule> approvers;  // in order, united, each person once
    Mode mode = Mode::Any;
    Need need;  // mode == Vote
    NoApprover on_no_approver = NoApprover::Admin;
    std::vector<PersonId> no_approver_users;  // on_no_approver == Users
};

// ---- the form
// ------------------------------------------------------------------------------------------------

enum class FieldType : std::uint8_t {
    Number,
    Text,
    Boolean,
    Choice,
    Date,
    Datetime,
    Person,
    Department,
    List,
    Object,
    Attachment,
};

struct Field {
    std::string name;
    FieldType type = FieldType::Text;
    bool required = false;
    bool material = false;
    std::vector<std::string> values;  // Choice
    LocalText label;
};

struct Form {
    std::vector<Field> fields;

    const Field* find(std::string_view name) const {
        for (const Field& field : fields)
            if (field.name == name) return &field;
        return nullptr;
    }
};

// ---- the graph
// -----------------------------------------------------------------------------------------------

using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;

struct Node {
    std::string id;
    NodeType type = NodeType::Start;
    LocalText name;
    ApprovalSettings approval;          // type == Approval
    std::vector<ApproverRule> copy_to;  // type == Copy
    std::vector<FlowIndex> outgoing;    // document order; the default flow is among them
    std::vector<FlowIndex> incoming;
};

struct Flow {
    std::string id;  // as given, else "from->to"
    NodeIndex from = 0;
    NodeIndex to = 0;
    std::optional<feel::Expression> when;  // absent: unconditional
    bool is_default = false;
    LocalText name;
};

struct Definition {
    std::string key;
    LocalText name;
    std::optional<Form> form;  // absent: any data is accepted
    std::vector<Node> nodes;   // document order
    std::vector<Flow> flows;   // document order
    NodeIndex start = 0;

    const Node* find_node(std::string_view id) const {
        auto found = index_.find(id);
        return found == index_.end() ? nullptr : &nodes[found->second];
    }

    // Called once by compile, after the last node was added: the views point into `nodes`.
    void build_index() {
        for (NodeIndex i = 0; i < nodes.size(); ++i) index_.emplace(nodes[i].id, i);
    }

    Definition() = default;
    Definition(Definition&&) = default;
    Definition& operator=(Definition&&) = default;
    Definition(const Definition&) = delete;
    Definition& operator=(const Definition&) = delete;

private:
    std::unordered_map<std::string_view, NodeIndex> index_;
};

}  // namespace wf
