#include "pg/people/person_table.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Places of the columns in sql/tables/person.sql; later columns come behind them.
enum Column {
    tenant_id,
    person_id,
    name,
    manager_id,
    department_id,
    position_id,
    rank,
    active,
    column_count
};

struct Tuple {
    bool found;
    const varlena* texts[position_id + 1];  // nullptr: null
    bool is_active;
};

std::string copy(const varlena* text) {
    if (!text) return {};
    return {VARDATA_ANY(text), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(text))};
}

Tuple read(TupleDesc description, HeapTuple heap_tuple) {
    Tuple tuple{};
    tuple.found = true;
    for (int column = person_id; column <= active; ++column) {
        bool is_null = false;
        const Datum value = heap_getattr(heap_tuple, column + 1, description, &is_null);
        if (is_null || column == rank) continue;
        if (column == active)
            tuple.is_active = DatumGetBool(value);
        else
            tuple.texts[column] = pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(value)));
    }
    return tuple;
}

}  // namespace

PersonTable::PersonTable(Access access) {
    call([&] {
        table_ = table_open(get_relname_relid("person", get_namespace_oid("wf", false)), AccessShareLock);
        primary_key_ = primary_key_index(table_);
        snapshot_ =
            RegisterSnapshot(access == Access::ReadOnly ? GetActiveSnapshot() : GetTransactionSnapshot());
    });
}

void PersonTable::close() {
    call([&] {
        UnregisterSnapshot(snapshot_);
        table_close(table_, NoLock);
    });
}

std::optional<PersonRow> PersonTable::find(std::int64_t tenant, std::string_view id) const {
    const Tuple tuple = call([&] {
        ScanKeyData keys[2];
        ScanKeyInit(&keys[0], tenant_id + 1, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(tenant));
        ScanKeyEntryInitialize(
            &keys[1], 0, person_id + 1, BTEqualStrategyNumber, InvalidOid, DEFAULT_COLLATION_OID, F_TEXTEQ,
            PointerGetDatum(cstring_to_text_with_len(id.data(), static_cast<int>(id.size()))));
        const SysScanDesc scan = systable_beginscan(table_, primary_key_, true, snapshot_, 2, keys);
        const HeapTuple heap_tuple = systable_getnext(scan);
        Tuple result{};
        // The scan owns the tuple, so what is read of it is copied before the scan ends.
        if (HeapTupleIsValid(heap_tuple)) result = read(RelationGetDescr(table_), heap_copytuple(heap_tuple));
        systable_endscan(scan);
        return result;
    });
    if (!tuple.found) return {};
    return PersonRow{.id = copy(tuple.texts[person_id]),
                     .name = copy(tuple.texts[name]),
                     .manager = copy(tuple.texts[manager_id]),
                     .department = copy(tuple.texts[department_id]),
                     .position = copy(tuple.texts[position_id]),
                     .active = tuple.is_active};
}

}  // namespace wf::pg
