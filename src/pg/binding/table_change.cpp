#include "pg/binding/table_change.hpp"

#include "core/compile/compile.hpp"
#include "pg/host/bindable.hpp"
#include "pg/binding/bound_change.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/binding/table_users.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

CompileResult compiled(const UsingDefinition& definition, const TableChange& change, Moment moment) {
    const std::string& table = change.before->name;
    const bool is_before = moment == Moment::BeforeStatement;
    CompileLimits limits;
    limits.max_bytes = definition.source.size() + 1;
    limits.max_states = 1;  // how it runs is not the question
    limits.interrupt = check_interrupts;
    limits.is_bound = true;
    limits.business_table = [&](const std::string&) {
        return BusinessTable{.row = row_type(table, is_before ? Access::ReadOnly : Access::ReadWrite),
                             .problem = {},
                             .has_key = !(is_before ? *change.before : *change.after).key.empty()};
    };
    return compile(definition.source, limits);
}

const Finding* first_error(const Findings& findings) {
    const auto found = std::ranges::find_if(findings, [](const Finding& finding) {
        return finding.severity == Severity::Error && !finding.code.starts_with("unsound_");
    });
    return found == findings.end() ? nullptr : &*found;
}

std::string with_instances(std::string sentence, const std::string& instances) {
    if (instances.empty()) return sentence;
    return sentence + " Open: " + instances + ".";
}

void check_definition(const UsingDefinition& definition, const TableChange& change) {
    const CompileResult now = compiled(definition, change, Moment::Now);
    const Finding* error = first_error(now.findings);
    // What was wrong before is not for this statement to mend.
    if (!error || first_error(compiled(definition, change, Moment::BeforeStatement).findings)) return;
    refuse_change(
        (error->code == "no_key" ? "the key of table " : "a column of table ") + change.before->name,
        with_instances("In " + definition.name + ", " + error->path + ": " + error->message + ".",
                       definition.instances),
        definition.instances.empty() ? "Deploy a version without it first."
                                     : "End the instances, or wait until they have ended; new ones "
                                       "run on a version without it once that is deployed.");
}

bool columns_changed(const TableChange& change) {
    return change.type_changed || change.before->columns != change.after->columns;
}

bool values_changed(const TableChange& change) {
    return columns_changed(change) || change.before->checks != change.after->checks;
}

// Something that says which values this column can have.
bool values_changed(const TableChange& change, const std::string& column) {
    if (change.type_changed || change.before->checks != change.after->checks) return true;
    const auto& columns = change.before->columns;
    const auto before = std::ranges::find(columns, column, &ColumnState::name);
    const ColumnState* after = before == columns.end() ? nullptr : change.after->find(before->number);
    return after && *after != *before;
}

std::optional<BindingProblem> problem_of(const RowBinding& binding, const TableChange& change,
                                         const std::vector<UsingDefinition>& definitions) {
    std::optional<BindingProblem> problem;
    for (const std::string* column : {&binding.status, &binding.start.column, &binding.require.column})
        if (!problem && values_changed(change, *column)) problem = problem_of_values(binding, change.table);
    for (const UsingDefinition& definition : definitions) {
        if (problem || definition.tenant != binding.tenant || definition.key != binding.definition) continue;
        const CompileResult now = compiled(definition, change, Moment::Now);
        if (!now.definition) continue;
        const auto found = [&](Access access) {
            return problem_of_types(binding, row_type(change.before->name, access), *now.definition);
        };
        if (!found(Access::ReadOnly)) problem = found(Access::ReadWrite);
    }
    return problem;
}

void check_options(const RowBinding& binding, const TableChange& change,
                   const std::vector<UsingDefinition>& definitions) {
    const std::optional<BindingProblem> problem = problem_of(binding, change, definitions);
    if (!problem) return;
    refuse_change("a column of table " + change.before->name,
                  with_instances("The binding to \"" + binding.definition + "\" would not work any more, " +
                                     problem->path + ": " + problem->problem + ".",
                                 instances_about(change.before->name, Instances::Open)),
                  "Call wf.bind() with other options first, or wf.unbind().");
}

