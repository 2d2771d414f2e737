// The passes after parsing: what the parts of a definition mean together. Each reports what it finds and goes
// on; none is recursive, because the graph may have 10,000 nodes in a row.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/report.hpp"

namespace wf::compiler {

// Connects flows and nodes, gives flows without an id theirs. duplicate_id, dangling_flow.
void link(Draft& draft, Report& report);

// One start, an end, a way in and a way out for every node. Sets definition.start.
void check_graph(Draft& draft, Report& report);

// No loop without an approval.
void check_loops(const Draft& draft, Report& report);

// Conditions and defaults stand on the flows out of exclusive gateways, and there they are complete.
void check_gateways(const Draft& draft, Report& report);

// Votes go with the mode vote, and can be won.
void check_approval(const Draft& draft, Report& report);

// Conditions name what will be there when they are evaluated.
void check_names(const Draft& draft, Report& report);

}  // namespace wf::compiler
