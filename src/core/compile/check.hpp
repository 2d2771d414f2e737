// The passes after parsing: what the parts of a definition mean together. Each reports what it finds and goes
// on; none is recursive, because the graph may have 10,000 nodes in a row.
#pragma once

#include "core/compile/draft.hpp"
#include "core/base/report.hpp"

#include <functional>
#include <string_view>

namespace wf::compiler {

// Connects flows and nodes, gives flows and boundary events without an id theirs, and finds whatever one part
// names of another. duplicate_id, dangling_flow, crossing_flow, ...
void link(Draft& draft, Report& report);

// What the process and each subprocess needs by itself: a start and an end.
void check_scopes(const Draft& draft, Report& report);

// A way in and a way out for every node.
void check_graph(const Draft& draft, Report& report);

// No loop without somebody or something to wait for.
void check_reject(const Draft& draft, Report& report);
void check_loops(const Draft& draft, Report& report);

// Conditions and defaults stand where there is a choice, and there they are complete.
void check_gateways(const Draft& draft, Report& report);

// Events stand where something can come of them.
void check_events(const Draft& draft, Report& report);

// No event gets in the way of another one.
void check_duplicates(const Draft& draft, Report& report);

// Votes go with the mode vote, and can be won.
void check_approval(const Draft& draft, Report& report);

// Settings of approvals and tasks go together, and a timeout leads somewhere.
void check_people(const Draft& draft, Report& report);

// Decisions have names of their own, do not use themselves, and are called with arguments that they know.
void check_decisions(const Draft& draft, Report& report);

// Rules of decision tables that overlap, can never match, or leave cases out. Requires: no errors.
void check_tables(const Draft& draft, Report& report);

// Names that decisions ask for, as somebody asks for a decision: with `inside`, and whether they may be given
// otherwise. Calls `visit` for each that is not in `known`.
void visit_names_of_decisions(const Draft& draft, const std::function<bool(std::string_view)>& is_known,
                              const std::function<void(const NameUse&)>& visit);

// Expressions and approver rules name what will be there when they are evaluated.
void check_names(const Draft& draft, Report& report);

// Computed fields follow from other fields, and not from themselves.
void check_computed_fields(const Draft& draft, Report& report);

// Expressions do with values what their types allow.
void check_types(const Draft& draft, Report& report);

// What no form declares is compared with values of one type.
void check_comparisons(const Draft& draft, Report& report);

}  // namespace wf::compiler
