#include "pg/server/as_engine.hpp"
#include "pg/host/registered_function.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Registered {
    Oid function = InvalidOid;  // none: nothing of this name is registered, or it is gone
    Oid owner = InvalidOid;
    Oid schema = InvalidOid;
};

Registered find(std::int64_t tenant, std::string_view name) {
    static Statement select{
        R"(SELECT p.oid::bigint, r.oid::bigint, n.oid::bigint
        FROM wf.function f
            CROSS JOIN LATERAL parse_ident(regexp_replace(f.function, '\(jsonb\)$', '')) AS parts
            JOIN pg_namespace n ON n.nspname = parts[1]
            JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname = parts[2] AND p.proargtypes = '3802'
            JOIN pg_roles r ON r.rolname = f.owner
        WHERE f.tenant_id = $1 AND f.name = $2)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(name)}, Access::ReadWrite);
    if (rows.empty()) return {};
    return {static_cast<Oid>(rows.int8(0, 1)), static_cast<Oid>(rows.int8(0, 2)),
            static_cast<Oid>(rows.int8(0, 3))};
}

// It is locked before it is asked whose it is: nobody drops it or gives it to somebody else any more. It has to be
// what was registered: jsonb to jsonb, and of the same owner.
bool is_as_registered(const Registered& registered) {
    return call([&] {
        LockDatabaseObject(ProcedureRelationId, registered.function, 0, AccessShareLock);
        const HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(registered.function));
        if (!HeapTupleIsValid(tuple)) return false;
        const auto& form = *reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple));
        const bool is_right = form.proowner == registered.owner && form.prokind == PROKIND_FUNCTION &&
                              !form.proretset && form.pronargs == 1 &&
                              form.proargtypes.values[0] == JSONBOID && form.prorettype == JSONBOID;
        ReleaseSysCache(tuple);
        return is_right;
    });
}

// By its oid, so that no name can mean another one. As a statement would: it sees what was written before it.
// Nullptr: null.
const char* result_of(Oid function, Datum form) {
    return call([&] {
        FmgrInfo info;
        LOCAL_FCINFO(fcinfo, 1);
        if (!XactReadOnly) CommandCounterIncrement();
        PushActiveSnapshot(GetTransactionSnapshot());
        fmgr_info(function, &info);
        InitFunctionCallInfoData(*fcinfo, &info, 1, InvalidOid, nullptr, nullptr);
        fcinfo->args[0].value = form;
        fcinfo->args[0].isnull = false;
        const Datum result = FunctionCallInvoke(fcinfo);
        PopActiveSnapshot();
        if (fcinfo->isnull) return static_cast<const char*>(nullptr);
        const Jsonb* const json = DatumGetJsonbP(result);
        return static_cast<const char*>(
            JsonbToCString(nullptr, const_cast<JsonbContainer*>(&json->root), VARSIZE(json)));
    });
}

FunctionResult read_result(std::string json) {
    FunctionResult result{.found = true, .data = Json{std::move(json)}, .error_code = {}};
    if (result.data.text.empty()) return result;
    const std::optional<feel::Value> value = value_from_json(result.data.text);
    const feel::Value* error = value && value->is_context() ? value->get("bpmn_error") : nullptr;
    if (error && error->is_string()) result.error_code = error->as_string();
    return result;
}

void register_function(const std::optional<std::string>& name, const Param& function, std::int64_t tenant) {
    static Statement statement{"SELECT wf._register_function($1, $2, $3, $4)",
                               {TEXTOID, REGPROCEDUREOID, INT8OID, OIDOID}};
    const Oid caller = GetUserId();
    as_engine([&](EngineRights&) {
        statement.run({name ? text(*name) : null(), function, int8(tenant), {ObjectIdGetDatum(caller), false}},
                      Access::ReadWrite);
    });
}

}  // namespace

FunctionResult call_registered_function(EngineRights& rights, std::int64_t tenant, std::string_view name,
                                        const Json& data) {
    const Registered registered = find(tenant, name);
    if (!OidIsValid(registered.function) || !is_as_registered(registered)) return {};
    const Param form = jsonb(data.text);
    const char* const json = calling_as_owner(rights, registered.owner, registered.schema, [&] {
        return result_of(registered.function, form.value);
    });
    return read_result(json ? json : "");
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_register_function);
Datum wf_register_function(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<std::string> name = args.text("name");
        const NullableDatum function = args.any("function", REGPROCEDUREOID);
        register_function(name, {function.value, function.isnull}, args.tenant());
        return Datum{0};
    });
}
}
