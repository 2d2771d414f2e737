// Locks. Firing a timer needs its instance's lock, which an approve may hold for as long as its transaction
// lasts. Waiting for it while we hold the locks of timers already fired could deadlock with a transaction
// that acts on several instances, and would keep all other timers waiting. So locked instances are passed
// over. But one that is locked whenever we come by would then never get its turn: when a run has fired
// nothing else, it holds no lock, and waits for the oldest one that it has passed over. Only one run at a
// time may do that (an advisory lock says which): a second one would wait for the instances that the first
// one has just fired timers of.
#include "pg/jobs/due_jobs.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/jobs/command_queue.hpp"
#include "pg/jobs/delegation_sweep.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/store/log.hpp"
#include "pg/command/work.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/jobs/leavers.hpp"
#include "pg/jobs/start_events.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

enum class JobKind { Timer, Command };

struct DueJob {
    std::int64_t tenant;
    std::int64_t id;
    std::int64_t instance;  // 0: it starts instances, or it is a queued command
    JobKind kind;
    std::string actor;  // of a queued command
};

// Of one person in one run: a queue of commands that fail must not keep those of others waiting.
constexpr std::int32_t failures_of_a_person = 10;

enum class Fired { Yes, Busy, NotAnyMore };

// Not to be tried in this run any more.
struct Passed {
    std::vector<std::int64_t> jobs;
    std::vector<std::string> people;  // whose queued commands have failed often enough
};

std::optional<DueJob> next_due(JobKind kind, Instant at, std::optional<std::int64_t> tenant,
                               const Passed& passed) {
    static Statement timer{
        R"(SELECT tenant_id, job_id, instance_id, ''
        FROM wf.job
        WHERE kind IN ('timer', 'start')
            AND due_at <= $1
            AND (retry_at IS NULL OR retry_at <= $1)
            AND ($2 IS NULL OR tenant_id = $2)
            AND job_id <> ALL ($3)
        ORDER BY due_at, job_id
        LIMIT 1)",
        {TIMESTAMPTZOID, INT8OID, INT8ARRAYOID}};
    static Statement command{
        R"(SELECT tenant_id, job_id, instance_id, actor
        FROM wf.job
        WHERE kind = 'command'
            AND due_at <= $1
            AND (retry_at IS NULL OR retry_at <= $1)
            AND ($2 IS NULL OR tenant_id = $2)
            AND job_id <> ALL ($3)
            AND actor <> ALL ($4)
        ORDER BY due_at, job_id
        LIMIT 1)",
        {TIMESTAMPTZOID, INT8OID, INT8ARRAYOID, TEXTARRAYOID}};
    const Param of_tenant = tenant ? int8(*tenant) : null();
    const Rows rows =
        kind == JobKind::Timer
            ? timer.run({time(at), of_tenant, int8_array(passed.jobs)}, Access::ReadWrite)
            : command.run({time(at), of_tenant, int8_array(passed.jobs), text_array(passed.people)},
                          Access::ReadWrite);
    if (rows.empty()) return {};
    return DueJob{.tenant = rows.int8(0, 1),
                  .id = rows.int8(0, 2),
                  .instance = rows.int8(0, 3),
                  .kind = kind,
                  .actor = rows.text(0, 4)};
}

// The state is asked again under the lock: the timer may have been closed or set anew meanwhile.
Fired fire_timer(const EngineRights& rights, Work& work, const DueJob& job, bool wait_for_others) {
    std::optional<InstanceRow> row = wait_for_others ? lock_instance(rights, job.tenant, job.instance)
                                                     : try_lock_instance(rights, job.tenant, job.instance);
    if (!row) return Fired::Busy;
    const Wait* wait = armed(row->state, wait_of_job(job.id));
    if (!wait || wait->kind != WaitKind::Timer || wait->due_at > work.at()) return Fired::NotAnyMore;
    work.fire_timer(*row, wait->id);
    return Fired::Yes;
}

Fired fire(const EngineRights& rights, Work& work, const DueJob& job, bool wait_for_others) {
    if (job.instance) return fire_timer(rights, work, job, wait_for_others);
    return fire_start_timer(rights, work, job.tenant, job.id) == StartFired::Yes ? Fired::Yes : Fired::Busy;
}

