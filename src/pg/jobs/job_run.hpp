// What wf.run_jobs and the worker do: all that is due, in short transactions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace wf::pg {

struct JobRun {
    std::int32_t max_jobs = 0;
    std::int32_t batch_size = 0;
    std::optional<std::int64_t> tenant{};  // nothing: all
    bool leftovers = true;                 // also messages and leavers
};

struct JobsDone {
    std::int32_t jobs = 0;
    std::int32_t failures = 0;
    std::string last_failure{};
    bool more = false;  // is due
};

// `commit` ends the transaction and begins the next one, so everything that is kept from one to the next is here.
// Several at once share the work: none waits for another.
JobsDone run_jobs(const JobRun& run, const std::function<void()>& commit);

// For the transaction: what a crash takes back is done again, so nobody has to wait until it is on the disk; least of all
// users, whose commits would wait for the same disk.
void flush_later();

}  // namespace wf::pg
