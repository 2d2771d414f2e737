#include "pg/registered_function.hpp"

#include "core/json/value_json.hpp"
#include "pg/spi.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// "SELECT schema.name($1)::text"; empty: nothing of this name is registered, or it is gone.
std::string statement_for(std::int64_t tenant, std::string_view name) {
    static Statement select{
        "SELECT format('SELECT %I.%I($1)::text', n.nspname, p.proname) FROM wf.function f "
        "JOIN pg_proc p ON p.oid = to_regprocedure(f.function) JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE f.tenant_id = $1 AND f.name = $2",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(name)}, Access::ReadWrite);
    return rows.empty() ? std::string{} : rows.text(0, 1);
}

FunctionResult read_result(std::string json) {
    FunctionResult result{.found = true, .data = Json{std::move(json)}, .error_code = {}};
    if (result.data.text.empty()) return result;
    const std::optional<feel::Value> value = value_from_json(result.data.text);
    const feel::Value* error = value && value->is_context() ? value->get("bpmn_error") : nullptr;
    if (error && error->is_string()) result.error_code = error->as_string();
    return result;
}

}  // namespace

FunctionResult call_registered_function(std::int64_t tenant, EngineRights& rights, std::string_view name,
                                        const Json& data) {
    const std::string sql = statement_for(tenant, name);
    if (sql.empty()) return {};
    const Param form = jsonb(data.text);
    const char* const statement = sql.c_str();
    rights.step_back();
    call([&] {
        Oid type = JSONBOID;
        Datum value = form.value;
        const int status = SPI_execute_with_args(statement, 1, &type, &value, nullptr, false, 1);
        if (status != SPI_OK_SELECT) elog(ERROR, "cannot call: %s", SPI_result_code_string(status));
    });
    const Rows rows{SPI_tuptable, SPI_processed};
    rights.step_in();
    return read_result(rows.text(0, 1));
}

}  // namespace wf::pg
