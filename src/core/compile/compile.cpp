// The order of the passes. All of them run, whatever the earlier ones found, so that an author sees
// everything at once.
#include "core/compile/compile.hpp"

#include "core/compile/check.hpp"
#include "core/compile/find_asked.hpp"
#include "core/compile/join_reach.hpp"
#include "core/compile/json_tree.hpp"
#include "core/compile/parse.hpp"
#include "core/base/report.hpp"
#include "core/soundness/soundness.hpp"

#include <utility>

namespace wf {

CompileResult compile(std::string_view json, const CompileLimits& limits) {
    using namespace compiler;
    Report report;
    const std::optional<JsonValue> root = read_json(json, limits, report);
    if (!root) return {.definition = std::nullopt, .findings = report.take(), .references = {}};

    Draft draft = parse_definition(*root, limits, report);
    if (draft.has_nodes) {
        link(draft, report);
        check_scopes(draft, report);
        check_graph(draft, report);
        check_loops(draft, report);
        check_gateways(draft, report);
        check_events(draft, report);
        check_duplicates(draft, report);
        check_approval(draft, report);
        check_people(draft, report);
        check_reject(draft, report);
    }
    check_decisions(draft, report);
    check_names(draft, report);
    check_computed_fields(draft, report);
    if (limits.check_soundness) check_types(draft, report);
    // What follows needs a graph in which everything leads somewhere.
    if (!report.has_errors()) find_join_reach(draft.definition);
    if (!report.has_errors() && limits.check_tables) check_tables(draft, report);

    CompileResult result{
        .definition = std::nullopt, .findings = report.take(), .references = std::move(draft.references)};
    if (has_errors(result.findings)) return result;
    find_asked(draft);
    draft.definition.build_index();
    result.definition = std::move(draft.definition);
    if (!limits.check_soundness) return result;
    const auto path_of = [&](NodeIndex node) { return draft.nodes[node].path; };
    SoundnessResult sound = check_soundness(*result.definition, path_of,
                                            {.max_states = limits.max_states, .interrupt = limits.interrupt});
    for (Finding& finding : sound.findings) result.findings.push_back(std::move(finding));
    return result;
}

}  // namespace wf
