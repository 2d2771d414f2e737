#include "pg/binding/track_triggers.hpp"

#include "pg/binding/making_triggers.hpp"
#include "pg/server/spi.hpp"

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::vector<std::string> statements(std::int64_t tracked) {
    static Statement select{"SELECT statement FROM wf._track_statements($1)", {INT8OID}};
    std::vector<std::string> texts;
    const Rows rows = select.run({int8(tracked)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) texts.push_back(rows.text(row, 1));
    return texts;
}

}  // namespace

void make_track_triggers(EngineRights& rights, Oid table, std::int64_t tracked) {
    const ChangingTriggers ours;
    const std::vector<std::string> wanted = statements(tracked);
    if (wanted.empty()) return;
    MayMakeTriggers grant{table, rights.calls_as(), "wf._state_changed"};
    rights.step_back();
    for (const std::string& statement : wanted) execute(statement);
    rights.step_in();
    grant.give_back();
}

void follow_tracked_parts(std::int64_t tracked) {
    execute_as_superuser(statements(tracked));
}

}  // namespace wf::pg
