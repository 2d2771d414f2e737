// wf.may_see_row: for the policies of the host's own tables, so it is called for each row. wf._rewrite_keys:
// keys that earlier versions have kept.
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/people/grants.hpp"
#include "pg/host/row_key.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool is_limited(const CallerRole& role) {
    return as_engine([&](EngineRights& rights) { return usable_definitions(rights, role).has_value(); });
}

// A definition that is neither bound to the table nor declares it says nothing about its rows, whatever row an
// instance of it names. Whoever sees everything sees what their role may use.
bool takes_part(const CallerRole& role, const BoundTable& table, const std::string& key) {
    static Statement select{
        R"(SELECT EXISTS (SELECT FROM wf.instance i JOIN wf.definition d USING (tenant_id,
            definition_id) WHERE i.business_key = $1 AND i.business_table = $2 AND i.tenant_id = $3
            AND (d.key = ANY ($4) OR d.source ->> 'business_table' <> '')
            AND (i.definition_id = ANY ($5) OR (NOT $6
            AND wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at)))))",
        {TEXTOID, TEXTOID, INT8OID, TEXTARRAYOID, INT8ARRAYOID, BOOLOID}};
    const std::int64_t tenant = settings::tenant();
    std::vector<std::string> bound;
    for (const RowBinding& binding : table.bindings)
        if (binding.tenant == tenant) bound.push_back(binding.definition);
    return as_engine([&](EngineRights& rights) {
        std::vector<std::int64_t> usable;
        if (role.sees_all) usable = usable_definitions(rights, role).value_or(std::vector<std::int64_t>{});
        return select
            .run({text(key), text(table.name), int8(tenant), text_array(bound), int8_array(usable),
                  boolean(role.sees_all)},
                 Access::ReadOnly)
            .boolean(0, 1);
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_may_see_row);
Datum wf_may_see_row(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<Oid> table = args.regclass("business_table");
        const std::optional<std::string> key = args.text("business_key");
        args.end();
        const CallerRole role = caller_role();
        if (role.sees_all && !is_limited(role)) return BoolGetDatum(true);
        if (!table || !key) return BoolGetDatum(false);
        const std::string own = key_to_find(*table, *key);
        return BoolGetDatum(takes_part(role, *bindings_of(*table), own));
    });
}

PG_FUNCTION_INFO_V1(wf_kept_key);
Datum wf_kept_key(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string table = args.required_text("business_table");
        const std::string written = args.required_text("business_key");
        args.end();
        Spi spi;
        const std::string key = kept_key(table, written);
        spi.finish();
        return text_datum(key);
    });
}
}
