#include "core/compile/check.hpp"
#include "core/form/computed_fields.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::compiler {
namespace {

// What is there besides the form changes without the form being written.
constexpr std::string_view beside_the_form[] = {"doc", "initiator", "outcome"};

void check_sources(const Draft& draft, const Field& field, const std::string& path, Report& report) {
    std::unordered_set<std::string_view> told;
    for (const std::string_view name : names_asked(*field.computed, draft.definition.decisions))
        if (std::ranges::find(beside_the_form, name) != std::end(beside_the_form) && told.insert(name).second)
            report.error("bad_value", path,
                         "field " + in_quotes(field.name) + " cannot follow from " + in_quotes(name),
                         "A computed field follows from other fields, and changes when they do.");
}

}  // namespace

void check_computed_fields(const Draft& draft, Report& report) {
    if (!draft.definition.form) return;
    const Form& form = *draft.definition.form;
    const std::vector<std::string>& paths = draft.computed_paths;
    for (std::size_t i = 0; i < form.fields.size(); ++i)
        if (form.fields[i].computed) check_sources(draft, form.fields[i], paths[i], report);
    const ComputedOrder order = order_of_computed(form, draft.definition.decisions);
    if (order.cycle.empty()) return;
    std::string way;
    for (const std::size_t i : order.cycle)
        way += in_quotes(form.fields[i].name) + (way.empty() ? " follows from " : ", that from ");
    report.error("computed_cycle", paths[order.cycle.front()],
                 way + in_quotes(form.fields[order.cycle.front()].name),
                 "Let one of them be filled in, or follow from other fields.");
}

}  // namespace wf::compiler
