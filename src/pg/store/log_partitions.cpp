#include "pg/store/log_partitions.hpp"

#include "pg/server/engine_lock.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/log_months.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// From its first moment to before the end, until something changes about the log.
struct Held {
    const char* name;
    Oid log = InvalidOid;  // InvalidOid: nothing is known
    Instant from = 0, until = 0;
};
Held logs[] = {{"log"}, {"state_log"}};

// Also when a transaction that has made partitions is rolled back or prepared.
void forget(Datum, Oid relation) {
    for (Held& known : logs)
        if (!OidIsValid(relation) || relation == known.log) known.log = InvalidOid;
}

Held& held(std::string_view log) { return log == logs[0].name ? logs[0] : logs[1]; }

const Month* holding(const Months& all, Instant at) {
    for (int place = 0; place < all.count; ++place)
        if (all.months[place].from <= at && at < all.months[place].until) return &all.months[place];
    return nullptr;
}

// False: there is none.
bool look_for(Held& known, Instant at, bool& is_last) {
    const Relation log = open_log(known.name);
    known.log = RelationGetRelid(log);
    const Months all = months_of(log);
    table_close(log, NoLock);
    const Month* const month = holding(all, at);
    is_last = month && month->until != DT_NOEND && !holding(all, month->until);
    known.from = month ? month->from : 0;
    known.until = month ? month->until : 0;
    return month || all.have_default;
}

}  // namespace

void ensure_partition(const EngineRights&, Instant at, std::string_view name) {
    Held& known = held(name);
    if (OidIsValid(known.log) && at >= known.from && at < known.until) return;
    static Statement create{"SELECT wf._premake($1, $2::name)", {TIMESTAMPTZOID, TEXTOID}};
    bool is_last = false;
    const bool is_there = call([&] {
        static bool is_registered = false;
        if (!is_registered) CacheRegisterRelcacheCallback(forget, Datum{0});
        is_registered = true;
        return look_for(known, at, is_last);
    });
    if (is_there && (!is_last || !try_engine_lock("ensure_partitions", &known - logs))) return;
    create.run({time(at), text(known.name)}, Access::ReadWrite);
    call([&] { look_for(known, at, is_last); });
}

}  // namespace wf::pg
