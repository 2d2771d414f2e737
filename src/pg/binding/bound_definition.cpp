#include "pg/binding/bound_definition.hpp"

#include "pg/host/bindable.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Bound {
    std::string table;
    RowBinding binding;
};

std::vector<Bound> bound_to(std::int64_t tenant, const std::string& definition) {
    static Statement select{
        R"(SELECT business_table, options::text
        FROM wf.binding
        WHERE tenant_id = $1 AND definition_key = $2 AND wf._stored_table(business_table) IS NOT NULL
        ORDER BY business_table)",
        {INT8OID, TEXTOID}};
    std::vector<Bound> bound;
    const Rows rows = select.run({int8(tenant), text(definition)}, Access::ReadOnly);
    for (std::size_t row = 0; row < rows.size(); ++row)
        bound.push_back({rows.text(row, 1), read_binding(tenant, definition, rows.text(row, 2))});
    return bound;
}

std::string problem_of(const Bound& bound, const Definition& definition) {
    for (const auto& [field, column] : bound.binding.data)
        if (definition.form && !definition.form->find(field))
            return "column \"" + column + "\" fills field \"" + field + "\", which the form does not have";
    const std::optional<BindingProblem> problem =
        problem_of_types(bound.binding, row_type(bound.table, Access::ReadOnly), definition);
    return problem && problem->path.starts_with("/data/") ? problem->problem : "";
}

}  // namespace

void check_bound_tables(const EngineRights&, std::int64_t tenant, const Definition& definition,
                        Findings& findings) {
    for (const Bound& bound : bound_to(tenant, definition.key)) {
        const std::string problem = problem_of(bound, definition);
        if (!problem.empty())
            findings.push_back(Finding{.severity = Severity::Error,
                                       .code = "bound_field",
                                       .path = "/form",
                                       .message = "table " + bound.table + " is bound: " + problem,
                                       .hint = "Call wf.bind() with other \"data\" first, or wf.unbind()."});
    }
}

}  // namespace wf::pg
