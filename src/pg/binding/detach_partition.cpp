// wf._keep_partitions: DETACH PARTITION CONCURRENTLY is two transactions, and the rows are gone with the
// first. So it is refused before it begins; without CONCURRENTLY wf._keep_used_columns looks which rows would
// go.
#include "pg/host/bound_table.hpp"
#include "pg/binding/bound_change.hpp"
#include "pg/server/ddl_statement.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/binding/table_users.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_keep_partitions);
Datum wf_keep_partitions(PG_FUNCTION_ARGS) {
    return enter([&] {
        if (!fcinfo->context || fcinfo->context->type != T_EventTriggerData)
            throw Error::internal("it is an event trigger function");
        const RangeVar* relation =
            detaches_concurrently(reinterpret_cast<EventTriggerData*>(fcinfo->context)->parsetree);
        if (relation == nullptr || !is_any_table_used()) return Datum{0};
        const Oid table = call([&] { return RangeVarGetRelid(relation, NoLock, true); });
        if (!OidIsValid(table)) return Datum{0};
        const BoundTableRef bound = bindings_of(table);
        if (!bound->bindings.empty())
            refuse_change("a partition of table " + bound->name,
                          "The table is bound to \"" + bound->bindings.front().definition +
                              "\", and nobody can look for rows that are being approved meanwhile.",
                          "Leave CONCURRENTLY out.");
        return Datum{0};
    });
}
}
