#include "pg/worker/session.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/worker/commit_news.hpp"
#include "pg/worker/shared_state.hpp"

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Owner {
    Oid role = InvalidOid;
    bool is_superuser = false;
};

Owner owner_of_engine() {
    return call([] {
        Owner owner;
        if (!OidIsValid(get_extension_oid("wf_engine", true))) return owner;
        const Oid schema = get_namespace_oid("wf", true);
        const Oid table = OidIsValid(schema) ? get_relname_relid("instance", schema) : InvalidOid;
        const HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
        if (!HeapTupleIsValid(tuple)) return owner;
        owner.role = reinterpret_cast<Form_pg_class>(GETSTRUCT(tuple))->relowner;
        owner.is_superuser = superuser_arg(owner.role);
        ReleaseSysCache(tuple);
        return owner;
    });
}

// What ALTER SYSTEM, ALTER DATABASE or ALTER ROLE say about sessions of people is not meant for the worker.
void fix_settings() {
    const auto fix = [](const char* name, const char* value) {
        SetConfigOption(name, value, PGC_SUSET, PGC_S_OVERRIDE);
    };
    fix("search_path", "pg_catalog, pg_temp");
    fix("default_transaction_isolation", "read committed");
    fix("default_transaction_read_only", "off");
    fix("row_security", "on");
    fix("session_replication_role", "origin");
    fix("standard_conforming_strings", "on");
    fix("lock_timeout", "0");
    fix("idle_in_transaction_session_timeout", "0");
}

const SlotRole* role_of_process = nullptr;

bool take_slot(DatabaseSlot& one) {
    if (one.*role_of_process->pid != 0 || !one.is_listed) return false;
    one.*role_of_process->pid = MyProcPid;
    role_of_process->take(one);
    return true;
}

void leave_slot(int, Datum index) {
    with_slot(DatumGetInt32(index), LW_EXCLUSIVE, [](DatabaseSlot& one) {
        if (one.*role_of_process->pid != MyProcPid) return;
        one.*role_of_process->pid = 0;
        role_of_process->leave(one);
    });
    if (latch_of_launcher()) SetLatch(latch_of_launcher());
}

}  // namespace

void begin_session(const char* database) {
    call([&] {
        pqsignal(SIGHUP, SignalHandlerForConfigReload);
        pqsignal(SIGTERM, die);
        BackgroundWorkerUnblockSignals();
        BackgroundWorkerInitializeConnection(database, nullptr, 0);
        pgstat_report_appname(MyBgworkerEntry->bgw_type);
        fix_settings();
    });
    tell_nobody();
}

void serve_slot(Datum index, const SlotRole& as, void (*work)(int slot)) {
    enter([&] {
        role_of_process = &as;
        const int number = DatumGetInt32(index);
        const std::string database = slot(number).name;
        begin_session(database.c_str());
        if (!with_slot(number, LW_EXCLUSIVE, take_slot)) return Datum{0};
        call([&] { before_shmem_exit(leave_slot, index); });
        work(number);
        return Datum{0};
    });
}

bool become_engine() {
    begin_transaction();
    const Owner owner = owner_of_engine();
    end_transaction();
    if (!OidIsValid(owner.role)) return false;
    if (owner.is_superuser)
        throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE, "the tables of the engine belong to a superuser",
                    "The worker has the rights of their owner.", "Run SELECT wf.setup()."};
    // Not within the transaction: one that is rolled back would bring the superuser back.
    if (owner.role != GetSessionUserId()) call([&] { SetSessionAuthorization(owner.role, false); });
    return true;
}

void begin_transaction() {
    call([] {
        SetCurrentStatementStartTimestamp();
        StartTransactionCommand();
        PushActiveSnapshot(GetTransactionSnapshot());
    });
}

void end_transaction() {
    call([] {
        PopActiveSnapshot();
        CommitTransactionCommand();
    });
}

void heed_signals() {
    check_interrupts();
    if (!ConfigReloadPending) return;
    ConfigReloadPending = false;
    call([] { ProcessConfigFile(PGC_SIGHUP); });
}

void sleep_for(long milliseconds) {
    call([&] {
        pgstat_report_stat(true);
        WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, milliseconds, PG_WAIT_EXTENSION);
        ResetLatch(MyLatch);
    });
    heed_signals();
}

void show_running(const char* what) {
    call([&] { pgstat_report_activity(STATE_RUNNING, what); });
}

void show_idle() {
    call([] { pgstat_report_activity(STATE_IDLE, nullptr); });
}

}  // namespace wf::pg
