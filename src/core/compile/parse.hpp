// The JSON vocabulary of a definition: each function turns one part of the tree into its part of the draft
// and reports what it cannot read. What the parts mean together is for the checks.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::compiler {

Draft parse_definition(const JsonValue& root, const CompileLimits& limits, Report& report);

// "nodes" and "flows" of the process (`parent` is no_node) or of a subprocess. A subprocess is followed by
// its boundary events and then by what lies in it.
void parse_nodes(const Reader& owner, NodeIndex parent, Draft& draft);
void parse_flows(const Reader& owner, NodeIndex parent, Draft& draft);
std::optional<Form> parse_form(const Reader& top, Draft& draft);

// The expressions of the form: computed fields, and what has to hold. After the decisions, which they may
// use.
void parse_form_rules(const Reader& top, Draft& draft);

// "tag" of a field or a node: any JSON, for the caller's own logic.
Json parse_tag(const Reader& reader);

// "start" and "summary". After the nodes: a summary shows nothing that one of them hides.
void parse_starting(const Reader& top, Draft& draft);
void parse_summary(const Reader& top, Draft& draft);

// "decisions". Before any expression is parsed: sets the vocabulary. After the form, which knows the types of
// its fields.
void parse_decisions(const Reader& top, Draft& draft);

// "rules" of a table whose inputs and outputs are parsed.
void parse_decision_rules(const Reader& reader, DecisionTable& table, DecisionSource& source, Draft& draft);

// A cell of outputs: FEEL text, a number, a boolean or null. nullopt: it is wrong.
std::optional<feel::Expression> parse_output_cell(const JsonValue& cell, const std::string& path,
                                                  DecisionSource& source, Draft& draft, Report& report);

// Can as many nodes as the list has be added? If not, the report says so, once.
bool has_room(const JsonValue& list, const std::string& path, Draft& draft, Report& report);

// "id", which must be there.
std::string parse_id(const Reader& reader);

// All keys that a node of this type may have, given what else it says of itself.
struct NodeWord {
    NodeType type = NodeType::Start;
    EventKind event = EventKind::None;
};
std::vector<Key> keys_of(NodeWord word, const Reader& node);
std::vector<Key> keys_of(NodeWord word, std::span<const Key> keys_of_event);
// What has to hold of them together, in the words of JSON Schema.
std::string_view law_of(NodeWord word);

// Activities can be repeated, watched by boundary events, and exclude and cancel others. A link catch is
// none.
bool has_activity_keys(NodeWord word);

// The settings of nodes of one type. `self` is the node, `parent` the subprocess it lies in.
ApprovalSettings parse_approval(const Reader& node, NodeIndex self, Draft& draft);
ApprovalSettings parse_task(const Reader& node, NodeIndex self, Draft& draft);
CallSettings parse_call(const Reader& node, NodeIndex self, Draft& draft);

// What approvals and tasks have in common: how people are found, and what happens when they are not, or do
// nothing.
std::span<const Key> people_keys();
void parse_people(const Reader& node, NodeIndex self, Draft& draft, ApprovalSettings& settings);

// "on_leave" of a node or of the definition; without it both values stay as they are.
void parse_on_leave(const Reader& owner, Draft& draft, OnLeave& policy, std::vector<PersonId>& users);

// "fields" and "required_on" of a node where people have the form before them. After the form.
std::span<const Key> handler_keys(NodeType type);
void parse_handler(const Reader& node, NodeType type, const Draft& draft, HandlerSettings& handler);
// "withdraw" and "revoke" of the definition.
void parse_withdraw(const Reader& top, Definition& definition);
void parse_revoke(const Reader& top, Definition& definition);

// "vote" of an approval.
void parse_vote(const Reader& node, Draft& draft, ApprovalSettings& settings);

// "on_reject" of an approval or of the definition; without it `reject` stays as it is.
void parse_on_reject(const Reader& owner, Draft& draft, RejectSource& reject);

// "calendar" of the definition, or of a node that has timers; `otherwise` if it is not there.
std::string parse_calendar(const Reader& reader, Draft& draft, const std::string& otherwise);
bool has_timers(const Node& node);

// "due", "on_timeout" and "remind" of a node with people.
void parse_deadline(const Reader& node, NodeIndex self, Draft& draft, ApprovalSettings& settings);

// "send_back" of a node with people: whether, and where to, its handlers may send back.
SendBackSettings parse_send_back(const Reader& node, Draft& draft);

// The settings of activities.
Loop parse_loop(const Reader& node, NodeIndex self, NodeIndex parent, Draft& draft);
void parse_boundary(const Reader& node, NodeIndex host, Draft& draft);

// A non-empty list of approver rules under `key`, and one rule; `json` is what `reader` reads. They are of
// the node `self`.
std::vector<ApproverRule> parse_rules(const Reader& owner, std::string_view key, NodeIndex self,
                                      Draft& draft);
ApproverRule parse_rule(const Reader& reader, const JsonValue& json, NodeIndex self, Draft& draft);

// The keys of {"by": "reporting_line"}.
void parse_line(const Reader& reader, NodeIndex self, Draft& draft, ApproverRule& rule);

// The id under `key`, noted as a reference; "" if there is none.
std::string parse_reference(const Reader& reader, std::string_view key, ReferenceKind kind, Draft& draft);

// If `text`, the value of `key`, is "field:NAME": notes that this field must hold people or a department.
// False: it is no such text.
bool note_field(const Reader& reader, std::string_view key, std::string_view text, FieldContent content,
                NodeIndex self, Draft& draft);

// The persons listed under `key`, as references too.
std::vector<PersonId> parse_persons(const Reader& owner, std::string_view key, Draft& draft);

// A key that can only be true.
void require_true(const Reader& reader, std::string_view key);

}  // namespace wf::compiler
