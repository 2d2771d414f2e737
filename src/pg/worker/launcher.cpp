#include "pg/worker/launcher.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/server/settings.hpp"
#include "pg/worker/session.hpp"
#include "pg/worker/shared_state.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr long look_ms = 1000;
constexpr long idle_ms = 3'600'000;  // no databases are listed; a reload wakes it
constexpr int first_pause_ms = 1000;  // before a worker that has ended is started again; twice as long each time
constexpr int longest_pause_ms = 60'000;
constexpr int good_life_ms = 60'000;  // after it nobody remembers that it was started often

// Not on a standby: from its promotion on.
BackgroundWorker process(const char* type, const char* function, const std::string& name) {
    BackgroundWorker worker{};
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    strlcpy(worker.bgw_library_name, "wf_engine", sizeof worker.bgw_library_name);
    strlcpy(worker.bgw_function_name, function, sizeof worker.bgw_function_name);
    strlcpy(worker.bgw_type, type, sizeof worker.bgw_type);
    strlcpy(worker.bgw_name, name.c_str(), sizeof worker.bgw_name);
    return worker;
}

bool start(int index, const char* type, const char* function) {
    BackgroundWorker worker = process(type, function, std::string{type} + " of " + slot(index).name);
    worker.bgw_main_arg = Int32GetDatum(index);
    return call([&] { return RegisterDynamicBackgroundWorker(&worker, nullptr); });
}

// Somebody has it exclusively who drops, renames or copies it, and waits for all others to leave. So do we when we see that:
// DROP DATABASE waits for five seconds.
bool is_wanted_by_others(Oid database) {
    LOCKTAG tag;
    SET_LOCKTAG_OBJECT(tag, InvalidOid, DatabaseRelationId, database, 0);
    if (LockAcquire(&tag, RowExclusiveLock, false, true) == LOCKACQUIRE_NOT_AVAIL) return true;
    LockRelease(&tag, RowExclusiveLock, false);
    return false;
}

// Row by row: who is connected to no database has no indexes.
std::array<bool, max_databases> usable_databases() {
    std::array<bool, max_databases> is_usable{};
    call([&] {
        const Relation table = table_open(DatabaseRelationId, AccessShareLock);
        const SysScanDesc scan = systable_beginscan(table, InvalidOid, false, nullptr, 0, nullptr);
        while (const HeapTuple tuple = systable_getnext(scan)) {
            const auto& database = *reinterpret_cast<Form_pg_database>(GETSTRUCT(tuple));
            for (int i = 0; i < max_databases; ++i)
                if (strcmp(NameStr(database.datname), slot(i).name) == 0)
                    is_usable[i] = database.datallowconn && !is_wanted_by_others(database.oid);
        }
        systable_endscan(scan);
        table_close(table, AccessShareLock);
    });
    return is_usable;
}

int find_slot(const std::string& name) {
    int free = -1;
    for (int i = 0; i < max_databases; ++i) {
        if (name == slot(i).name) return i;
        if (free < 0 && slot(i).name[0] == '\0' && slot(i).pid == 0 && slot(i).upkeep_pid == 0) free = i;
    }
    return free;
}

// Only the launcher gives slots away.
void list_databases(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const int index = find_slot(name);
        if (index < 0 || slot(index).name[0] != '\0') continue;
        with_slot(index, LW_EXCLUSIVE, [&](DatabaseSlot& one) {
            one = DatabaseSlot{};
            strlcpy(one.name, name.c_str(), sizeof one.name);
        });
    }
    for (int i = 0; i < max_databases; ++i)
        with_slot(i, LW_EXCLUSIVE, [&](DatabaseSlot& one) {
            one.is_listed = one.name[0] != '\0' && std::ranges::find(names, one.name) != names.end();
            if (!one.is_listed && one.pid == 0) one.name[0] = '\0';
        });
}

void stop(int index) {
    with_slot(index, LW_SHARED, [](const DatabaseSlot& one) {
        if (one.pid != 0) kill(one.pid, SIGTERM);
        if (one.upkeep_pid != 0) kill(one.upkeep_pid, SIGTERM);
    });
}

// True: it is to be started now.
bool take_turn(DatabaseSlot& one, TimestampTz now) {
    if (one.pid != 0 || now < one.not_before) return false;
    if (one.report.started_at != 0 && now > TimestampTzPlusMilliseconds(one.not_before, good_life_ms)) one.starts = 0;
    const int pause = std::min(longest_pause_ms, first_pause_ms << std::min(one.starts, 6));
    ++one.starts;
    one.not_before = TimestampTzPlusMilliseconds(now, pause);
    return true;
}

void look_after(int index, bool is_usable) {
    if (!slot(index).is_listed || !is_usable) {
        stop(index);
        return;
    }
    const TimestampTz now = GetCurrentTimestamp();
    if (with_slot(index, LW_EXCLUSIVE, [&](DatabaseSlot& one) { return take_turn(one, now); }))
        if (!start(index, "wf_engine worker", "wf_worker_main"))
            call([] {
                ereport(LOG, (errmsg("no background worker is left for wf_engine"),
                              errhint("Raise max_worker_processes.")));
            });
}

// How long it may sleep afterwards.
long look() {
    begin_transaction();
    const std::vector<std::string> names = settings::databases();
    list_databases(names);
    const std::array<bool, max_databases> is_usable = usable_databases();
    end_transaction();
    for (int i = 0; i < max_databases; ++i)
        if (slot(i).name[0] != '\0') look_after(i, is_usable[i]);
    return names.empty() ? idle_ms : look_ms;
}

}  // namespace

void register_launcher() {
    request_shared_state();
    BackgroundWorker launcher = process("wf_engine launcher", "wf_launcher_main", "wf_engine launcher");
    launcher.bgw_restart_time = 5;
    RegisterBackgroundWorker(&launcher);
}

bool start_upkeep(int slot) { return start(slot, "wf_engine upkeep", "wf_upkeep_main"); }

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PGDLLEXPORT void wf_launcher_main(Datum);

// Connected to no database.
void wf_launcher_main(Datum) {
    enter([] {
        begin_session(nullptr);
        latch_of_launcher() = MyLatch;
        for (;;) {
            show_idle();
            long pause = look_ms;
            at_top_level([&] { pause = look(); });
            sleep_for(pause);
        }
        return Datum{0};
    });
}
}
