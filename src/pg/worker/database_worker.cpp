// One process for each database: sleeps until something is due, does it, and tells those who listen what has changed.
#include "pg/jobs/due_jobs.hpp"
#include "pg/jobs/due_queue.hpp"
#include "pg/jobs/job_run.hpp"
#include "pg/jobs/notice.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/settings.hpp"
#include "pg/tracking/state_queue.hpp"
#include "pg/worker/launcher.hpp"
#include "pg/worker/session.hpp"
#include "pg/worker/shared_state.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::int32_t jobs_of_a_round = 1000;
constexpr std::int32_t jobs_of_a_batch = 50;  // more subtransactions than 64 make every snapshot of others dearer
constexpr int retry_ms = 1000;                // what is due and cannot be done now
constexpr int without_engine_ms = 5000;
constexpr int gather_ms = 100;                // changes, for one notification
constexpr int first_upkeep_ms = 60'000;
constexpr int queue_steps = 6;                // those of two pairs, each emptied, switched and moved

class DatabaseWorker {
public:
    explicit DatabaseWorker(int index) : index_(index), started_at_(GetCurrentTimestamp()) {}

    void run() {
        for (;;) {
            heed_signals();
            set_alarm(DT_NOEND);
            next_ = after(settings::worker_interval());
            has_more_ = false;
            const std::optional<Error> error = at_top_level([&] { round(); });
            if (error) note_failures(1, error->message);
            show_idle();
            if (error) {
                failures_ = std::min(failures_ + 1, 6);
                rest(retry_ms << failures_);
            } else if (!has_more_) {
                failures_ = 0;
                set_alarm(next_);
                sleep_for(TimestampDifferenceMilliseconds(GetCurrentTimestamp(), next_));
            }
        }
    }

private:
    static TimestampTz after(int milliseconds) { return TimestampTzPlusMilliseconds(GetCurrentTimestamp(), milliseconds); }

    void set_alarm(TimestampTz at) const {
        with_slot(index_, LW_EXCLUSIVE, [&](DatabaseSlot& one) { one.wakes_at = at; });
    }

    // Whatever is due, but heeding signals.
    void rest(int milliseconds) const {
        set_alarm(DT_NOBEGIN);
        const TimestampTz until = after(milliseconds);
        for (TimestampTz now = GetCurrentTimestamp(); now < until; now = GetCurrentTimestamp())
            sleep_for(TimestampDifferenceMilliseconds(now, until));
    }

    void round() {
        if (!become_engine()) {  // until somebody creates the extension
            next_ = std::min(next_, after(without_engine_ms));
            return;
        }
        look_at_version_again();
        put_off_endless();
        const bool is_time_for_leftovers = GetCurrentTimestamp() >= leftovers_at_;
        if (is_due() || is_time_for_leftovers) do_jobs(is_time_for_leftovers);
        tell_changes();
        // What keeps it from being done must not keep timers waiting.
        if (const std::optional<Error> error = at_top_level([&] { move_states(); })) note_failures(1, error->message);
        begin_upkeep();
        give_back_locks();
    }

    // Advisory locks that code of others has taken for the session: ours does not end.
    static void give_back_locks() {
        call([] { LockReleaseSession(USER_LOCKMETHOD); });
    }

    void put_off_endless() const {
        const EndlessJob job = with_slot(index_, LW_EXCLUSIVE, [](DatabaseSlot& one) { return std::exchange(one.endless, {}); });
        if (job.id == 0) return;
        begin_transaction();
        as_engine([&](EngineRights& rights) { put_off(rights, job); });
        end_transaction();
        note_failures(1, "a job did not end when its time was over");
    }

    bool is_due() {
        begin_transaction();
        const std::optional<Instant> due = as_engine([](EngineRights& rights) { return next_due(rights); });
        end_transaction();
        const TimestampTz now = GetCurrentTimestamp();
        if (due && *due > now) next_ = std::min(next_, *due);
        return due && *due <= now;
    }

