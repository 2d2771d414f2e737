#include "pg/server/foreign_code.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void set(const char* name, const std::string& value) {
    const char* const text = value.c_str();
    call([&] { set_config_option(name, text, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false); });
}

int& running() {
    static int depth = 0;
    return depth;
}

// ---- Time ----

constexpr int patience_ms = 200;  // between cancels, and ...
constexpr int patience = 10;      // ... how many of them code may catch before it costs the session

// Written by signal handlers.
volatile sig_atomic_t cancels = 0;
volatile sig_atomic_t cancels_of_others = 0;
volatile sig_atomic_t all_of_job = 0;  // what has taken too long is the job, not only code of others in it

struct JobClock {
    bool is_running = false;
    bool has_statement_timeout = false;
    TimestampTz began_at = 0;
    int left_ms = 0;
};

JobClock& job_clock() {
    static JobClock clock;
    return clock;
}

void cancel_foreign_code() {
    cancels = cancels + 1;
    if (cancels > patience) ProcDiePending = true;
    QueryCancelPending = true;
    InterruptPending = true;
    SetLatch(MyLatch);
}

void cancel_job() {
    all_of_job = 1;
    cancel_foreign_code();
}

void note_cancel(int signal) {
    cancels_of_others = 1;
    StatementCancelHandler(signal);
}

// They mean all of the run, whatever the code makes of them.
bool is_canceled_by_others() {
    return cancels_of_others > 0 ||
           (job_clock().has_statement_timeout && !get_timeout_active(STATEMENT_TIMEOUT));
}

void pass_on_cancel() {
    if (!job_clock().is_running || !is_canceled_by_others()) return;
    QueryCancelPending = true;
    InterruptPending = true;
    check_interrupts();
}

TimeoutId foreign_code_timeout() {
    static const TimeoutId id = call([] { return RegisterTimeout(USER_TIMEOUT, cancel_foreign_code); });
    return id;
}

TimeoutId job_timeout() {
    static const TimeoutId id = call([] { return RegisterTimeout(USER_TIMEOUT, cancel_job); });
    return id;
}

void enable_repeating(TimeoutId id, TimestampTz from, int after_ms) {
    const TimestampTz ends_at = TimestampTzPlusMilliseconds(from, std::max(after_ms, 1));
    call([&] { enable_timeout_every(id, ends_at, patience_ms); });
}

void start_clock() {
    JobClock& clock = job_clock();
    if (!clock.is_running) return;
    clock.began_at = GetCurrentTimestamp();
    enable_repeating(foreign_code_timeout(), clock.began_at, clock.left_ms);
}

// Also on the way of an exception, so it raises nothing.
void stop_clock() {
    JobClock& clock = job_clock();
    if (!clock.is_running) return;
    disable_timeout(foreign_code_timeout(), false);
    clock.left_ms -= static_cast<int>((GetCurrentTimestamp() - clock.began_at) / 1000);
}

// ---- Who may see and make what ----

// Whoever reads the session's errors. Within code of others that is somebody else.
bool may_show(Oid owner, Oid table) {
    if (running() > 1 || job_clock().is_running) return false;
    const Oid reader = GetOuterUserId();
    if (OidIsValid(table)) return may_read_all(table, reader);
    return call([&] { return has_privs_of_role(reader, owner); });
}

Oid owner_of_database() {
    const HeapTuple tuple = SearchSysCache1(DATABASEOID, ObjectIdGetDatum(MyDatabaseId));
    if (!HeapTupleIsValid(tuple)) return InvalidOid;
    const Oid owner = reinterpret_cast<Form_pg_database>(GETSTRUCT(tuple))->datdba;
    ReleaseSysCache(tuple);
    return owner;
}

bool is_trusted(Oid role, Oid owner) {
    if (role == ROLE_PG_DATABASE_OWNER) role = owner_of_database();
    return role == owner || (OidIsValid(role) && superuser_arg(role));
}

bool is_filled_by_others(Oid schema, Oid owner) {
    const HeapTuple tuple = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(schema));
    if (!HeapTupleIsValid(tuple)) return true;
    bool by_others = !is_trusted(reinterpret_cast<Form_pg_namespace>(GETSTRUCT(tuple))->nspowner, owner);
    bool is_null = false;
    const Datum grants = SysCacheGetAttr(NAMESPACEOID, tuple, Anum_pg_namespace_nspacl, &is_null);
    if (!is_null) {  // null: only the owner may
        const Acl* const acl = DatumGetAclP(grants);
        for (int i = 0; i < ACL_NUM(acl); ++i) {
            const AclItem& one = ACL_DAT(acl)[i];
            if ((ACLITEM_GET_RIGHTS(one) & ACL_CREATE) != 0 && !is_trusted(one.ai_grantee, owner))
                by_others = true;
        }
    }
    ReleaseSysCache(tuple);
    return by_others;
}

}  // namespace

