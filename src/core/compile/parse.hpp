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

void parse_nodes(const Reader& top, const CompileLimits& limits, Draft& draft);
void parse_flows(const Reader& top, const CompileLimits& limits, Draft& draft);
std::optional<Form> parse_form(const Reader& top);

// The settings of a node of type approval.
ApprovalSettings parse_approval(const Reader& node, std::vector<Reference>& references);

// A non-empty list of approver rules under `key`.
std::vector<ApproverRule> parse_rules(const Reader& owner, std::string_view key,
                                      std::vector<Reference>& references);

// The persons listed under `key`, as references too.
std::vector<PersonId> parse_persons(const Reader& owner, std::string_view key,
                                    std::vector<Reference>& references);

}  // namespace wf::compiler