bool is_bound_by_names(const std::vector<RowBinding>& bindings, const UsingDefinition& definition) {
    return std::ranges::any_of(bindings, [&](const RowBinding& one) {
        return one.tenant == definition.tenant && one.definition == definition.key && !one.maps_data;
    });
}

// Without "data" a field is the column of its name. One that loses it would go on with a value of its own, and
// one that gets it would lose that.
void check_fields(const UsingDefinition& definition, const TableChange& change) {
    const CompileResult now = compiled(definition, change, Moment::Now);
    if (!now.definition || !now.definition->form) return;
    const auto has = [](const TableState& state, const std::string& column) {
        return std::ranges::find(state.columns, column, &ColumnState::name) != state.columns.end();
    };
    for (const Field& field : now.definition->form->fields) {
        if (field.computed) continue;
        const bool is_lost = has(*change.before, field.name) && !has(*change.after, field.name);
        const bool is_found = !has(*change.before, field.name) && has(*change.after, field.name);
        if (!is_lost && (!is_found || definition.instances.empty())) continue;
        refuse_change("column \"" + field.name + "\" of table " + change.before->name,
                      with_instances("It " + std::string{is_lost ? "is" : "would become"} + " the field \"" +
                                         field.name + "\" of " + definition.name + ".",
                                     definition.instances),
                      "Call wf.bind() with \"data\" that leaves the field out first, or wf.unbind().");
    }
}

// Bound tables are more particular: bound_change.cpp.
void check_key(const TableChange& change) {
    const std::string open = instances_about(change.before->name, Instances::Open);
    if (change.before->key.empty() || open.empty()) return;
    refuse_change("the key of table " + change.before->name, "It identifies the rows to " + open + ".",
                  "End the instances, or wait until they have ended.");
}

void check_kept(const std::string& table) {
    const std::vector<RowBinding> bindings = bindings_to(table);
    const std::string open = instances_about(table, Instances::Open);
    if (!bindings.empty())
        refuse_change("table " + table,
                      with_instances("It is bound to \"" + bindings.front().definition + "\".", open),
                      "Call wf.unbind() first.");
    const std::vector<UsingDefinition> definitions = definitions_using(table);
    if (!definitions.empty())
        refuse_change("table " + table,
                      with_instances("The business_table of " + definitions.front().name + " is it.", open),
                      open.empty() ? "Deploy a version without it first."
                                   : "End the instances, or wait until they have ended.");
}

}  // namespace

bool TableChange::is_any() const {
    if (!before) return false;
    if (!after || type_changed || !computed.empty()) return true;
    return before->name != after->name || before->is_child != after->is_child ||
           before->has_rule != after->has_rule || before->members != after->members ||
           before->triggers != after->triggers || before->checks != after->checks ||
           before->columns != after->columns || !is_same_key(before->key, after->key);
}

void check_change(const TableChange& change) {
    if (!change.after || change.after->name != change.before->name) {
        check_kept(change.before->name);
        return;
    }
    const std::vector<RowBinding> bindings = bindings_to(change.before->name);
    if (!bindings.empty()) check_bound_change(change, bindings);
    const bool key_changed = !is_same_key(change.before->key, change.after->key);
    if (!values_changed(change) && !key_changed) return;
    const std::vector<UsingDefinition> definitions = definitions_using(change.before->name);
    if (columns_changed(change) || key_changed)
        for (const UsingDefinition& definition : definitions) check_definition(definition, change);
    if (columns_changed(change))
        for (const UsingDefinition& definition : definitions)
            if (is_bound_by_names(bindings, definition)) check_fields(definition, change);
    if (key_changed && bindings.empty()) check_key(change);
    if (values_changed(change))
        for (const RowBinding& binding : bindings) check_options(binding, change, definitions);
}

}  // namespace wf::pg