bool may_read_all(Oid table, Oid role) {
    return call([&] {
        return table_privilege(table, role, ACL_SELECT) && check_enable_rls(table, role, true) != RLS_ENABLED;
    });
}

FixedForms::FixedForms() : level_(NewGUCNestLevel()) {
    set("search_path", no_path_of_others);
    set("TimeZone", "UTC");
    set("DateStyle", "ISO, MDY");
    set("IntervalStyle", "iso_8601");
    set("extra_float_digits", "1");
    set("bytea_output", "hex");
    set("lc_monetary", "C");
}

void FixedForms::give_back() {
    call([&] { AtEOXact_GUC(false, level_); });
}

JobTime::JobTime() {
    cancels = 0;
    cancels_of_others = 0;
    all_of_job = 0;
    job_clock() = {.is_running = true,
                   .has_statement_timeout = get_timeout_active(STATEMENT_TIMEOUT),
                   .began_at = 0,
                   .left_ms = settings::foreign_code_timeout()};
    pqsignal(SIGINT, note_cancel);
    if (settings::job_timeout() > 0) enable_repeating(wf::pg::job_timeout(), GetCurrentTimestamp(), settings::job_timeout());
}

JobTime::~JobTime() {
    disable_timeout(wf::pg::job_timeout(), false);
    pqsignal(SIGINT, StatementCancelHandler);
    // What came too late must not end somebody else's work.
    if (cancels > 0 && !is_canceled_by_others()) QueryCancelPending = false;
    cancels = 0;
    job_clock().is_running = false;
}

bool JobTime::is_over() { return job_clock().is_running && cancels > 0 && !is_canceled_by_others(); }

Error JobTime::error() {
    if (all_of_job)
        return {ERRCODE_QUERY_CANCELED,
                "the job took too long",
                "It may take " + std::to_string(settings::job_timeout()) + " ms.",
                "The setting is wf_engine.job_timeout."};
    return {ERRCODE_QUERY_CANCELED,
            "code of others took too long",
            "It may take " + std::to_string(settings::foreign_code_timeout()) + " ms of one job.",
            "The setting is wf_engine.foreign_code_timeout."};
}

ForeignCode::ForeignCode(Oid owner, Oid table, Policies policies) {
    if (!OidIsValid(owner)) throw Error::internal("code of others has no owner");
    may_show_details_ = running() == 0 && may_show(owner, table);
    if (running() == 0) start_clock();
    ++running();
    GetUserIdAndSecContext(&before_, &security_context_);
    level_ = NewGUCNestLevel();
    const int restricted = security_context_ | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION;
    SetUserIdAndSecContext(owner,
                           policies == Policies::Ignored ? restricted | SECURITY_NOFORCE_RLS : restricted);
}

// Also on the way of an exception, which need not end the transaction: the core makes a refusal of what is too large
// for a value.
ForeignCode::~ForeignCode() {
    if (!is_restored_) restore();
    --running();
    if (running() == 0) stop_clock();
}

void ForeignCode::give_back() {
    pass_on_cancel();
    if (JobTime::is_over()) throw JobTime::error();
    restore();
}

// Raises nothing: it is what the server itself does when a (sub)transaction ends.
void ForeignCode::restore() {
    AtEOXact_GUC(false, level_);
    SetUserIdAndSecContext(before_, security_context_);
    is_restored_ = true;
}

bool ForeignCode::is_running() { return running() > 0; }

void set_search_path(const std::string& path) { set("search_path", path); }

void refuse_policies() { set("row_security", "off"); }

std::string path_within(Oid schema, Oid owner) {
    const bool is_safe = call([&] { return !is_filled_by_others(schema, owner); });
    if (!is_safe) return no_path_of_others;
    const char* const name = call([&] { return quote_identifier(get_namespace_name(schema)); });
    return std::string{name} + ", pg_temp";
}

bool is_error_about_row() {
    return ERRCODE_TO_CATEGORY(call([] { return geterrcode(); })) == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION;
}

void raise_without_details() {
    ErrorData* const error = call([] {
        ErrorData* const copy = CopyErrorData();
        FlushErrorState();
        const char* const detail = copy->detail ? copy->detail : "";
        copy->detail_log = copy->context ? psprintf("%s\n%s", detail, copy->context) : copy->detail;
        copy->detail = nullptr;
        copy->context = nullptr;
        copy->internalquery = nullptr;
        copy->internalpos = 0;
        return copy;
    });
    call([&] { ThrowErrorData(error); });
    throw PostgresError{};  // not reached
}

}  // namespace wf::pg
