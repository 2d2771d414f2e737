#include "pg/server/engine_rights.hpp"

#include "pg/server/engine_table.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Oid instance_table() {
    static EngineTable table{"instance"};
    return call([] { return table.id(); });
}

Oid owner_of(Oid table) {
    return call([&] {
        const HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
        if (!HeapTupleIsValid(tuple)) elog(ERROR, "cache lookup failed for relation %u", table);
        const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
        ReleaseSysCache(tuple);
        return owner;
    });
}

[[noreturn]] void setup_needed(std::string detail) {
    throw Error::make(Code::SetupNeeded, "the tables of the engine are missing or out of date",
                      std::move(detail), "Run SELECT wf.setup().");
}

Oid checked = InvalidOid;

// Looked at once for each session, and again if the tables were made anew.
void check_schema_version(Oid table) {
    if (checked == table) return;
    static Statement newest{"SELECT max(version) FROM wf.migration", {}};
    Spi spi;
    const int present = newest.run({}, Access::ReadWrite).int4(0, 1);
    spi.finish();
    if (present != schema_version)
        setup_needed("They have version " + std::to_string(present) + ", this library works with version " +
                     std::to_string(schema_version) + ".");
    checked = table;
}

}  // namespace

EngineRights::EngineRights(CallsAs calls_as) {
    const Oid table = instance_table();
    if (!OidIsValid(table)) setup_needed("Table wf.instance does not exist.");
    owner_ = owner_of(table);
    GetUserIdAndSecContext(&caller_, &security_context_);
    // Code of others must not get at the session's rights by this way.
    calls_as_ = calls_as == CallsAs::Session && !ForeignCode::is_running() ? GetOuterUserId() : caller_;
    step_in();
    check_schema_version(table);
}

void look_at_version_again() { checked = InvalidOid; }

void EngineRights::step_in() {
    call([&] { search_path_.push(); });
    SetUserIdAndSecContext(owner_, security_context_ | SECURITY_LOCAL_USERID_CHANGE);
}

void EngineRights::step_back() {
    give_back();
    SetUserIdAndSecContext(calls_as_, security_context_);
}

void EngineRights::give_back() {
    SetUserIdAndSecContext(caller_, security_context_);
    call([&] { search_path_.pop(); });
}

}  // namespace wf::pg
