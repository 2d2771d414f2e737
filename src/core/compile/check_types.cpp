#include "core/compile/check.hpp"
#include "core/compile/definition_scope.hpp"
#include "core/compile/expression.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace wf::compiler {
namespace {

constexpr std::size_t max_repeated = 40;  // bytes of an expression in a hint

// Names that check_names has told of.
bool is_told(const feel::Finding& finding, const feel::Expression& expression) {
    return finding.code == "unknown_name" &&
           std::ranges::any_of(expression.names(), [&](const feel::Expression::Name& name) {
               return !name.maybe_field && name.position == finding.position;
           });
}

void tell(const feel::Finding& finding, const ExpressionUse& use, Report& report) {
    report_finding(finding, use.path, use.is_written ? use.what : std::string_view{}, report);
}

// What an expression would have to say to give what a timer needs.
std::string timer_hint(const ExpressionUse& use, const DefinitionScope& scope) {
    const std::string& text = use.expression.text();
    const bool takes_duration = use.wanted.may_be(feel::any_duration);
    const bool is_number = feel::check(use.expression, scope, feel::StaticType::of(feel::Type::Number)).empty();
    if (takes_duration && is_number && text.size() <= max_repeated)
        return "Say the unit, for example duration(\"PT\" + string(" + text + ") + \"H\").";
    return std::string{"Write ISO 8601 such as "} +
           (takes_duration ? "\"PT72H\"" : "\"2026-12-24T18:00:00\"") + ", or an expression that gives " +
           describe(use.wanted) + ".";
}

// Nothing else is wrong with it: then whether it gives what a timer needs.
void check_timer(const ExpressionUse& use, const DefinitionScope& scope, Report& report) {
    for (const feel::Finding& finding : feel::check(use.expression, scope, use.wanted))
        report.error("bad_timer", use.path, finding.message, timer_hint(use, scope));
}

bool reads_row(const Draft& draft) {
    const auto is_row = [](const feel::Expression::Name& name) {
        return name.name == "doc" && !name.maybe_field;
    };
    return std::ranges::any_of(draft.expressions, [&](const ExpressionUse& use) {
        return std::ranges::any_of(use.expression.names(), is_row);
    });
}

feel::StaticType row_of(const Draft& draft, Report& report) {
    const std::string& name = draft.definition.business_table;
    if (!draft.limits.business_table || (name.empty() && !draft.limits.is_bound)) return {};
    BusinessTable table = draft.limits.business_table(name);
    if (!table.row) {
        report.error("unknown_table", "/business_table", std::move(table.problem),
                     "It is the name of a table or view, best with its schema, that whoever deploys may "
                     "read.");
        return {};
    }
    if (!table.has_key && reads_row(draft))
        report.error("no_key", "/business_table",
                     "an expression reads \"doc\", but " + in_quotes(name) + " has no key to find a row by",
                     "Name a table with a primary key, or with a unique index on columns that are NOT NULL.");
    return std::move(*table.row);
}

}  // namespace

void check_types(const Draft& draft, Report& report) {
    DefinitionScope scope{draft.definition, row_of(draft, report)};
    for (const ExpressionUse& use : draft.expressions) {
        if (report.is_full()) return;
        if (draft.limits.interrupt) draft.limits.interrupt();
        scope.look_from(use.inside);
        const auto findings =
            use.tested ? feel::check_tests(use.expression, *use.tested, scope)
                       : feel::check(use.expression, scope, use.is_timer ? feel::StaticType{} : use.wanted);
        for (const feel::Finding& finding : findings)
            if (!is_told(finding, use.expression)) tell(finding, use, report);
        if (use.is_timer && findings.empty()) check_timer(use, scope, report);
    }
    check_comparisons(draft, report);
}

}  // namespace wf::compiler
