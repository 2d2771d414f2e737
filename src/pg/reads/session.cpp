// wf.current_tenant, wf.current_actor and what the views ask about the caller.
#include "pg/server/arguments.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/gate.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_current_tenant);
Datum wf_current_tenant(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] { return Int64GetDatum(settings::tenant()); });
}

PG_FUNCTION_INFO_V1(wf_current_actor);
Datum wf_current_actor(PG_FUNCTION_ARGS) {
    return enter([&] {
        const std::optional<std::string> actor =
            as_engine([](EngineRights& rights) { return current_actor(rights, settings::tenant()); });
        fcinfo->isnull = !actor;
        return actor ? text_datum(*actor) : Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_request_key);
Datum wf_request_key(PG_FUNCTION_ARGS) {
    return enter([&] {
        const std::optional<std::string> key = request_key();
        fcinfo->isnull = !key;
        return key ? text_datum(*key) : Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_sees_all);
Datum wf_sees_all(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] { return BoolGetDatum(caller_role().sees_all); });
}

PG_FUNCTION_INFO_V1(wf_is_somebody);
Datum wf_is_somebody(PG_FUNCTION_ARGS) {
    return enter([&] {
        const std::int64_t tenant = Arguments{fcinfo}.tenant();
        // Within a SECURITY DEFINER function of the engine's own the caller would be its owner.
        const CallerRole role = role_of(GetOuterUserId());
        return BoolGetDatum(
            as_engine([&](EngineRights& rights) { return is_somebody(rights, role, tenant); }));
    });
}

PG_FUNCTION_INFO_V1(wf_administrators_role);
Datum wf_administrators_role(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] { return text_datum(settings::administrators_role()); });
}

PG_FUNCTION_INFO_V1(wf_schema_version);
Datum wf_schema_version(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return Int32GetDatum(schema_version);
}
}
