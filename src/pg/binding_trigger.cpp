// wf._row_written: what follows from a write to a bound table. An AFTER trigger: no BEFORE trigger of the
// host can change the row behind it, and a row that may be written costs no lock of its own.
#include "pg/approved_row.hpp"
#include "pg/binding_check.hpp"
#include "pg/binding_start.hpp"
#include "pg/error_boundary.hpp"
#include "pg/open_row.hpp"
#include "pg/written_row.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

void on_insert(const BoundTable& table, const WrittenRow& row) {
    for (const RowBinding& binding : table.bindings)
        if (binding.starts_on_insert ||
            (!binding.start.column.empty() && row.has_become(binding.start.column, binding.start.values)))
            start_by_row(table, binding, row.key(table));
}

bool is_key_among(const BoundTable& table, const std::vector<std::string>& columns) {
    return std::ranges::any_of(columns, [&](const std::string& column) { return table.is_of_key(column); });
}

// Nothing of these columns concerns the binding, whatever is open.
bool is_free(const RowBinding& binding, const std::vector<std::string>& changed) {
    const auto is_changed = [&](const std::string& column) {
        return std::ranges::find(changed, column) != changed.end();
    };
    if (!is_always_writable(binding, changed) || is_changed(binding.start.column)) return false;
    // Without a list of its own, every column may have the name of a field.
    return binding.maps_data &&
           std::ranges::none_of(binding.data, [&](const auto& field) { return is_changed(field.second); });
}

void on_update(const BoundTable& table, const WrittenRow& row) {
    const std::vector<std::string> changed = row.changed();
    if (changed.empty()) return;
    // The usual case, before anything is asked of the engine's tables.
    if (std::ranges::all_of(table.bindings, [&](const RowBinding& one) { return is_free(one, changed); }))
        return;
    const std::string key = row.key_before(table);
    check_approved_kept(table, key, changed);
    if (const std::vector<std::string>* written = being_written(table.table, key)) {
        check_own_write(table, key, changed, *written);
        return;
    }
    if (is_key_among(table, changed)) check_key_kept(table, key, row.key(table));
    if (has_open_instance(table.name, key)) note_update(table, key, changed);
    for (const RowBinding& binding : table.bindings)
        if (!binding.start.column.empty() && row.has_become(binding.start.column, binding.start.values))
            start_by_row(table, binding, key);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_row_written);
Datum wf_row_written(PG_FUNCTION_ARGS) {
    return enter([&] {
        const TriggerData& trigger = trigger_of(fcinfo);
        const BoundTableRef table = table_of(trigger);
        const Datum done{0};
        if (table->bindings.empty()) return done;
        if (TRIGGER_FIRED_BY_TRUNCATE(trigger.tg_event)) {
            end_with_all_rows(*table, RelationGetRelid(trigger.tg_relation));
            return done;
        }
        const WrittenRow row{trigger};
        if (TRIGGER_FIRED_BY_INSERT(trigger.tg_event))
            on_insert(*table, row);
        else if (TRIGGER_FIRED_BY_UPDATE(trigger.tg_event))
            on_update(*table, row);
        else
            end_with_row(*table, row.key(*table));
        return done;
    });
}

PG_FUNCTION_INFO_V1(wf_row_needs_approval);
Datum wf_row_needs_approval(PG_FUNCTION_ARGS) {
    return enter([&] {
        const TriggerData& trigger = trigger_of(fcinfo);
        const BoundTableRef table = table_of(trigger);
        const WrittenRow row{trigger};
        for (const RowBinding& binding : table->bindings)
            if (!binding.require.column.empty() &&
                row.has_become(binding.require.column, binding.require.values))
                check_approved(*table, binding, row.key(*table));
        return Datum{0};
    });
}
}