    void do_jobs(bool leftovers) {
        show_running("CALL wf.run_jobs()");
        begin_transaction();
        const JobRun run{.max_jobs = jobs_of_a_round, .batch_size = jobs_of_a_batch, .leftovers = leftovers};
        const JobsDone done = run_jobs(run, [] {
            end_transaction();
            heed_signals();
            begin_transaction();
        });
        end_transaction();
        if (leftovers) leftovers_at_ = after(settings::worker_interval());
        with_slot(index_, LW_EXCLUSIVE, [&](DatabaseSlot& one) {
            one.report.last_run = GetCurrentTimestamp();
            ++one.report.runs;
            one.report.jobs += done.jobs;
        });
        if (done.failures > 0) note_failures(done.failures, done.last_failure);
        has_more_ = done.more;
        // What is still due cannot be done now: somebody has it.
        if (!has_more_ && is_due()) next_ = std::min(next_, after(retry_ms));
    }

    // What is queued for the state log: a round of steps, of which each has to be committed.
    void move_states() const {
        bool is_done = true;
        for (int step = 0; step < queue_steps && is_done; ++step) {
            heed_signals();
            begin_transaction();
            is_done = as_engine([](const EngineRights& rights) { return move_queued_entries(rights); });
            end_transaction();
        }
    }

    void note_failures(int count, const std::string& message) const {
        const int length = std::min<int>(static_cast<int>(message.size()), sizeof(WorkerReport::last_failure) - 1);
        const char* const all = message.c_str();
        // Not in the middle of a letter.
        const std::string shown = message.substr(0, call([&] { return pg_mbcliplen(all, length, length); }));
        with_slot(index_, LW_EXCLUSIVE, [&](DatabaseSlot& one) {
            one.report.failures += count;
            one.report.last_failure_at = GetCurrentTimestamp();
            strlcpy(one.report.last_failure, shown.c_str(), sizeof one.report.last_failure);
        });
    }

    // Of users. They have told the worker and nobody else, for NOTIFY would make them wait for each other.
    void tell_changes() const {
        ChangedInstances changed;
        changed.ids.reserve(kept_changes);
        with_slot(index_, LW_EXCLUSIVE, [&](DatabaseSlot& one) {
            changed.ids.assign(one.changed, one.changed + one.changes);
            changed.more = one.more_changes;
            one.changes = 0;
            one.more_changes = false;
        });
        if (changed.ids.empty()) return;
        begin_transaction();
        flush_later();
        notify_of(changed);
        end_transaction();
        // Whoever sets the latch meanwhile costs nothing, and the next notification has what gathers.
        call([] { WaitLatch(nullptr, WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, gather_ms, PG_WAIT_EXTENSION); });
    }

    void begin_upkeep() const {
        const std::int64_t interval_ms = std::int64_t{settings::upkeep_interval()} * 1000;
        if (interval_ms == 0) return;
        const TimestampTz last = with_slot(index_, LW_SHARED, [](const DatabaseSlot& one) { return one.report.last_upkeep; });
        const TimestampTz due = last != 0 ? last + interval_ms * 1000
                                          : started_at_ + std::min<std::int64_t>(interval_ms, first_upkeep_ms) * 1000;
        if (GetCurrentTimestamp() < due || !start_upkeep(index_)) return;
        with_slot(index_, LW_EXCLUSIVE, [](DatabaseSlot& one) { one.report.last_upkeep = GetCurrentTimestamp(); });
    }

    const int index_;
    const TimestampTz started_at_;
    TimestampTz next_ = 0;
    TimestampTz leftovers_at_ = 0;
    bool has_more_ = false;
    int failures_ = 0;
};

void begin_work(DatabaseSlot& one) {
    one.database = MyDatabaseId;
    one.latch = MyLatch;
    one.report.started_at = GetCurrentTimestamp();
}

void end_work(DatabaseSlot& one) {
    one.endless = endless_job();
    one.latch = nullptr;
    one.changes = 0;
}

constexpr SlotRole worker_role{.pid = &DatabaseSlot::pid, .take = begin_work, .leave = end_work};

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PGDLLEXPORT void wf_worker_main(Datum index);

void wf_worker_main(Datum index) {
    serve_slot(index, worker_role, [](int slot) { DatabaseWorker{slot}.run(); });
}
}
