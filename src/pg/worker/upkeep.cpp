// The daily upkeep, in a process of its own: what waits for a long transaction of somebody must not keep timers waiting.
#include "pg/server/as_engine.hpp"
#include "pg/worker/session.hpp"
#include "pg/worker/shared_state.hpp"
#include "pg/worker/statement.hpp"

#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Step {
    std::string name;
    std::string target;
    std::string statement;
};

// What cannot be run in a transaction; wf.maintain() has other ways to do it, which are not as good.
std::vector<Step> own_steps() {
    std::vector<Step> steps;
    begin_transaction();
    as_engine([&](EngineRights&) {
        Statement list{"SELECT step, target, statement FROM wf.upkeep() WHERE statement ~ '^VACUUM|CONCURRENTLY'", {}};
        const Rows rows = list.run({}, Access::ReadWrite);
        for (std::size_t row = 0; row < rows.size(); ++row)
            steps.push_back({.name = rows.text(row, 1), .target = rows.text(row, 2), .statement = rows.text(row, 3)});
    });
    end_transaction();
    return steps;
}

void note(const Step& step, TimestampTz began_at, const std::optional<Error>& error) {
    begin_transaction();
    as_engine([&](EngineRights&) {
        Statement insert{
            R"(INSERT INTO wf.upkeep_done (at, step, target, took, done_by, error)
            VALUES ($1, $2, $3, clock_timestamp() - $1, session_user, $4))",
            {TIMESTAMPTZOID, TEXTOID, TEXTOID, TEXTOID}};
        insert.run({time(began_at), text(step.name), text(step.target), error ? text(error->message) : null()},
                   Access::ReadWrite);
    });
    end_transaction();
}

std::optional<Error> run(const std::string& statement) {
    show_running(statement.c_str());
    return at_top_level([&] { run_statement(statement); });
}

void do_upkeep() {
    for (const Step& step : own_steps()) {
        heed_signals();
        const TimestampTz began_at = GetCurrentTimestamp();
        const std::optional<Error> error = run(step.statement);
        at_top_level([&] { note(step, began_at, error); });
    }
    run("CALL wf.maintain()");
}

void nothing_else(DatabaseSlot&) {}

constexpr SlotRole upkeep_role{.pid = &DatabaseSlot::upkeep_pid, .take = nothing_else, .leave = nothing_else};

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PGDLLEXPORT void wf_upkeep_main(Datum index);

void wf_upkeep_main(Datum index) {
    serve_slot(index, upkeep_role, [](int) {
        if (become_engine()) at_top_level(do_upkeep);
    });
}
}
