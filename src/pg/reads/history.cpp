// wf._entries: the log of an instance, for the view wf.history. wf._acts: what somebody has done, for wf.list.
#include "core/outlook/receivers.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/log_rows.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Forms may be large, and say nothing of people and nodes. An entry that cannot be read has columns all the same.
Entry without_forms(const Rows& log, std::size_t row) {
    Entry entry;
    entry.action = log.text(row, log_column::action);
    entry.events =
        events_if_readable(log.text(row, log_column::events), EventData::LeftOut).value_or(std::vector<Event>{});
    return entry;
}

void add(RowSet& result, const Rows& log, std::size_t row) {
    const auto column = [&](int place) { return log.param(row, place); };
    const Entry entry = without_forms(log, row);
    const std::vector<std::string> receivers = receivers_of(entry);
    result.add({column(log_column::seq), column(log_column::at), column(log_column::action), column(log_column::actor),
                column(log_column::on_behalf_of), column(log_column::node), column(log_column::task_id),
                column(log_column::comment), column(log_column::source), column(log_column::target),
                column(log_column::context), receivers.empty() ? null() : text_array(receivers),
                text_or_null(target_node_of(entry)), column(log_column::as_of)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

// No rows for an instance that the caller may not see: the view wf.history relies on it.
PG_FUNCTION_INFO_V1(wf_entries);
Datum wf_entries(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        args.end();
        RowSet result{fcinfo};
        Reading reading;
        const std::optional<InstanceRow> row =
            read_instance(reading.rights(), tenant, instance, Access::ReadOnly, FormPart::None);
        if (row && may_see(reading.rights(), reading.role(), tenant, *row)) {
            const Rows log = entries_between(reading.rights(), tenant, instance, row->state.started_at,
                                             row->state.last_at, Access::ReadOnly);
            for (std::size_t entry = 0; entry < log.size(); ++entry) {
                check_interrupts();
                add(result, log, entry);
            }
        }
        reading.done();
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_acts);
Datum wf_acts(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::string person = args.required_text("person");
        const Instant at = args.required_time("before_at");
        const std::int64_t instance = args.required_int8("before_instance_id");
        const std::int32_t wanted = args.required_int4("wanted");
        args.end();
        RowSet result{fcinfo};
        Reading reading;
        for (const Deed& act : last_acts(reading.rights(), tenant, person, {.instance = instance, .at = at},
                                        static_cast<std::size_t>(std::max(wanted, 1))))
            result.add({pg::int8(act.instance), pg::time(act.at)});
        reading.done();
        return Datum{0};
    });
}
}
