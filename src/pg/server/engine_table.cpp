#include "pg/server/engine_table.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {

EngineTable* EngineTable::first_ = nullptr;

EngineTable::EngineTable(const char* name) : name_(name), next_(std::exchange(first_, this)) {}

void EngineTable::forget(Datum, Oid relation) {
    for (EngineTable* table = first_; table; table = table->next_)
        if (!OidIsValid(relation) || table->known_ == relation) table->known_ = InvalidOid;
}

// Another schema may be called so now.
void EngineTable::forget_all(Datum, int, uint32) { forget(Datum{0}, InvalidOid); }

Oid EngineTable::id() {
    static bool is_registered = false;
    if (!is_registered) {
        CacheRegisterRelcacheCallback(forget, Datum{0});
        CacheRegisterSyscacheCallback(NAMESPACEOID, forget_all, Datum{0});
        is_registered = true;
    }
    if (OidIsValid(known_)) return known_;
    const Oid schema = get_namespace_oid("wf", true);
    if (OidIsValid(schema)) known_ = get_relname_relid(name_, schema);
    ++times_looked_up_;
    return known_;
}

}  // namespace wf::pg
