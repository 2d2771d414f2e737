// Locks. Firing a timer needs its instance's lock, which an approve may hold for as long as its transaction
// lasts. Waiting for it while we hold the locks of timers already fired could deadlock with a transaction
// that acts on several instances, and would keep all other timers waiting. So locked instances are passed
// over. But one that is locked whenever we come by would then never get its turn: when a run has fired
// nothing else, it holds no lock, and waits for the oldest one that it has passed over. Only one run at a
// time may do that (an advisory lock says which): a second one would wait for the instances that the first
// one has just fired timers of.
// The row of a job is locked before its instance, against the order of everybody else. Whoever has the instance waits
// for that lock no longer than we need to see that the instance is locked: then we give it up.
#include "pg/jobs/due_jobs.hpp"

#include "pg/command/work.hpp"
#include "pg/jobs/command_queue.hpp"
#include "pg/jobs/leavers.hpp"
#include "pg/jobs/start_events.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/store/armed_jobs.hpp"
#include "pg/store/log.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

EndlessJob under_way;

// Of one person in one run: a queue of commands that fail must not keep those of others waiting.
constexpr std::int32_t failures_of_a_person = 10;

// The state is asked again under the lock: the timer may have been closed or set anew meanwhile.
bool fire_timer(const EngineRights& rights, Work& work, const DueJob& job, bool wait_for_others) {
    std::optional<InstanceRow> row = wait_for_others ? lock_instance(rights, job.tenant, job.instance)
                                                     : try_lock_instance(rights, job.tenant, job.instance);
    if (!row) return false;
    const Wait* wait = armed(row->state, wait_of_job(job.id));
    if (!wait || wait->kind != WaitKind::Timer || wait->due_at > work.at()) return false;
    work.fire_timer(*row, wait->id);
    return true;
}

bool fire(const EngineRights& rights, Work& work, const DueJob& job, bool wait_for_others) {
    if (job.instance) return fire_timer(rights, work, job, wait_for_others);
    return fire_start_timer(rights, work, job.tenant, job.id);
}

// False: somebody has its instance, or it is not due any more.
bool fire_now(const DueJob& job, Instant at, bool wait_for_others) {
    if (job.kind == JobKind::Command) return run_queued(job.tenant, job.id, at, wait_for_others);
    return as_engine([&](EngineRights& rights) {
        Work work{rights, job.tenant, at};
        const bool fired = fire(rights, work, job, wait_for_others);
        work.run();
        return fired;
    });
}

// Tried again after a minute, two, four, ... up to a day. Never waits for whoever is about to end the job.
void put_off(const EndlessJob& job, const Error& error, Instant at) {
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
bool is_busy(const DueJob& job, const Error& error, bool wait_for_others) {
    return ((job.kind == JobKind::Command || wait_for_others) && error.sqlstate == ERRCODE_LOCK_NOT_AVAILABLE) ||
           error.sqlstate == ERRCODE_T_R_DEADLOCK_DETECTED ||
           error.sqlstate == ERRCODE_T_R_SERIALIZATION_FAILURE;
}

bool may_wait_for_others() {
    return as_engine([](EngineRights&) { return try_engine_lock("run_due_jobs", 0); });
}

// Messages that the lock of the buffer could not bring to their receivers (message_store.hpp).
void match_messages(Instant at, std::int32_t limit) {
    const std::vector<Unmatched> unmatched = as_engine([&](EngineRights& rights) {
        delete_expired_messages(rights, at);
        return unmatched_messages(rights, at, limit);
    });
    for (const Unmatched& one : unmatched) {
        check_interrupts();
        const JobTime time;
        attempt([&] {
            as_engine([&](EngineRights& rights) {
                Work work{rights, one.tenant, at};
                work.match_buffered(one.name, one.key);
                work.run();
            });
        });
    }
}

}  // namespace

void DueRun::batch(Instant at, std::int32_t limit) {
    may_wait_for_others();  // held by whoever has fired something
    const std::int32_t swept = sweep_.is_over() ? 0 : sweep_.run(at, limit);
    done_ += swept;
    jobs(at, limit - swept);
}

