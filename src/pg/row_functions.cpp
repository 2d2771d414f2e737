// wf.may_see_row: for the policies of the host's own tables, so it is called for each row. wf._rewrite_keys:
// keys that earlier versions have kept.
#include "pg/arguments.hpp"
#include "pg/as_engine.hpp"
#include "pg/binding.hpp"
#include "pg/caller.hpp"
#include "pg/error_boundary.hpp"
#include "pg/row_key.hpp"
#include "pg/settings.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

bool takes_part(const std::string& table, const std::string& key) {
    static Statement select{
        "SELECT EXISTS (SELECT FROM wf.instance i WHERE i.business_key = $1 AND i.business_table = $2 "
        "AND i.tenant_id = $3 AND wf._takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at))",
        {TEXTOID, TEXTOID, INT8OID}};
    bool result = false;
    as_engine([&](EngineRights&) {
        result =
            select.run({text(key), text(table), int8(settings::tenant())}, Access::ReadOnly).boolean(0, 1);
    });
    return result;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_may_see_row);
Datum wf_may_see_row(PG_FUNCTION_ARGS) {
    return enter([&] {
        if (caller_role().sees_all) return BoolGetDatum(true);
        const std::optional<std::string> key = Arguments{fcinfo}.text(1);
        if (fcinfo->args[0].isnull || !key) return BoolGetDatum(false);
        const Oid table = DatumGetObjectId(fcinfo->args[0].value);
        const std::string own = key_to_find(table, *key);
        return BoolGetDatum(takes_part(bindings_of(table)->name, own));
    });
}

PG_FUNCTION_INFO_V1(wf_kept_key);
Datum wf_kept_key(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        Spi spi;
        std::string key =
            kept_key(args.required_text(0, "business_table"), args.required_text(1, "business_key"));
        spi.finish();
        return text_datum(key);
    });
}
}
