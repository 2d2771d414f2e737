#include "pg/host/own_table.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

BoundTableRef own_table(Oid table, Oid caller) {
    static Statement select{
        "SELECT pg_has_role($2, c.relowner, 'USAGE'), c.oid::regclass::text FROM pg_class c WHERE c.oid = $1",
        {OIDOID, OIDOID}};
    // Asked before, so that nobody waits for a lock who may not have it, and again under it.
    const auto check = [&] {
        const Rows rows = select.run({oid(table), oid(caller)}, Access::ReadWrite);
        if (rows.empty()) throw Error::make(Code::BusinessTableNotFound, "the table does not exist");
        if (!rows.boolean(0, 1))
            throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE, "must be owner of table " + rows.text(0, 2), "", ""};
    };
    check();
    call([&] { LockRelationOid(table, ShareRowExclusiveLock); });
    check();
    return bindings_of(table);
}

}  // namespace wf::pg
