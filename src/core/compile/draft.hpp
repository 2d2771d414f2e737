// A definition on its way through the passes: the graph as far as it is known, and where each part was
// written.
#pragma once

#include "core/compile/compile.hpp"
#include "core/compile/reference.hpp"
#include "core/model/definition.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::compiler {

// A root name that an expression uses.
struct NameUse {
    std::string name;
    std::string path;  // JSON pointer of what to correct: the expression or the rule's field
    std::optional<std::size_t> position;  // code point offset, if the expression is FEEL text
    NodeIndex inside = no_node;           // the innermost node whose variables are known there
    std::string_view what = "condition";  // for messages
    bool may_be_given = false;            // by who asks for the decision: then unknown is only a warning
    std::optional<feel::Expression::Call> call{};  // present: a call of the decision `name`
};

// An expression whose types are checked when all names are known.
struct ExpressionUse {
    feel::Expression expression;
    std::string path;
    NodeIndex inside = no_node;           // the innermost node whose variables are known there
    std::string_view what = "condition";  // for messages
    bool is_written = true;               // false: translated from another form, so positions mean nothing
    feel::StaticType wanted{};
    std::optional<feel::StaticType> tested{};  // of unary tests: what they test
    bool is_timer = false;                     // whatever is wrong with its result is a bad_timer
};

// A field of the form (or a variable) that is asked for people or for a department.
enum class FieldContent : std::uint8_t { People, Department };

struct FieldUse {
    std::string name;
    std::string path;
    FieldContent content = FieldContent::People;
    NodeIndex inside = no_node;
};

// A node that the people of another node are compared with, or found by.
struct NodeUse {
    std::string id;
    std::string path;
    std::string_view what;  // for messages: the key that names it
};

// What a rejection leads to, and where that is written.
struct RejectSource {
    std::string path{};
    OnReject what = OnReject::End;
    std::string to{};  // a node, or a flow
};

// What the passes know of definition.nodes[i] beyond the node itself.
struct NodeSource {
    std::string path;
    // false: a type of a later version or a wrong one; checks then assume the best
    bool has_known_type = false;
    // false: no id, or one that an earlier node has; no flow can lead here
    bool has_own_id = false;
    bool has_vote = false;
    bool has_nodes = false;              // Subprocess: false if its list of nodes is missing or unusable
    bool has_trigger = false;            // Start: the key is written, possibly with a wrong value
    bool has_interrupting = false;       // Start: the key is written
    bool has_handler = false;            // compensation boundary: a flow names one, possibly a wrong one
    std::vector<std::string> cancels{};  // node ids as written
    std::string reject_path{};           // Approval: of its on_reject, or of the definition's
};

// What the passes know of definition.flows[i] beyond the flow itself.
struct FlowSource {
    std::string path;
    std::string from{};  // node ids as written, "" if missing
    std::string to{};
    NodeIndex scope = no_node;     // the subprocess it is written in; no_node: the process
    NodeIndex boundary = no_node;  // it is the "to" of this boundary event, whose id may not be known yet
    bool from_exists = false;
    bool to_exists = false;
    bool has_condition = false;  // also if it did not parse
};

// What the passes know of definition.decisions[i] beyond the table itself.
struct DecisionSource {
    std::string path;
    bool is_complete = true;  // false: something in it is wrong, so nothing can be said of its rules together
    std::vector<NameUse> names{};  // that its expressions ask for
};

struct Draft {
    CompileLimits limits{};
    feel::Vocabulary vocabulary{};  // the decisions
    // false: the list itself is missing or unusable, so nothing can be said of the graph
    bool has_nodes = false;
    bool has_too_many_nodes = false;
    std::size_t expected_nodes = 0;  // in all lists begun so far; some of them are still to come
    // Of the definition: for every node that does not say it itself.
    OnLeave on_leave = OnLeave::Superior;
    std::vector<PersonId> leave_users{};
    RejectSource on_reject{};
    // Flows' from and to, nodes' flow lists and all that names another node are set by link.
    Definition definition{};
    std::vector<NodeSource> nodes{};
    std::vector<FlowSource> flows{};
    std::vector<DecisionSource> decisions{};
    std::vector<std::string> computed_paths{};  // of the form's fields: where each says how it is computed
    std::size_t decision_cells = 0;             // of all tables so far
    std::vector<NameUse> names{};
    std::vector<ExpressionUse> expressions{};
    std::vector<FieldUse> fields{};
    std::vector<NodeUse> signed_nodes{};
    std::vector<Reference> references{};
};

}  // namespace wf::compiler