// Timers and commands in turn. What fails uses up no turn of what does not; but a batch tries no more than twice as
// much as it may do.
void DueRun::jobs(Instant at, std::int32_t limit) {
    const std::int32_t last = done_ + limit;
    std::int32_t left_to_try = 2 * std::min(limit, std::numeric_limits<std::int32_t>::max() / 2);
    bool has_more = true;
    while (has_more) {
        has_more = false;
        for (DueQueue& queue : queues_) {
            check_interrupts();
            if (done_ >= last || left_to_try-- <= 0) return;
            const auto next = [&](EngineRights& rights) { return queue.next(rights, at, passed_people_); };
            const bool was_there = one(at, false, [&] { return as_engine(next); });
            has_more = has_more || was_there;
        }
        if (!has_more) has_more = go_back(at);
    }
    is_over_ = true;
}

// What has been done has set jobs that are due already.
bool DueRun::go_back(Instant at) {
    const std::optional<Instant> armed = std::exchange(armed_, std::nullopt);
    if (!armed || *armed > at) return false;
    for (DueQueue& queue : queues_) queue.go_back_to(*armed);
    return true;
}

bool DueRun::wait_for_busy(Instant at) {
    if (done_ > 0 || sweep_.holds_locks() || !may_wait_for_others()) return false;
    for (DueQueue& queue : queues_) queue.begin_anew();
    const std::optional<DueJob> oldest = left(at);
    if (!oldest) return false;
    one(at, true, [&] { return oldest; });
    is_over_ = false;
    return true;
}

std::optional<DueJob> DueRun::left(Instant at) const {
    return as_engine([&](EngineRights& rights) {
        std::optional<DueJob> job;
        for (const DueQueue& queue : queues_)
            if (!job) job = queue.look(rights, at, passed_people_);
        return job;
    });
}

EndlessJob endless_job() { return JobTime::is_over() ? under_way : EndlessJob{}; }

void put_off(const EngineRights&, const EndlessJob& job) {
    put_off(job, {ERRCODE_QUERY_CANCELED, "the job did not end when its time was over", "It ended the session that ran it.", {}},
            GetCurrentTransactionStartTimestamp());
}

// False: `find` has found none.
template <class Find>
bool DueRun::one(Instant at, bool wait_for_others, Find&& find) {
    std::optional<DueJob> job;
    bool is_passed_over = false;
    const JobTime time;
    const std::optional<Error> failure = attempt([&] {
        job = find();
        if (!job) return;
        under_way = {.tenant = job->tenant, .id = job->id};
        is_passed_over = !fire_now(*job, at, wait_for_others);
        if (is_passed_over) throw Error::internal("passed over");  // gives up what it has locked
    });
    const std::optional<Instant> armed = take_armed();
    if (!failure) {
        if (!job) return false;
        ++done_;
        if (armed) armed_ = std::min(armed_.value_or(*armed), *armed);
        return true;
    }
    if (!job) throw Error{*failure};
    if (!is_passed_over && !is_busy(*job, *failure, wait_for_others)) note_failure(*job, *failure, at);
    return true;
}

void DueRun::note_failure(const DueJob& job, const Error& failure, Instant at) {
    as_engine([&](EngineRights&) { put_off({.tenant = job.tenant, .id = job.id}, failure, at); });
    if (job.kind == JobKind::Command && ++failures_of_[job.actor] == failures_of_a_person)
        passed_people_.push_back(job.actor);
    ++failures_;
    last_failure_ = failure.message;
}

bool DueRun::has_more(Instant at) const {
    if (is_over_) return false;
    return !sweep_.is_over() || left(at).has_value();
}

void run_leftovers(Instant at, std::int32_t limit, std::optional<std::int64_t> tenant) {
    match_messages(at, limit);
    replace_late_leavers(tenant);
}

std::int32_t run_due_jobs(Instant at, std::int32_t max_jobs, std::optional<std::int64_t> tenant) {
    DueRun run{tenant};
    run.batch(at, max_jobs);
    if (run.wait_for_busy(at) && run.done() < max_jobs) run.batch(at, max_jobs - run.done());
    run_leftovers(at, max_jobs, tenant);
    return run.done();
}

}  // namespace wf::pg
