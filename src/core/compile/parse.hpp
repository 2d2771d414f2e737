// The JSON vocabulary of a definition: each function turns one part of the tree into its part of the draft
// and reports what it can't read. What the parts mean together is for the checks.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::compiler {

Draft parse_definition(const JsonValue& root, const CompileLimits& limits, Report& report);

// "nodes" and "flows" of the process (`parent` is no_node) or of a subprocess. A subprocess is followed by
// its boundary events and then by what lies in it.
void parse_nodes(const Reader& owner, NodeIndex parent, Draft& draft);
void parse_flows(const Reader& owner, NodeIndex parent, Draft& draft);
std::optional<Form> parse_form(const Reader& top);

// Can as many nodes as the list has be added? If not, the report says so, once.
bool has_room(const JsonValue& list, const std::string& path, Draft& draft, Report& report);

// "id", which must be there.
std::string parse_id(const Reader& reader);

// All keys that a node of this type may have, given what else it says of itself.
struct NodeWord {
    NodeType type = NodeType::Start;
    EventKind event = EventKind::None;
};
std::vector<std::string_view> keys_of(NodeWord word, const Reader& node);

// Activities can be repeated, watched by boundary events, and exclude and cancel others. A link catch is
// none.
bool has_activity_keys(NodeWord word);

// The settings of nodes of one type. `self` is the node, `parent` the subprocess it lies in.
ApprovalSettings parse_approval(const Reader& node, std::vector<Reference>& references);
std::vector<ApproverRule> parse_candidates(const Reader& node, std::vector<Reference>& references);
CallSettings parse_call(const Reader& node, NodeIndex self, Draft& draft);

// The settings of activities.
Loop parse_loop(const Reader& node, NodeIndex self, NodeIndex parent, Draft& draft);
void parse_boundary(const Reader& node, NodeIndex host, Draft& draft);

// A non-empty list of approver rules under `key`.
std::vector<ApproverRule> parse_rules(const Reader& owner, std::string_view key,
                                      std::vector<Reference>& references);

// One rule; `json` is what `reader` reads.
ApproverRule parse_rule(const Reader& reader, const JsonValue& json, std::vector<Reference>& references);

// The persons listed under `key`, as references too.
std::vector<PersonId> parse_persons(const Reader& owner, std::string_view key,
                                    std::vector<Reference>& references);

}  // namespace wf::compiler