// Tried again after a minute, two, four, ... up to a day. Never waits for whoever is about to end the job.
void note_failure(const DueJob& job, const Error& error, Instant at) {
    static Statement update{
        R"(UPDATE wf.job
        SET error = $3, attempts = attempts + 1,
            retry_at = $4 + least(interval '1 minute' * 2 ^ least(attempts, 20), interval '1 day')
        WHERE tenant_id = $1
            AND job_id = (SELECT job_id FROM wf.job WHERE tenant_id = $1
                AND job_id = $2 FOR UPDATE SKIP LOCKED))",
        {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
    update.run({int8(job.tenant), int8(job.id),
                text(error.message + (error.detail.empty() ? "" : ": " + error.detail)), time(at)},
               Access::ReadWrite);
}

// No fault of the job: others had what it needed.
bool is_busy(const DueJob& job, const Error& error) {
    return (job.kind == JobKind::Command && error.sqlstate == ERRCODE_LOCK_NOT_AVAILABLE) ||
           error.sqlstate == ERRCODE_T_R_DEADLOCK_DETECTED ||
           error.sqlstate == ERRCODE_T_R_SERIALIZATION_FAILURE;
}

bool may_wait_for_others() { return try_engine_lock("run_due_jobs", 0); }

class Run {
public:
    Run(Instant at, std::optional<std::int64_t> tenant) : at_(at), tenant_(tenant) {}

    // `holds_locks`: this run has changed instances already.
    std::int32_t jobs(std::int32_t max_jobs, bool holds_locks) {
        const bool may_wait = as_engine([](EngineRights&) { return may_wait_for_others(); });
        pass(max_jobs);
        if (holds_locks || fired_ > 0 || busy_.empty() || !may_wait) return fired_;
        one(busy_.front(), true);
        busy_.clear();
        pass(max_jobs - fired_);
        return fired_;
    }

    // Messages that the lock of the buffer could not bring to their receivers (message_store.hpp).
    void messages(std::int32_t limit) {
        const std::vector<Unmatched> unmatched = as_engine([&](EngineRights& rights) {
            delete_expired_messages(rights, at_);
            return unmatched_messages(rights, at_, limit);
        });
        for (const Unmatched& one : unmatched) {
            check_interrupts();
            const JobTime time;
            attempt([&] {
                as_engine([&](EngineRights& rights) {
                    Work work{rights, one.tenant, at_};
                    work.match_buffered(one.name, one.key);
                    work.run();
                });
            });
        }
    }

private:
    // Timers and commands in turn, so that neither keeps the other waiting. What fails uses up no turn of
    // what does not; but a run tries no more than twice as much as it may do.
    void pass(std::int32_t max_jobs) {
        const std::int32_t last = fired_ + max_jobs;
        std::int32_t left_to_try = 2 * std::min(max_jobs, std::numeric_limits<std::int32_t>::max() / 2);
        bool has_more = true;
        while (has_more) {
            has_more = false;
            for (const JobKind kind : {JobKind::Timer, JobKind::Command}) {
                check_interrupts();
                if (fired_ >= last || left_to_try-- <= 0) return;
                const std::optional<DueJob> job =
                    as_engine([&](EngineRights&) { return next_due(kind, at_, tenant_, passed()); });
                if (job) one(*job, false);
                has_more = has_more || job.has_value();
            }
        }
    }

    // Tried, and not fired: not to be tried again now.
    Passed passed() const {
        Passed passed{.jobs = failed_, .people = {}};
        for (const DueJob& job : busy_) passed.jobs.push_back(job.id);
        for (const auto& [person, failures] : failures_)
            if (failures >= failures_of_a_person) passed.people.push_back(person);
        return passed;
    }

    void one(const DueJob& job, bool wait_for_others) {
        Fired fired = Fired::NotAnyMore;
        bool is_passed_over = false;
        const JobTime time;
        const std::optional<Error> failure = attempt([&] {
            fired = fire_now(job, wait_for_others);
            is_passed_over = fired != Fired::Yes;
            if (is_passed_over) throw Error::internal("passed over");  // gives up what it has locked
        });
        if (!failure) {
            ++fired_;
        } else if (is_passed_over ? fired == Fired::Busy : is_busy(job, *failure)) {
            busy_.push_back(job);
        } else {
            failed_.push_back(job.id);
            if (job.kind == JobKind::Command) ++failures_[job.actor];
            if (!is_passed_over) as_engine([&](EngineRights&) { note_failure(job, *failure, at_); });
        }
    }

    Fired fire_now(const DueJob& job, bool wait_for_others) const {
        if (job.kind == JobKind::Command)
            return run_queued(job.tenant, job.id, at_, wait_for_others) ? Fired::Yes : Fired::NotAnyMore;
        return as_engine([&](EngineRights& rights) {
            Work work{rights, job.tenant, at_};
            const Fired fired = fire(rights, work, job, wait_for_others);
            work.run();
            return fired;
        });
    }

    const Instant at_;
    const std::optional<std::int64_t> tenant_;
    std::int32_t fired_ = 0;
    std::vector<std::int64_t> failed_;  // or not due any more
    std::map<std::string, std::int32_t> failures_;
    std::vector<DueJob> busy_;  // somebody is changing their instance; the earliest first
};

}  // namespace

std::int32_t run_due_jobs(Instant at, std::int32_t max_jobs, std::optional<std::int64_t> tenant) {
    // First, so that a timer that is due meets the agents.
    const Swept swept = sweep_delegations(at, max_jobs, tenant);
    Run run{at, tenant};
    const std::int32_t fired = run.jobs(max_jobs - swept.delegations, swept.holds_locks);
    run.messages(max_jobs);
    replace_late_leavers(tenant);
    return swept.delegations + fired;
}

}  // namespace wf::pg
