// What decision tables say twice, in vain or not at all.
#include "core/compile/check.hpp"
#include "core/decision_table/coverage.hpp"
#include "core/decision_table/hit_policy.hpp"

#include <string>

namespace wf::compiler {
namespace {

std::string rule_path(const DecisionSource& source, std::size_t rule) {
    return child(child(source.path, "rules"), rule);
}

void report_overlaps(const DecisionTable& table, const DecisionSource& source, const Coverage& found,
                     Report& report) {
    const bool is_any = table.policy == HitPolicy::Any;
    for (const Coverage::Overlap& overlap : found.overlaps)
        report.error(
            "overlapping_rules", rule_path(source, overlap.second),
            rules_text(overlap.first, overlap.second) + " both match " +
                (overlap.where.empty() ? "everything" : overlap.where) +
                (is_any ? ", with different outputs" : ""),
            is_any ? "Rules that match together must say the same with hit policy \"any\"."
                   : "Only one rule may match with hit policy \"unique\"; \"first\" takes the first one.");
    if (found.more_overlaps > 0)
        report.error("overlapping_rules", child(source.path, "rules"),
                     std::to_string(found.more_overlaps) + " more pairs of rules overlap");
}

std::string numbers(const std::vector<std::size_t>& rules) {
    constexpr std::size_t max_shown = 5;
    std::string text = rules.size() == 1 ? "rule " : "rules ";
    for (std::size_t i = 0; i < rules.size() && i < max_shown; ++i) {
        const bool is_last = i + 1 == rules.size();
        text += (i == 0 ? "" : is_last ? " and " : ", ") + std::to_string(rules[i] + 1);
    }
    return rules.size() > max_shown ? text + " ..." : text;
}

void report_masked(const DecisionSource& source, const Coverage& found, Report& report) {
    for (const Coverage::Masked& masked : found.masked) {
        const std::string rule = "rule " + std::to_string(masked.rule + 1);
        if (masked.by.empty())
            report.warning("masked_rule", rule_path(source, masked.rule),
                           rule + " never matches: no value of an input satisfies its cell",
                           "See the values that the input has.");
        else
            report.warning("masked_rule", rule_path(source, masked.rule),
                           rule + " never counts: whatever it matches, " + numbers(masked.by) +
                               (masked.by.size() == 1 ? " comes" : " come") + " before it",
                           "Move it up, or remove it.");
    }
}

void report_gaps(const DecisionSource& source, const Coverage& found, Report& report) {
    const std::string path = child(source.path, "rules");
    for (const Coverage::Gap& gap : found.gaps)
        report.warning("uncovered_case", path,
                       "no rule matches " + (gap.where.empty() ? "anything" : gap.where),
                       (gap.example.empty() ? std::string{} : "For example " + gap.example + ". ") +
                           "Add a rule, or a default for an output.");
    if (found.more_gaps > 0)
        report.warning("uncovered_case", path,
                       "no rule matches in " + std::to_string(found.more_gaps) + " more cases");
}

}  // namespace

void check_tables(const Draft& draft, Report& report) {
    Work work{draft.limits.max_table_work, draft.limits.interrupt};
    for (std::size_t i = 0; i < draft.decisions.size(); ++i) {
        const DecisionTable& table = draft.definition.decisions[i];
        const DecisionSource& source = draft.decisions[i];
        const Coverage found = cover(table, work);
        report_overlaps(table, source, found, report);
        report_masked(source, found, report);
        report_gaps(source, found, report);
        if (found.is_too_large)
            report.warning("table_too_large", child(source.path, "rules"),
                           "the table is too large to be checked for overlaps and gaps",
                           "Split it, or let one decision use another.");
    }
}

}  // namespace wf::compiler
