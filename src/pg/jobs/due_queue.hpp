// Jobs that are due, one after the other, each locked and none given twice.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// The two take turns, so that neither keeps the other waiting.
enum class JobKind { Timer, Command };

struct DueJob {
    std::int64_t tenant = 0;
    std::int64_t id = 0;
    std::int64_t instance = 0;  // 0: it starts instances, or it is a queued command
    JobKind kind = JobKind::Timer;
    std::string actor{};  // of a queued command
};

// It goes on behind the job that it gave last. The index still has the jobs that this transaction has done, and others
// have locked: whoever begins at the front for each job walks over all of them each time.
class DueQueue {
public:
    DueQueue(JobKind kind, std::optional<std::int64_t> tenant) : kind_(kind), tenant_(tenant) {}

    // The next one that nobody else has, locked until the (sub)transaction ends. `passed_people`: whose commands
    // are not wanted.
    std::optional<DueJob> next(const EngineRights& rights, Instant at, const std::vector<std::string>& passed_people);
    // The same, whoever has it, and without going on.
    std::optional<DueJob> look(const EngineRights& rights, Instant at, const std::vector<std::string>& passed_people) const;
    // Jobs have come that are due at this moment.
    void go_back_to(Instant due_at);
    void begin_anew() { go_back_to(-std::numeric_limits<Instant>::max()); }

private:
    struct Found {
        DueJob job;
        Instant at;
    };
    std::optional<Found> ask(Statement& statement, Instant at, const std::vector<std::string>& passed_people) const;

    JobKind kind_;
    std::optional<std::int64_t> tenant_;
    Instant last_at_ = -std::numeric_limits<Instant>::max();  // the least is -infinity, which a job can be due at
    std::int64_t last_id_ = 0;
};

// When the next timer, command or delegation is due, or was; nothing: there is none.
std::optional<Instant> next_due(const EngineRights& rights);

}  // namespace wf::pg
