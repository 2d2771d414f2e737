// wf._state_changed: the trigger function of tracked tables. AFTER triggers: no BEFORE trigger of the host can change the row behind
// them.
#include "pg/host/last_transition.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/restoring.hpp"
#include "pg/tracking/changed_rows.hpp"
#include "pg/tracking/changer.hpp"
#include "pg/tracking/moved_rows.hpp"
#include "pg/tracking/state_change.hpp"
#include "pg/tracking/state_log.hpp"
#include "pg/tracking/tracked_table.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void refuse_call(const std::string& reason) {
    throw Error{ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED, "the trigger is not one of wf.track()",
                "The function belongs to the triggers that wf.track() makes; " + reason + ".", ""};
}

bool is_right_event(TriggerEvent event) {
    if (TRIGGER_FIRED_BY_TRUNCATE(event)) return TRIGGER_FIRED_BEFORE(event);
    return TRIGGER_FIRED_AFTER(event);
}

const TriggerData& trigger_data(FunctionCallInfo fcinfo) {
    if (!fcinfo->context || fcinfo->context->type != T_TriggerData) refuse_call("it is not a trigger");
    const auto& trigger = *reinterpret_cast<TriggerData*>(fcinfo->context);
    if (trigger.tg_trigger->tgnargs != 1 || !is_right_event(trigger.tg_event)) refuse_call("its level, time, event or argument is another one");
    return trigger;
}

// That is, it is one of mode statement.
bool has_rows(const TriggerData& trigger) { return trigger.tg_oldtable || trigger.tg_newtable; }

// Whoever has the right TRIGGER could make a second one, which would log all again: the name is taken by the first.
std::int64_t tracked_id(const TriggerData& trigger) {
    const std::string_view argument = trigger.tg_trigger->tgargs[0];
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(argument.data(), argument.data() + argument.size(), id);
    if (error != std::errc{} || end != argument.data() + argument.size()) refuse_call("its argument is not a number");
    const TriggerEvent event = trigger.tg_event;
    const char* const suffix = TRIGGER_FIRED_FOR_ROW(event)       ? ""
                               : TRIGGER_FIRED_BY_INSERT(event)   ? "_insert"
                               : TRIGGER_FIRED_BY_UPDATE(event)   ? (has_rows(trigger) ? "_update" : "_moved")
                               : TRIGGER_FIRED_BY_DELETE(event)   ? "_delete"
                                                                  : "_truncate";
    if (trigger.tg_trigger->tgname != "0_wf_track_" + std::string{argument} + suffix) refuse_call("its name is another one");
    return id;
}

void on_truncate(const TriggerData& trigger, const TrackedTable& table) {
    if (!table.options.logs_truncate)
        throw Error::make(Code::TrackedRowsKept, "table " + table.table.name + " cannot be truncated",
                          "Column \"" + table.state().name + "\" of table " + table.name + " is tracked, and the end of each row would go unlogged.",
                          "Use DELETE, or call wf.track() with \"truncate\": \"log\".");
    if (trigger.tg_relation->rd_rel->relkind != RELKIND_RELATION) return;  // its partitions have triggers of their own
    const std::int64_t rows = count_rows(trigger.tg_relation);
    as_engine([&](EngineRights& rights) {
        const Changer& by = changer(rights);
        write_entries(rights, {truncation_of(table, rows, by)}, by.context, table.options.entries_go);
    });
}

void on_row(const TriggerData& trigger, const TrackedTable& table) {
    const bool is_update = TRIGGER_FIRED_BY_UPDATE(trigger.tg_event);
    const bool is_insert = TRIGGER_FIRED_BY_INSERT(trigger.tg_event);
    TupleTableSlot* const before = is_insert ? nullptr : trigger.tg_trigslot;
    TupleTableSlot* const after = is_insert ? trigger.tg_trigslot : is_update ? trigger.tg_newslot : nullptr;
    if (before && after && is_unchanged(table, before, after)) return;
    as_engine([&](EngineRights& rights) {
        const Changer& by = changer(rights);
        if (is_moving_away(trigger)) {
            note_moving(trigger, table.tracked, version_of(table, before));
            return;
        }
        std::optional<StateVersion> moved = is_insert ? take_moved(trigger, table.tracked) : std::nullopt;
        std::optional<StateEntry> entry = entry_of(table, std::move(moved), before, after, by);
        if (!entry) return;
        if (after) entry->transition = transition_made_by({RelationGetRelid(trigger.tg_relation), after->tts_tid, table.state().name});
        write_entries(rights, {std::move(*entry)}, by.context, table.options.entries_go);
    });
}

void on_end_of_update(const TrackedTable& table) {
    const std::vector<StateVersion> lost = take_lost(table.tracked);
    if (lost.empty()) return;
    as_engine([&](EngineRights& rights) {
        const Changer& by = changer(rights);
        std::vector<StateEntry> entries;
        for (const StateVersion& version : lost) entries.push_back(exit_of(table, version, by));
        write_entries(rights, entries, by.context, table.options.entries_go);
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_state_changed);
Datum wf_state_changed(PG_FUNCTION_ARGS) {
    return enter([&] {
        if (is_replicating()) return Datum{0};
        const TriggerData& trigger = trigger_data(fcinfo);
        // What a dump had is no change: its entries are in the dump too.
        if (TRIGGER_FIRED_BY_INSERT(trigger.tg_event) && is_restoring(RelationGetRelid(trigger.tg_relation))) return Datum{0};
        const TrackedTableRef table = tracked_table(RelationGetRelid(trigger.tg_relation), tracked_id(trigger));
        if (TRIGGER_FIRED_BY_TRUNCATE(trigger.tg_event))
            on_truncate(trigger, *table);
        else if (TRIGGER_FIRED_FOR_ROW(trigger.tg_event))
            on_row(trigger, *table);
        else if (has_rows(trigger))
            log_changed_rows(trigger, *table);
        else
            on_end_of_update(*table);
        return Datum{0};
    });
}
}
