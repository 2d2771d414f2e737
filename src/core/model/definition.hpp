// The compiled graph of one definition version: immutable, shared by every instance that runs on it.
#pragma once

#include "core/model/approval_settings.hpp"
#include "core/decision_table/table.hpp"
#include "core/expression/expression.hpp"
#include "core/base/name_index.hpp"
#include "core/base/values.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {

using NodeIndex = std::uint32_t;
using FlowIndex = std::uint32_t;
inline constexpr NodeIndex no_node = 0xFFFFFFFF;

enum class NodeType : std::uint8_t {
    Start,
    End,
    Approval,
    Task,
    Copy,
    Service,
    Script,
    Pass,  // does nothing: BPMN's none event, abstract and manual tasks
    Exclusive,
    Parallel,
    Inclusive,
    Complex,
    EventGateway,
    Catch,     // waits for its event
    Throw,     // makes its event happen
    Boundary,  // hangs on an activity and waits for its event as long as that is active
    Subprocess,
    Call,
};

// An activity can carry boundary events, loops and multi-instance settings, a mutex and compensation.
constexpr bool is_activity(NodeType type) {
    return type == NodeType::Approval || type == NodeType::Task || type == NodeType::Copy ||
           type == NodeType::Service || type == NodeType::Script || type == NodeType::Pass ||
           type == NodeType::Catch || type == NodeType::Subprocess || type == NodeType::Call;
}

// ---- events (BPMN 2.0, section 10.5)

enum class EventKind : std::uint8_t {
    None,
    Timer,
    Message,
    Signal,
    Condition,
    Error,
    Escalation,
    Compensation,
    Link,
    Cancel,
    Terminate,
};

// When a timer fires: a constant ISO 8601 text, or a FEEL expression that gives one.
enum class TimerKind : std::uint8_t {
    After,  // a duration: "PT72H", "P3D"
    At,     // a moment: "2026-12-24T18:00:00Z"
    Every,  // a duration, again and again, or R<n>/<duration>: "PT4H", "R3/PT10M"
};

struct Timer {
    TimerKind kind = TimerKind::After;
    std::string text;                            // as written
    std::optional<feel::Expression> expression;  // absent: `text` is a constant and has been checked
};

// What a start, catch, throw, boundary or end node is about.
struct NodeEvent {
    EventKind kind = EventKind::None;
    // Message, Signal, Link: its name. Error, Escalation: its code, to catch: empty catches all.
    // Compensation thrown: the activity to compensate, empty: all of the scope.
    std::string name;
    std::optional<feel::Expression> correlation;  // Message: the key; absent: none
    std::optional<feel::Expression> payload;      // thrown Message or Signal: a context; absent: {}
    std::optional<feel::Expression> condition;    // Condition
    Timer timer;
    bool interrupting = true;  // Boundary, start of an event subprocess
};

// ---- repeated activities

enum class LoopKind : std::uint8_t {
    None,
    Standard,    // again while `condition` holds
    Sequential,  // multi-instance, one after the other
    Parallel,    // multi-instance, all at once
};

struct Loop {
    LoopKind kind = LoopKind::None;
    std::optional<feel::Expression> condition;   // Standard; absent: always
    bool test_before = false;                    // Standard: look at the condition before the first time too
    std::int64_t max = 0;                        // Standard: how often at most; 0: no limit
    std::optional<feel::Expression> count;       // multi-instance: how many, or
    std::optional<feel::Expression> collection;  // one for each item
    std::string element;                         // the variable that holds the item
    std::optional<feel::Expression> until;       // multi-instance: done as soon as this is true
    bool cancel_rest = true;  // false: the rest goes on beside the token that has gone on (with `until`)
    bool wait = true;         // false: the token goes on at once (multi-instance without synchronisation)
    std::string output;       // form field that collects the results as a list; empty: none
    std::optional<feel::Expression> output_element;
};

// ---- calls

struct Mapping {
    std::string name;  // of the variable that is set
    feel::Expression value;
};

struct CallSettings {
    std::string definition;
    std::int32_t version = 0;  // 0: the active one when the call is made
    bool all_in = true;  // the caller's whole form goes in (what the callee's form does not know is left out)
    std::vector<Mapping> in;
    bool all_out = false;
    std::vector<Mapping> out;  // evaluated on the callee's form
};

// ---- the form

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
    Json tag;                                  // the caller's own, for its own logic; empty: none
    Json default_value;                        // given at the start if it is missing; empty: none
    std::optional<feel::Expression> computed;  // follows from other fields, and cannot be written
    std::optional<feel::Expression> valid;     // has to hold whenever the field has a value
    LocalText invalid;                         // said if it does not
};

// Has to hold for the form as a whole.
struct FormRule {
    feel::Expression holds;
    LocalText message;
};

struct Form {
    std::vector<Field> fields;
    std::vector<FormRule> rules;
    bool is_open = false;  // data may have other names too, of which nothing is known

    const Field* find(std::string_view name) const {
        const std::size_t at =
            names.find(fields, name, [](const Field& field) -> const std::string& { return field.name; });
        return at < fields.size() ? &fields[at] : nullptr;
    }

    NameIndex names{};  // of the fields
};

// ---- the graph

