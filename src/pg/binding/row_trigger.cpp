// wf._row_written: what follows from a write to a bound table. An AFTER trigger: no BEFORE trigger of the
// host can change the row behind it, and a row that may be written costs no lock of its own.
#include "pg/command/approved_row.hpp"
#include "pg/command/frozen_row.hpp"
#include "pg/binding/start_by_row.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/restoring.hpp"
#include "pg/store/open_rows.hpp"
#include "pg/host/row_context.hpp"
#include "pg/binding/written_row.hpp"

#include <algorithm>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A row that a dump had is no new row: what is to be said of it, its instance says, which the dump has too.
bool is_put_back(const TriggerData& trigger) {
    return TRIGGER_FIRED_BY_INSERT(trigger.tg_event) && is_restoring(RelationGetRelid(trigger.tg_relation));
}

void start_if_asked(const BoundTable& table, const RowBinding& binding, const WrittenRow& row) {
    if (!binding.start.column.empty() && row.has_become(binding.start))
        start_by_row(table, binding, row.key());
}

void on_insert(const BoundTable& table, const WrittenRow& row) {
    for (const RowBinding& binding : table.bindings)
        if (binding.starts_on_insert)
            start_by_row(table, binding, row.key());
        else
            start_if_asked(table, binding, row);
}

bool is_among(const BoundTable& table, const std::string& column, const std::vector<std::size_t>& changed) {
    const std::optional<std::size_t> place = table.place_of(column);
    return place && std::ranges::find(changed, *place) != changed.end();
}

// In this order because the usual answers come first: nothing of interest has changed, or nothing is open.
void on_update(const BoundTable& table, const WrittenRow& row, OpenRows& open) {
    const std::vector<std::size_t> changed = row.changed();
    if (std::ranges::none_of(changed, [&](std::size_t place) { return table.columns[place].is_watched; })) return;
    const std::string key = row.key_before();
    check_approved_kept(table, key, changed);
    if (const std::vector<std::string>* written = being_written(table.table, key)) {
        check_own_write(table, key, changed, *written);
        return;
    }
    if (std::ranges::any_of(changed, [&](std::size_t place) { return table.is_of_key(place); }))
        check_key_kept(table, key, row.key());
    if (open.has(table, key, row.written_by())) note_update(table, key, changed);
    for (const RowBinding& binding : table.bindings)
        if (is_among(table, binding.start.column, changed)) start_if_asked(table, binding, row);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_row_written);
Datum wf_row_written(PG_FUNCTION_ARGS) {
    RowContext context;
    const Datum done = enter([&] {
        const TriggerData& trigger = trigger_of(fcinfo, TriggersOf::RowWritten);
        if (is_put_back(trigger)) return Datum{0};
        const BoundTableRef table = table_of(trigger);
        if (table->bindings.empty()) return Datum{0};
        if (TRIGGER_FIRED_BY_TRUNCATE(trigger.tg_event)) {
            end_with_all_rows(*table, RelationGetRelid(trigger.tg_relation));
            return Datum{0};
        }
        const WrittenRow row{trigger, *table};
        if (TRIGGER_FIRED_BY_INSERT(trigger.tg_event))
            on_insert(*table, row);
        else if (TRIGGER_FIRED_BY_UPDATE(trigger.tg_event))
            on_update(*table, row, OpenRows::of(fcinfo));
        else
            end_with_row(*table, row.key());
        return Datum{0};
    });
    context.end();
    return done;
}

PG_FUNCTION_INFO_V1(wf_row_needs_approval);
Datum wf_row_needs_approval(PG_FUNCTION_ARGS) {
    RowContext context;
    const Datum done = enter([&] {
        const TriggerData& trigger = trigger_of(fcinfo, TriggersOf::RowsApproval);
        if (is_put_back(trigger)) return Datum{0};
        const BoundTableRef table = table_of(trigger);
        const WrittenRow row{trigger, *table};
        for (const RowBinding& binding : table->bindings)
            if (!binding.require.column.empty() && row.has_become(binding.require))
                check_approved(*table, binding, row.key());
        return Datum{0};
    });
    context.end();
    return done;
}
}
