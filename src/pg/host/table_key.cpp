#include "pg/host/table_key.hpp"

#include "pg/server/error_boundary.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Plain values only: they are filled by PostgreSQL's code, whose errors skip destructors.
struct Index {
    Oid oid;
    bool is_primary;
    bool is_identity;
    int count;
    AttrNumber columns[INDEX_MAX_KEYS];
};

struct KeyColumn {
    AttrNumber number;
    NameData name;
    Oid type;
    int32 modifier;
    bool is_not_null;
};

bool read_column(Relation attributes, Oid table, AttrNumber number, Snapshot snapshot, KeyColumn& column) {
    ScanKeyData keys[2];
    ScanKeyInit(&keys[0], Anum_pg_attribute_attrelid, BTEqualStrategyNumber, F_OIDEQ,
                ObjectIdGetDatum(table));
    ScanKeyInit(&keys[1], Anum_pg_attribute_attnum, BTEqualStrategyNumber, F_INT2EQ, Int16GetDatum(number));
    const SysScanDesc scan =
        systable_beginscan(attributes, AttributeRelidNumIndexId, true, snapshot, 2, keys);
    const HeapTuple tuple = systable_getnext(scan);
    const bool found = HeapTupleIsValid(tuple);
    if (found) {
        const auto* form = reinterpret_cast<Form_pg_attribute>(GETSTRUCT(tuple));
        column = {form->attnum, form->attname, form->atttypid, form->atttypmod, form->attnotnull};
    }
    systable_endscan(scan);
    return found;
}

bool are_not_null(Relation attributes, Oid table, const Index& index, Snapshot snapshot) {
    for (int i = 0; i < index.count; ++i) {
        KeyColumn column;
        if (!read_column(attributes, table, index.columns[i], snapshot, column) || !column.is_not_null)
            return false;
    }
    return true;
}

bool is_plain(HeapTuple tuple) {
    return heap_attisnull(tuple, Anum_pg_index_indexprs, nullptr) &&
           heap_attisnull(tuple, Anum_pg_index_indpred, nullptr);
}

bool comes_before(const Index& a, const Index& b) {
    if (a.is_primary != b.is_primary) return a.is_primary;
    if (a.is_identity != b.is_identity) return a.is_identity;
    for (int i = 0; i < a.count && i < b.count; ++i)
        if (a.columns[i] != b.columns[i]) return a.columns[i] < b.columns[i];
    if (a.count != b.count) return a.count < b.count;
    return a.oid < b.oid;
}

// False: it tells no rows apart.
bool read_index(Form_pg_index form, HeapTuple tuple, Index& index) {
    if (!form->indisunique || !form->indisvalid || !is_plain(tuple)) return false;
    if (!form->indisprimary && !form->indimmediate) return false;
    index = {};
    index.oid = form->indexrelid;
    index.is_primary = form->indisprimary;
    index.is_identity = form->indisreplident;
    index.count = form->indnkeyatts;  // what an index INCLUDEs is not a key
    for (int i = 0; i < index.count; ++i) index.columns[i] = form->indkey.values[i];
    return true;
}

Index find_key(Oid table, Snapshot snapshot) {
    ScanKeyData key;
    ScanKeyInit(&key, Anum_pg_index_indrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(table));
    const Relation indexes = table_open(IndexRelationId, AccessShareLock);
    const Relation attributes = table_open(AttributeRelationId, AccessShareLock);
    const SysScanDesc scan = systable_beginscan(indexes, IndexIndrelidIndexId, true, snapshot, 1, &key);
    Index best{};
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        Index index;
        if (!read_index(reinterpret_cast<Form_pg_index>(GETSTRUCT(tuple)), tuple, index)) continue;
        if (!index.is_primary && !are_not_null(attributes, table, index, snapshot)) continue;
        if (!OidIsValid(best.oid) || comes_before(index, best)) best = index;
    }
    systable_endscan(scan);
    table_close(attributes, AccessShareLock);
    table_close(indexes, AccessShareLock);
    return best;
}

struct KeyColumns {
    int count;
    KeyColumn columns[INDEX_MAX_KEYS];
};

KeyColumns find_key_columns(Oid table, Snapshot snapshot) {
    const Index index = find_key(table, snapshot);
    KeyColumns result{};
    if (!OidIsValid(index.oid)) return result;
    const Relation attributes = table_open(AttributeRelationId, AccessShareLock);
    for (int i = 0; i < index.count; ++i)
        if (read_column(attributes, table, index.columns[i], snapshot, result.columns[result.count]))
            ++result.count;
    table_close(attributes, AccessShareLock);
    return result;
}

}  // namespace

Snapshot snapshot_of(Moment moment) {
    return moment == Moment::BeforeStatement && ActiveSnapshotSet() ? GetActiveSnapshot() : nullptr;
}

std::optional<Oid> key_index_of(Oid table) {
    const Oid index = call([&] { return find_key(table, nullptr).oid; });
    if (!OidIsValid(index)) return {};
    return index;
}

std::vector<ColumnOfKey> key_columns_of(Oid table, Moment moment) {
    const KeyColumns found = call([&] { return find_key_columns(table, snapshot_of(moment)); });
    std::vector<ColumnOfKey> columns;
    for (int i = 0; i < found.count; ++i) {
        const KeyColumn& column = found.columns[i];
        columns.push_back({column.number, NameStr(column.name), {column.type, column.modifier}});
    }
    return columns;
}

bool is_same_key(const std::vector<ColumnOfKey>& before, const std::vector<ColumnOfKey>& after) {
    return before.size() == after.size() && std::ranges::all_of(before, [&](const ColumnOfKey& column) {
               const auto now = std::ranges::find(after, column.number, &ColumnOfKey::number);
               return now != after.end() && widens(column.type, now->type) &&
                      (before.size() == 1 || now->name == column.name);
           });
}

}  // namespace wf::pg