struct Node {
    std::string id;
    NodeType type = NodeType::Start;
    LocalText name;
    NodeIndex parent = no_node;       // the subprocess it lies in; no_node: the process itself
    std::vector<FlowIndex> outgoing;  // document order; the default flow is among them
    std::vector<FlowIndex> incoming;

    Json tag;                   // the caller's own, for its own logic; empty: none
    std::string calendar;       // whose hours the durations of its timers count; empty: time that passes
    HandlerSettings handler;    // Approval, Task; Start: of the initiator
    ApprovalSettings approval;  // Approval; Task: `approvers` are the candidates, none: every active person
    std::vector<ApproverRule> copy_to;   // Copy
    std::string topic;                   // Service
    std::int32_t retries = 3;            // Service
    std::string function;                // Script: a name registered with wf.register_function
    CallSettings call;                   // Call
    NodeEvent event;                     // Start, End, Catch, Throw, Boundary
    Loop loop;                           // activities
    std::vector<NodeIndex> boundary;     // activities: the Boundary nodes that hang on it
    NodeIndex attached_to = no_node;     // Boundary
    NodeIndex compensated_by = no_node;  // activities: the handler; set from the compensation boundary event
    bool is_compensation_handler = false;  // activities: entered by compensation only
    std::string mutex;               // activities: at most one of those with this word is active at a time
    std::vector<NodeIndex> cancels;  // when it completes, tokens on these nodes are taken away

    // Subprocess (and for the process itself see Definition)
    NodeIndex start = no_node;                  // where its token begins
    std::vector<NodeIndex> event_subprocesses;  // those that lie directly in it
    bool is_event_subprocess = false;           // started by the event of its start node
    bool is_transaction = false;

    // Complex
    std::int32_t need = 1;                      // how many incoming tokens let it fire
    std::optional<feel::Expression> need_when;  // instead of `need`: a condition on activationCount
    bool cancel_rest = false;                   // firing takes away the tokens that could still arrive

    std::uint32_t join =
        0;  // Inclusive and Complex with several incoming flows: index in Definition.joins + 1
};

struct Flow {
    std::string id;  // as given, else "from->to"
    NodeIndex from = 0;
    NodeIndex to = 0;
    std::optional<feel::Expression> when;  // absent: unconditional
    bool is_default = false;
    LocalText name;
};

// For an inclusive or complex join: which of its incoming flows can be reached from each node of its scope
// without passing through the join itself. Bit i is incoming[i]. A node reaches what its outgoing flows and
// its interrupting boundary events reach.
struct JoinReach {
    NodeIndex node = 0;
    std::vector<std::uint64_t> from;  // by NodeIndex
};

inline constexpr std::size_t max_join_flows = 64;

// ---- starting and taking back

enum class WithdrawUntil : std::uint8_t { Acted, Read, Never };

// Serial numbers: prefix, date, number: "LV-2026-0042".
struct SerialSettings {
    std::string prefix;
    std::string date;  // a pattern of PostgreSQL's to_char, such as "YYYYMM-"; counting begins anew with each
    std::int32_t digits = 4;
    bool is_gapless = false;
};

struct StartSettings {
    std::vector<ApproverRule> who;  // empty: every active person
    std::int32_t max_count = 0;     // so many starts within `period`; 0: no limit
    std::string period;             // an ISO 8601 duration
    bool is_count_per_person = true;
    std::optional<SerialSettings> serial;
};

struct Definition {
    std::string key;
    LocalText name;
    std::string department;  // that it belongs to; empty: none
    StartSettings starting;
    WithdrawUntil withdraw_until = WithdrawUntil::Acted;
    bool withdraw_by_request = false;           // and later if who has acted agrees
    std::string revoked_by;                     // key of the definition that revokes it; empty: itself
    std::optional<feel::Zone> time_zone;        // of what has none in its text; absent: the host's
    std::string calendar;                       // of the nodes that name none; empty: none
    bool counts_working_time = false;           // some node has a calendar
    std::string business_table;                 // instances are about its rows; empty: of any table
    std::optional<Form> form;                   // absent: any data is accepted
    std::vector<std::string> summary;           // fields that lists show
    std::vector<DecisionTable> decisions;       // names in every expression
    std::vector<Node> nodes;                    // document order
    std::vector<Flow> flows;                    // document order
    NodeIndex start = no_node;                  // the plain start; without one: the first of `event_starts`
    std::vector<NodeIndex> event_starts;        // starts of the process with an event: message, signal, timer
    std::vector<NodeIndex> event_subprocesses;  // that lie directly in the process
    bool implicit_ends =
        false;  // a node without outgoing flow ends its token (BPMN); otherwise that is an error
    std::vector<JoinReach> joins;
    bool remembers_signers = false;  // a rule or policy of some node asks who has signed before
    // What the way through it can depend on.
    std::vector<std::string> asked;    // names that an expression or a rule may ask for; sorted
    bool asks_clock = false;           // some expression uses now() or today()
    bool gives_form_to_rules = false;  // some rule is an SQL function, which gets the whole form

    const feel::Zone& zone_or(const feel::Zone& of_host) const { return time_zone ? *time_zone : of_host; }

    bool asks(std::string_view name) const { return std::binary_search(asked.begin(), asked.end(), name); }

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
