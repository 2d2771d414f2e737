#include "pg/tracking/changed_rows.hpp"

#include "pg/host/made_transitions.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/tracking/changer.hpp"
#include "pg/tracking/state_change.hpp"
#include "pg/tracking/state_log.hpp"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t at_once = 1000;  // entries that are written together

// The rows of a transition table, one after the other; nullptr: there is none.
class RowsOf {
public:
    RowsOf(Tuplestorestate* rows, Relation table) : rows_(rows) {
        if (!rows_) return;
        slot_ = call([&] {
            pointer_ = tuplestore_alloc_read_pointer(rows_, EXEC_FLAG_REWIND);
            tuplestore_select_read_pointer(rows_, pointer_);
            tuplestore_rescan(rows_);
            return MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsMinimalTuple);
        });
    }
    std::int64_t count() const { return rows_ ? tuplestore_tuple_count(rows_) : 0; }
    // Nullptr: there are no more.
    TupleTableSlot* next() {
        if (!rows_) return nullptr;
        return call([&] {
            tuplestore_select_read_pointer(rows_, pointer_);
            return tuplestore_gettupleslot(rows_, true, false, slot_) ? slot_ : nullptr;
        });
    }
    // Not called on an error: its memory goes with the trigger's.
    void end() {
        if (slot_) call([&] { ExecDropSingleTupleTableSlot(slot_); });
    }

private:
    Tuplestorestate* rows_;
    TupleTableSlot* slot_ = nullptr;
    int pointer_ = 0;
};

// Entries on their way to the log, in memory that is given back with each batch.
class Batch {
public:
    Batch(const EngineRights& rights, const TriggerData& trigger, const TrackedTable& table)
        : rights_(rights), table_(table), by_(changer(rights)), made_(take_made_transitions(trigger, table.state().name)) {
        before_ = CurrentMemoryContext;
        memory_ = call([] { return AllocSetContextCreate(CurrentMemoryContext, "changed rows", ALLOCSET_DEFAULT_SIZES); });
        MemoryContextSwitchTo(memory_);
    }
    void add(TupleTableSlot* before, TupleTableSlot* after, std::optional<StateVersion> source = {}) {
        check_interrupts();
        if (before && after && is_unchanged(table_, before, after)) return;
        const NotedTransition* const made = next_made(before, after);
        std::optional<StateEntry> entry = entry_of(table_, std::move(source), before, after, by_);
        if (!entry) return;
        if (made) name_transition(*entry, *made);
        add(std::move(*entry));
    }
    // Rows come in another order than they were written.
    void forget_order() { made_.clear(); }
    void add_exit(const StateVersion& version) { add(exit_of(table_, version, by_)); }
    void end() {
        write();
        MemoryContextSwitchTo(before_);
        call([&] { MemoryContextDelete(memory_); });
    }

private:
    // A row that has another state has made the next one.
    const NotedTransition* next_made(TupleTableSlot* before, TupleTableSlot* after) {
        if (next_made_ >= made_.size() || !before || !after || is_same_state(table_, before, after)) return nullptr;
        return &made_[next_made_++];
    }
    void name_transition(StateEntry& entry, const NotedTransition& made) {
        if (made.source == entry.source.value_or("") && made.target == entry.target.value_or(""))
            entry.transition = made.name;
        else
            next_made_ = made_.size();  // not those of these rows
    }
    void add(StateEntry entry) {
        entries_.push_back(std::move(entry));
        if (entries_.size() == at_once) write();
    }
    void write() {
        write_entries(rights_, entries_, by_.context, table_.options.entries_go);
        entries_.clear();
        call([&] { MemoryContextReset(memory_); });
    }

    const EngineRights& rights_;
    const TrackedTable& table_;
    const Changer& by_;
    std::vector<NotedTransition> made_;  // by a state machine
    std::size_t next_made_ = 0;
    std::vector<StateEntry> entries_;
    MemoryContext before_ = nullptr;
    MemoryContext memory_ = nullptr;
};

// Rows went to other partitions, and some did not arrive: a trigger of the host has swallowed them. So they are told by their keys.
void add_by_key(Batch& batch, const TrackedTable& table, RowsOf& old_rows, RowsOf& new_rows) {
    batch.forget_order();
    std::unordered_map<std::string, StateVersion> gone;
    while (TupleTableSlot* const row = old_rows.next()) {
        StateVersion version = version_of(table, row);
        gone.insert_or_assign(version.key, std::move(version));
    }
    while (TupleTableSlot* const row = new_rows.next()) {
        const auto was = gone.extract(version_of(table, row).key);
        batch.add(nullptr, row, was.empty() ? std::nullopt : std::optional{std::move(was.mapped())});
    }
    for (const auto& [key, version] : gone) batch.add_exit(version);
}

}  // namespace

void log_changed_rows(const TriggerData& trigger, const TrackedTable& table) {
    as_engine([&](EngineRights& rights) {
        RowsOf old_rows{trigger.tg_oldtable, trigger.tg_relation};
        RowsOf new_rows{trigger.tg_newtable, trigger.tg_relation};
        Batch batch{rights, trigger, table};
        const bool is_update = TRIGGER_FIRED_BY_UPDATE(trigger.tg_event);
        if (is_update && old_rows.count() != new_rows.count()) {
            add_by_key(batch, table, old_rows, new_rows);
        } else {
            // Both versions of a row have the same place.
            for (;;) {
                TupleTableSlot* const before = old_rows.next();
                TupleTableSlot* const after = new_rows.next();
                if (!before && !after) break;
                batch.add(before, after);
            }
        }
        batch.end();
        old_rows.end();
        new_rows.end();
    });
}

std::int64_t count_rows(Relation table) {
    return call([&] {
        const Snapshot snapshot = RegisterSnapshot(GetLatestSnapshot());
        const TableScanDesc scan = table_beginscan(table, snapshot, 0, nullptr);
        TupleTableSlot* const row = table_slot_create(table, nullptr);
        std::int64_t count = 0;
        while (table_scan_getnextslot(scan, ForwardScanDirection, row)) {
            CHECK_FOR_INTERRUPTS();
            ++count;
        }
        ExecDropSingleTupleTableSlot(row);
        table_endscan(scan);
        UnregisterSnapshot(snapshot);
        return count;
    });
}

}  // namespace wf::pg
