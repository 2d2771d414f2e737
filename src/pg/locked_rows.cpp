#include "pg/locked_rows.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

struct Subject {
    std::string table, key;
    auto operator<=>(const Subject&) const = default;
};

// What an instance is about and who called it: none of it ever changes, so it is read without a lock; and
// from the index itself, since a statement for it would cost each command a twentieth of its time.
struct Place {
    const char* table = nullptr;  // nullptr: about no row
    const char* key = nullptr;
    std::int64_t parent = 0;
};

struct InstanceTable {
    Oid table = InvalidOid;
    Oid index = InvalidOid;
    AttrNumber tenant = 0, instance = 0, business_table = 0, business_key = 0, parent = 0;
};

// By name: looked up anew if the table was made anew.
const InstanceTable& instance_table() {
    static InstanceTable known;
    const Oid schema = get_namespace_oid("wf", false);
    const Oid table = get_relname_relid("instance", schema);
    if (table == known.table) return known;
    known = {.table = table,
             .index = get_relname_relid("instance_pkey", schema),
             .tenant = get_attnum(table, "tenant_id"),
             .instance = get_attnum(table, "instance_id"),
             .business_table = get_attnum(table, "business_table"),
             .business_key = get_attnum(table, "business_key"),
             .parent = get_attnum(table, "parent_instance_id")};
    return known;
}

const char* text_at(HeapTuple row, AttrNumber column, TupleDesc columns) {
    bool is_null = false;
    const Datum value = heap_getattr(row, column, columns, &is_null);
    return is_null ? nullptr : text_to_cstring(reinterpret_cast<const ::text*>(DatumGetPointer(value)));
}

void find_number(ScanKey condition, AttrNumber column, std::int64_t value) {
    ScanKeyInit(condition, column, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(value));
}

Place place_of(std::int64_t tenant, std::int64_t instance) {
    return call([&] {
        const InstanceTable& known = instance_table();
        ScanKeyData conditions[2];
        find_number(&conditions[0], known.tenant, tenant);
        find_number(&conditions[1], known.instance, instance);
        const Relation instances = table_open(known.table, AccessShareLock);
        const TupleDesc columns = RelationGetDescr(instances);
        const Snapshot now = RegisterSnapshot(GetLatestSnapshot());
        const SysScanDesc scan =
            systable_beginscan(instances, known.index, OidIsValid(known.index), now, 2, conditions);
        Place place;
        if (const HeapTuple row = systable_getnext(scan); HeapTupleIsValid(row)) {
            bool is_null = false;
            place.table = text_at(row, known.business_table, columns);
            place.key = text_at(row, known.business_key, columns);
            const Datum parent = heap_getattr(row, known.parent, columns, &is_null);
            place.parent = is_null ? 0 : DatumGetInt64(parent);
        }
        systable_endscan(scan);
        UnregisterSnapshot(now);
        table_close(instances, AccessShareLock);
        return place;
    });
}

void add_subjects(std::int64_t tenant, std::int64_t instance, std::vector<Subject>& subjects) {
    while (instance != 0) {
        const Place place = place_of(tenant, instance);
        if (place.table) subjects.push_back({place.table, place.key});
        instance = place.parent;
    }
}

// False: somebody else has it.
bool lock_subject(const Subject& subject, RowLock lock, std::optional<SeenRow>& row) {
    const BoundTableRef table = bindings_of(subject.table);
    if (!table || table->bindings.empty()) return true;
    row = read_row(*table, subject.key, lock);
    return row || lock != RowLock::Skip || !read_row(*table, subject.key, RowLock::None);
}

}  // namespace

bool lock_business_rows(std::int64_t tenant, const std::vector<std::int64_t>& instances, RowLock lock) {
    if (!is_anything_bound()) return true;
    std::vector<Subject> subjects;
    for (const std::int64_t instance : instances) add_subjects(tenant, instance, subjects);
    std::ranges::sort(subjects);
    const auto [first, last] = std::ranges::unique(subjects);
    subjects.erase(first, last);
    return std::ranges::all_of(subjects, [&](const Subject& subject) {
        std::optional<SeenRow> row;
        return lock_subject(subject, lock, row);
    });
}

LockedRow lock_business_row(std::int64_t tenant, std::int64_t instance, RowLock lock) {
    if (!is_anything_bound()) return {};
    const Place own = place_of(tenant, instance);
    LockedRow result;
    if (own.parent != 0) {
        result.is_busy = !lock_business_rows(tenant, {instance}, lock);
    } else if (own.table) {
        result.is_busy = !lock_subject({own.table, own.key}, lock, result.row);
    }
    return result;
}

}  // namespace wf::pg
