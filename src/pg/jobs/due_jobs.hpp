// What wf.run_due_jobs and wf.run_jobs do: fire timers whose moment has come, and let standing delegations begin.
#pragma once

#include "core/base/values.hpp"
#include "pg/jobs/delegation_sweep.hpp"
#include "pg/jobs/due_queue.hpp"
#include "pg/server/error.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// One run, in one transaction or in several; in each of them batch() is called once. Every job is tried once, in a
// subtransaction of its own: one that fails is noted on its job, tried again later, and stops none of the others.
// Takes EngineRights and Spi itself.
class DueRun {
public:
    // Of one tenant or of all.
    explicit DueRun(std::optional<std::int64_t> tenant)
        : sweep_(tenant), queues_{{{JobKind::Timer, tenant}, {JobKind::Command, tenant}}} {}

    // Sweeps delegations that have become valid, so that a timer that is due meets the agents; then fires timers and
    // runs queued commands that are due at `at`, the earliest first, at most `limit` together. What fails does not
    // count, but is tried at most as often again.
    void batch(Instant at, std::int32_t limit);
    std::int32_t done() const { return done_; }
    // Nothing is left that this run has not tried.
    bool is_over() const { return is_over_; }
    // Whether something is that is due.
    bool has_more(Instant at) const;
    // If the run has done nothing at all, and so holds nothing: waits for whoever has the instance of the oldest job
    // that is due. True: it has, and everything may be tried again.
    bool wait_for_busy(Instant at);
    std::int32_t failures() const { return failures_; }
    const std::string& last_failure() const { return last_failure_; }

private:
    void jobs(Instant at, std::int32_t limit);
    bool go_back(Instant at);
    std::optional<DueJob> left(Instant at) const;
    template <class Find>
    bool one(Instant at, bool wait_for_others, Find&& find);
    void note_failure(const DueJob& job, const Error& failure, Instant at);

    DelegationSweep sweep_;
    std::array<DueQueue, 2> queues_;
    bool is_over_ = false;
    std::int32_t done_ = 0;
    std::int32_t failures_ = 0;
    std::string last_failure_;
    std::map<std::string, std::int32_t> failures_of_;
    std::vector<std::string> passed_people_;  // whose queued commands have failed often enough
    std::optional<Instant> armed_;            // the earliest job that what was done has set
};

// The job that is under way, if its time is over. Code of others that catches every cancel costs the process its life, and
// the job must not cost the next one its own.
struct EndlessJob {
    std::int64_t tenant = 0;
    std::int64_t id = 0;  // 0: there is none
};
EndlessJob endless_job();
// Notes it as failed.
void put_off(const EngineRights& rights, const EndlessJob& job);

// What else is due: messages that have expired or that nobody could bring to their receivers, tasks of leavers.
void run_leftovers(Instant at, std::int32_t limit, std::optional<std::int64_t> tenant);

// All of it in one transaction.
std::int32_t run_due_jobs(Instant at, std::int32_t max_jobs, std::optional<std::int64_t> tenant);

}  // namespace wf::pg
