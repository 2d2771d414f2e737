#include "pg/store/open_rows.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/instance_table.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t few_rows = 64;           // are asked for one by one
constexpr std::size_t cheaper_by = 64;         // to read an entry of the index, than to ask for a row
constexpr std::size_t most_entries = 1 << 22;  // are read
constexpr std::size_t entries_of_page = 128;
constexpr std::size_t marks_for_entry = 16;    // few rows have the mark of another one

std::uint64_t& own_changes() {
    static std::uint64_t count = 0;
    return count;
}

bool is_open_by_statement(const char* table, const char* key) {
    static Statement select{
        R"(SELECT EXISTS (SELECT FROM wf.instance
            WHERE business_key = $1 AND business_table = $2 AND ended_at IS NULL))",
        {TEXTOID, TEXTOID}};
    return as_engine([&](EngineRights&) {
        return select.run({text(key), text(table)}, Access::ReadWrite).boolean(0, 1);
    });
}

void find_text(ScanKey condition, AttrNumber column, const char* value) {
    ScanKeyEntryInitialize(condition, 0, column, BTEqualStrategyNumber, InvalidOid, DEFAULT_COLLATION_OID,
                           F_TEXTEQ, CStringGetTextDatum(value));
}

// As any statement, it keeps its lock on wf.instance until the transaction ends.
bool is_open(const char* table, const char* key) {
    if (!call([] { return instance_table().is_plain; })) return is_open_by_statement(table, key);
    return call([&] {
        const InstanceTable known = instance_table();
        ScanKeyData conditions[2];
        find_text(&conditions[0], known.business_key, key);
        find_text(&conditions[1], known.business_table, table);
        const Relation instances = table_open(known.table, AccessShareLock);
        const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
        const SysScanDesc scan =
            systable_beginscan(instances, known.row_index, OidIsValid(known.row_index), now, 2, conditions);
        bool found = false;
        while (!found) {
            const HeapTuple row = systable_getnext(scan);
            if (!HeapTupleIsValid(row)) break;
            found = heap_attisnull(row, known.ended_at, RelationGetDescr(instances));
        }
        systable_endscan(scan);
        UnregisterSnapshot(now);
        table_close(instances, NoLock);
        return found;
    });
}

// At most so many; 0: there is no such index.
std::size_t entries_of_index() {
    return call([&] {
        const InstanceTable known = instance_table();
        if (!known.is_plain || !OidIsValid(known.row_index)) return std::size_t{0};
        const Relation index = index_open(known.row_index, AccessShareLock);
        const std::size_t pages = RelationGetNumberOfBlocks(index);
        index_close(index, NoLock);
        return pages * entries_of_page;
    });
}

std::size_t mark_of(std::string_view key, std::size_t marks) { return std::hash<std::string_view>{}(key) % marks; }

// Of all rows of the table that an entry is about, whatever has become of the instance.
void read_marks(const char* table, std::vector<bool>& marks) {
    call([&] {
        const InstanceTable known = instance_table();
        const Relation instances = table_open(known.table, AccessShareLock);
        const Relation index = index_open(known.row_index, AccessShareLock);
        const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
        ScanKeyData of_table;
        find_text(&of_table, 2, table);
        const IndexScanDesc scan = begin_index_scan(instances, index, now, 1);
        scan->xs_want_itup = true;
        index_rescan(scan, &of_table, 1, nullptr, 0);
        while (index_getnext_tid(scan, ForwardScanDirection) != nullptr) {
            CHECK_FOR_INTERRUPTS();
            bool is_null = false;
            const Datum datum = index_getattr(scan->xs_itup, 1, scan->xs_itupdesc, &is_null);
            if (is_null) continue;
            const varlena* const key = pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(datum)));
            marks[mark_of({VARDATA_ANY(key), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(key))}, marks.size())] = true;
        }
        index_endscan(scan);
        UnregisterSnapshot(now);
        index_close(index, NoLock);
        table_close(instances, NoLock);
    });
}

void destroy(void* rows) { delete static_cast<OpenRows*>(rows); }

}  // namespace

OpenRows& OpenRows::of(FunctionCallInfo trigger) {
    FmgrInfo* const function = trigger->flinfo;
    if (function->fn_extra == nullptr) {
        auto* const end = call([&] {
            return static_cast<MemoryContextCallback*>(
                MemoryContextAllocZero(function->fn_mcxt, sizeof(MemoryContextCallback)));
        });
        end->func = destroy;
        end->arg = function->fn_extra = new OpenRows;
        MemoryContextRegisterResetCallback(function->fn_mcxt, end);
    }
    return *static_cast<OpenRows*>(function->fn_extra);
}

void OpenRows::begin(CommandId written_by) {
    written_by_ = written_by;
    own_changes_ = own_changes();
    asked_ = 0;
    next_look_ = few_rows;
    marks_.clear();
}

void OpenRows::look_at_all(const BoundTable& table) {
    next_look_ *= 2;
    const std::size_t entries = entries_of_index();
    if (entries == 0 || entries > std::min(asked_ * cheaper_by, most_entries)) return;
    marks_.assign(entries * marks_for_entry, false);
    read_marks(table.name.c_str(), marks_);
}

bool OpenRows::has(const BoundTable& table, const std::string& key, CommandId written_by) {
    if (written_by != written_by_ || written_by == InvalidCommandId || own_changes_ != own_changes())
        begin(written_by);
    if (marks_.empty() && ++asked_ == next_look_) look_at_all(table);
    if (!marks_.empty() && !marks_[mark_of(key, marks_.size())]) return false;
    return is_open(table.name.c_str(), key.c_str());
}

void note_instance_written() { ++own_changes(); }

}  // namespace wf::pg
