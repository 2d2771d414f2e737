// What view wf.worker shows.
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/worker/shared_state.hpp"

#include <algorithm>
#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string this_database() { return call([] { return get_database_name(MyDatabaseId); }); }

Param moment(TimestampTz at) { return at == 0 || TIMESTAMP_NOT_FINITE(at) ? null() : time(at); }

void add_row(RowSet& rows, const DatabaseSlot& one) {
    const WorkerReport& report = one.report;
    rows.add({one.pid != 0 ? int4(one.pid) : null(), moment(report.started_at), moment(report.last_run),
              moment(one.wakes_at), int8(report.runs), int8(report.jobs), int8(report.failures),
              text_or_null(report.last_failure), moment(report.last_failure_at), moment(report.last_upkeep)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__worker);
Datum wf__worker(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments{fcinfo}.end();
        RowSet rows{fcinfo};
        const std::string database = this_database();
        for (int i = 0; has_shared_state() && i < max_databases; ++i) {
            const DatabaseSlot one = with_slot(i, LW_SHARED, [](const DatabaseSlot& here) { return here; });
            if (one.is_listed && database == one.name) add_row(rows, one);
        }
        return Datum{0};
    });
}

// Whether wf_engine.databases names this database, also where the library cannot heed it.
PG_FUNCTION_INFO_V1(wf__worker_is_wanted);
Datum wf__worker_is_wanted(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments{fcinfo}.end();
        return BoolGetDatum(std::ranges::count(settings::databases(), this_database()) > 0);
    });
}
}
