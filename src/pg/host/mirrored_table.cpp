// What the engine does to a table that the directory mirrors, with the rights of its owner: wf._read_mirror gives its
// rows as texts, wf._execute_as_owner makes triggers.
#include "pg/server/arguments.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Locked before it is asked whose it is, so that it is read as that.
Oid owner_of_locked(Oid table) {
    return call([&] {
        LockRelationOid(table, AccessShareLock);
        const HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
        if (!HeapTupleIsValid(tuple))
            ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE), errmsg("the table does not exist any more")));
        const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
        ReleaseSysCache(tuple);
        return owner;
    });
}

Param take_keys(Arguments& args, const char* name) {
    const NullableDatum keys = args.any(name, TEXTARRAYOID);
    return {keys.value, keys.isnull};
}

// Nothing: all rows.
Rows read(const std::string& sql, Oid table, const std::vector<Param>& keys) {
    std::vector<Oid> types(keys.size(), TEXTARRAYOID);
    Statement select{sql, types};
    return select.run_on(table, keys);
}

void read_mirror(FunctionCallInfo fcinfo) {
    Arguments args{fcinfo};
    const Oid table = args.required_regclass("source");
    const std::string read_all = args.required_text("read_all");
    const std::string read_by_key = args.required_text("read_by_key");
    std::vector<Param> keys{take_keys(args, "k1"), take_keys(args, "k2"), take_keys(args, "k3")};
    args.end();
    if (keys.front().is_null) keys.clear();
    const std::string& sql = keys.empty() ? read_all : read_by_key;
    RowSet set{fcinfo};
    Spi spi;
    const Oid owner = owner_of_locked(table);
    const Rows rows = reading_mirrored(table, owner, [&] { return read(sql, table, keys); });
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        set.add({rows.text_array(row, 1), int8(static_cast<std::int64_t>(row + 1))});
    }
    spi.finish();
}

void execute_as_owner(FunctionCallInfo fcinfo) {
    Arguments args{fcinfo};
    const Oid table = args.required_regclass("source");
    const std::string sql = args.required_text("statement");
    args.end();
    Spi spi;
    const Oid owner = owner_of_locked(table);
    as_owner_of(table, owner, [&] {
        execute(sql);
        return true;
    });
    spi.finish();
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_read_mirror);
Datum wf_read_mirror(PG_FUNCTION_ARGS) {
    return enter([&] {
        read_mirror(fcinfo);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_execute_as_owner);
Datum wf_execute_as_owner(PG_FUNCTION_ARGS) {
    return enter([&] {
        execute_as_owner(fcinfo);
        return Datum{0};
    });
}
}
