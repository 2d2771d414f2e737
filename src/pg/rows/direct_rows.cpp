#include "pg/rows/direct_rows.hpp"

#include "pg/rows/plain_relation.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t worth_together = 8;  // rows
constexpr std::size_t at_once = 64;

void put(TupleTableSlot* row, AttrNumber place, const Param& value) {
    row->tts_values[place - 1] = value.value;
    row->tts_isnull[place - 1] = value.is_null;
}

}  // namespace

DirectRows::DirectRows(const char* name, const char* index, std::size_t key_size, const std::vector<Column>& columns)
    : name_(name), index_(index), key_size_(key_size), columns_(columns) {
    all().push_back(this);
}

std::vector<DirectRows*>& DirectRows::all() {
    static auto& tables = *new std::vector<DirectRows*>;
    return tables;
}

// A change of an index is one of its table.
void DirectRows::forget(Oid relation) {
    for (Shape* known : {&table_, &partition_})
        if (!OidIsValid(relation) || relation == known->relation) known->relation = InvalidOid;
}

void DirectRows::forget_relation(Datum, Oid relation) {
    for (DirectRows* rows : all()) rows->forget(relation);
}

bool DirectRows::has_columns(Relation relation, Shape& shape) const {
    const TupleDesc present = RelationGetDescr(relation);
    std::size_t found = 0;
    shape.can_insert = true;
    for (int i = 0; i < present->natts; ++i) {
        const FormData_pg_attribute& column = *TupleDescAttr(present, i);
        if (column.attisdropped) continue;
        std::size_t known = 0;
        while (known < columns_.size() && strcmp(columns_[known].name, NameStr(column.attname)) != 0) ++known;
        if (known == columns_.size()) {
            if (is_computed(column)) shape.can_insert = false;
            if (column.attgenerated) shape.can_update = false;
            continue;
        }
        if (column.atttypid != columns_[known].type || column.atttypmod != -1 || column.attgenerated) return false;
        if (column.attidentity) shape.can_insert = false;
        shape.places[known] = column.attnum;
        ++found;
    }
    return found == columns_.size();
}

Oid DirectRows::index_of(Relation relation) const {
    return index_ ? get_relname_relid(index_, relation->rd_rel->relnamespace) : primary_key_index(relation);
}

bool DirectRows::find_key(Relation index, Shape& shape) const {
    const FormData_pg_index& form = *index->rd_index;
    if (form.indrelid != shape.relation || !form.indisunique || !form.indimmediate || !form.indisvalid ||
        static_cast<std::size_t>(form.indnkeyatts) != key_size_)
        return false;
    for (std::size_t i = 0; i < key_size_; ++i) {
        if (form.indkey.values[i] != shape.places[i]) return false;
        shape.key[i] = key_column(index, static_cast<int>(i));
    }
    return true;
}

Shape DirectRows::look_at(Relation relation) const {
    Shape shape;
    shape.relation = RelationGetRelid(relation);
    shape.can_update = shape.can_delete = true;
    if (!is_plain(relation) || !has_columns(relation, shape)) return Shape{.relation = shape.relation};
    if (const TriggerDesc* const triggers = relation->trigdesc) {
        if (fires_at_insert(*triggers)) shape.can_insert = false;
        if (fires_at_update(*triggers)) shape.can_update = false;
        if (fires_at_delete(*triggers)) shape.can_delete = false;
    }
    if (relation->rd_rel->relkind == RELKIND_PARTITIONED_TABLE) {
        shape.can_update = shape.can_delete = false;
        const PartitionKey key = RelationGetPartitionKey(relation);
        if (key->strategy == PARTITION_STRATEGY_RANGE && key->partnatts == 1)
            for (std::size_t i = 0; i < columns_.size(); ++i)
                if (shape.places[i] == key->partattrs[0]) shape.partitioned_by = static_cast<int>(i);
        if (shape.partitioned_by < 0) shape.can_insert = false;
        return shape;
    }
    shape.key_index = index_of(relation);
    if (OidIsValid(shape.key_index)) {
        const Relation index = index_open(shape.key_index, AccessShareLock);
        shape.can_find = find_key(index, shape);
        index_close(index, NoLock);
    }
    if (!shape.can_find) shape.can_update = shape.can_delete = false;
    shape.can_insert_new = shape.can_insert && shape.can_find && !has_other_unique_index(relation, shape.key_index);
    shape.conditions = index_conditions(relation);
    return shape;
}

// By its name; what it means can change until it is locked.
Relation DirectRows::open_named(LOCKMODE lock) {
    for (;;) {
        const Oid schema = get_namespace_oid("wf", false);
        const Oid named = get_relname_relid(name_, schema);
        const Relation table = OidIsValid(named) ? try_relation_open(named, lock) : nullptr;
        if (table && get_relname_relid(name_, schema) == named) return table;
        if (table) relation_close(table, lock);
        if (!OidIsValid(named)) return nullptr;
    }
}

Relation DirectRows::open(LOCKMODE lock, bool Shape::*may) {
    static bool is_registered = false;
    if (!is_registered) CacheRegisterRelcacheCallback(forget_relation, Datum{0});
    is_registered = true;
    if (!settings::reaches_rows_directly()) return nullptr;
    const Oid known = table_.relation;
    Relation table = nullptr;
    if (OidIsValid(known)) {
        LockRelationOid(known, lock);
        // Once it is locked, all that has become of it is known.
        if (OidIsValid(table_.relation))
            table = relation_open(known, NoLock);
        else
            UnlockRelationOid(known, lock);
    }
    if (!table) table = open_named(lock);
    // What changes while it is looked at is told, too.
    while (table && !OidIsValid(table_.relation)) {
        table_.relation = RelationGetRelid(table);
        const Shape seen = table->rd_rel->relispartition ? Shape{.relation = table_.relation} : look_at(table);
        if (!OidIsValid(table_.relation)) continue;
        table_ = seen;
    }
    if (!table || table_.*may) return table;
    relation_close(table, NoLock);
    return nullptr;
}

// nullptr: there is none, or a statement has to find it.
Relation DirectRows::open_partition(Relation root, const Param* row) {
    const PartitionDesc partitions = RelationGetPartitionDesc(root, true);
    if (partitions->nparts == 0) return nullptr;
    const PartitionKey key = RelationGetPartitionKey(root);
    Datum value = row[table_.partitioned_by].value;
    bool is_equal = false;
    const int bound = partition_range_datum_bsearch(key->partsupfunc, key->partcollation, partitions->boundinfo, 1, &value,
                                                    &is_equal);
    const int found = partitions->boundinfo->indexes[bound + 1];
    if (found < 0 || !partitions->is_leaf[found]) return nullptr;
    const Relation partition = table_open(partitions->oids[found], RowExclusiveLock);
    if (RelationGetRelid(partition) != partition_.relation) partition_ = look_at(partition);
    if (partition_.can_insert && partition_.partitioned_by < 0) return partition;
    table_close(partition, NoLock);
    return nullptr;
}

void DirectRows::set(TupleTableSlot* slot, const Shape& shape, const Param* row) const {
    ExecClearTuple(slot);
    memset(slot->tts_isnull, true, static_cast<std::size_t>(slot->tts_tupleDescriptor->natts) * sizeof(bool));
    for (std::size_t i = 0; i < columns_.size(); ++i) put(slot, shape.places[i], row[i]);
    ExecStoreVirtualTuple(slot);
}

void DirectRows::insert_into(Relation table, const Shape& shape, const Param* rows, std::size_t count) const {
    Writing writing = begin_writing(table, shape.conditions);
    const CommandId command = GetCurrentCommandId(true);
    if (count >= worth_together) insert_together(writing, shape, rows, count);
    for (std::size_t row = 0; row < count && count < worth_together; ++row) {
        CHECK_FOR_INTERRUPTS();
        set(writing.row, shape, rows + row * columns_.size());
        check_constraints(writing);
        table_tuple_insert(table, writing.row, command, 0, nullptr);
        write_index_entries(writing, nullptr);
    }
    end_writing(writing);
}

// As COPY does it: the rows of a page are one record of WAL.
void DirectRows::insert_together(Writing& writing, const Shape& shape, const Param* rows, std::size_t count) const {
    const Relation table = writing.table->ri_RelationDesc;
    const CommandId command = GetCurrentCommandId(true);
    TupleTableSlot* slots[at_once];
    for (TupleTableSlot*& slot : slots) slot = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsHeapTuple);
    TupleTableSlot* const row = writing.row;
    for (std::size_t first = 0; first < count; first += at_once) {
        CHECK_FOR_INTERRUPTS();
        const std::size_t last = std::min(first + at_once, count);
        for (std::size_t i = first; i < last; ++i) {
            set(row, shape, rows + i * columns_.size());
            check_constraints(writing);
            ExecCopySlot(slots[i - first], row);
        }
        table_multi_insert(table, slots, static_cast<int>(last - first), command, 0, nullptr);
        for (std::size_t i = first; i < last; ++i) {
            writing.row = slots[i - first];
            write_index_entries(writing, nullptr);
        }
        writing.row = row;
    }
    for (TupleTableSlot* slot : slots) ExecDropSingleTupleTableSlot(slot);
}

// With the same value in the column that tells the partition.
bool DirectRows::are_of_one_moment(const Param* rows, std::size_t count) const {
    for (std::size_t row = 1; row < count; ++row)
        if (rows[row * columns_.size() + static_cast<std::size_t>(table_.partitioned_by)].value != rows[table_.partitioned_by].value) return false;
    return true;
}

Answer DirectRows::insert(const Param* rows, std::size_t count) {
    PreventCommandIfReadOnly("INSERT");
    const Relation table = open(RowExclusiveLock, &Shape::can_insert);
    if (!table) return Answer::ByStatement;
    if (table_.partitioned_by < 0) {
        insert_into(table, table_, rows, count);
    } else {
        // A statement puts in all of them, or none; rows of several partitions are for it.
        const Relation partition = are_of_one_moment(rows, count) ? open_partition(table, rows) : nullptr;
        if (!partition) {
            table_close(table, NoLock);
            return Answer::ByStatement;
        }
        insert_into(partition, partition_, rows, count);
        table_close(partition, NoLock);
    }
    table_close(table, NoLock);
    CommandCounterIncrement();
    return Answer::Done;
}

// As ON CONFLICT DO NOTHING does it; but it does not look first, since whoever else writes these keys waits for the same
// instance.
Answer DirectRows::insert_new(const Param* rows, std::size_t count) {
    PreventCommandIfReadOnly("INSERT");
    const Relation table = open(RowExclusiveLock, &Shape::can_insert_new);
    if (!table) return Answer::ByStatement;
    Writing writing = begin_writing(table, table_.conditions);
    const CommandId command = GetCurrentCommandId(true);
    const TransactionId transaction = GetCurrentTransactionId();
    for (std::size_t row = 0; row < count; ++row) {
        CHECK_FOR_INTERRUPTS();
        set(writing.row, table_, rows + row * columns_.size());
        check_constraints(writing);
        const uint32 token = SpeculativeInsertionLockAcquire(transaction);
        table_tuple_insert_speculative(table, writing.row, command, 0, nullptr, token);
        const bool is_new = write_index_entries(writing, nullptr, true);
        table_tuple_complete_speculative(table, writing.row, token, is_new);
        SpeculativeInsertionLockRelease(transaction);
    }
    end_writing(writing);
    table_close(table, NoLock);
    CommandCounterIncrement();
    return Answer::Done;
}

void DirectRows::copy(TupleTableSlot* slot, std::uint64_t wanted, Param* row) const {
    slot_getallattrs(slot);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if ((wanted >> i & 1) == 0) continue;
        const AttrNumber place = table_.places[i];
        const FormData_pg_attribute& column = *TupleDescAttr(slot->tts_tupleDescriptor, place - 1);
        row[i].is_null = slot->tts_isnull[place - 1];
        row[i].value = row[i].is_null ? Datum{0}
                                      : datumCopy(slot->tts_values[place - 1], column.attbyval, column.attlen);
    }
}

// The row there is the one if the snapshot sees it and the key is that of the scan.
bool DirectRows::is_there(const RowPlace& hint, KeyScan& scan, Snapshot snapshot) const {
    if (!TransactionIdIsValid(hint.transaction) || hint.relation != table_.relation ||
        hint.transaction != GetTopTransactionIdIfAny())
        return false;
    // Undone with a subtransaction, the lock has kept nobody from making the table shorter.
    ItemPointerData place = hint.place;
    if (ItemPointerGetBlockNumber(&place) >= RelationGetNumberOfBlocks(scan.table) ||
        !table_tuple_fetch_row_version(scan.table, &place, snapshot, scan.row))
        return false;
    for (int i = 0; i < scan.count; ++i) {
        bool is_null = false;
        const Datum value = slot_getattr(scan.row, table_.places[i], &is_null);
        if (is_null || !DatumGetBool(FunctionCall2Coll(&scan.conditions[i].sk_func, scan.conditions[i].sk_collation, value,
                                                       scan.conditions[i].sk_argument)))
            return false;
    }
    return true;
}

// `use` the row once it has been found: (the scan, the snapshot that sees it) -> Tried.
template <class Use>
Answer DirectRows::on_row(Relation table, LOCKMODE lock, const Param* key, std::size_t key_size, Access access,
                          const RowPlace& place, Use use) const {
    if (access == Access::ReadWrite) CommandCounterIncrement();  // as every statement does: what was written before it counts
    KeyScan scan;
    begin_key_scan(scan, table, lock, table_.key_index, table_.key, key, static_cast<int>(key_size));
    Tried result = Tried::Again;
    while (result == Tried::Again) {
        CHECK_FOR_INTERRUPTS();
        const Snapshot snapshot = RegisterSnapshot(access == Access::ReadOnly ? GetActiveSnapshot() : snapshot_to_change());
        const bool is_found = is_there(place, scan, snapshot) || find_row(scan, snapshot);
        result = is_found ? use(scan, snapshot) : Tried::Missing;
        UnregisterSnapshot(snapshot);
    }
    end_key_scan(scan);
    return result == Tried::Done ? Answer::Done : Answer::Missing;
}

Answer DirectRows::find(const Param* key, std::size_t key_size, std::uint64_t wanted, Access access, Param* row) {
    const Relation table = open(AccessShareLock, &Shape::can_find);
    if (!table) return Answer::ByStatement;
    const Answer answer = on_row(table, AccessShareLock, key, key_size, access, {}, [&](KeyScan& scan, Snapshot) {
        copy(scan.row, wanted, row);
        return Tried::Done;
    });
    table_close(table, NoLock);
    return answer;
}

Answer DirectRows::lock(const Param* key, LockWaitPolicy wait, std::size_t null, Param* row, RowPlace& place) {
    PreventCommandIfReadOnly("SELECT FOR UPDATE");
    // As whoever goes on to write the row: to ask for a stronger lock then may end in a deadlock.
    const Relation table = open(RowExclusiveLock, &Shape::can_find);
    if (!table) return Answer::ByStatement;
    const Answer answer = on_row_to_write(table, key, {}, [&](KeyScan& scan, Snapshot snapshot) {
        if (null != no_column && !slot_attisnull(scan.row, table_.places[null])) return Tried::Missing;
        const Tried result = lock_found(scan, snapshot, LockTupleExclusive, wait);
        if (result == Tried::Done) {
            place = {GetTopTransactionIdIfAny(), table_.relation, scan.row->tts_tid};
            copy(scan.row, all_columns, row);
        }
        return result;
    });
    table_close(table, NoLock);
    return answer;
}

Answer DirectRows::update(const Param* key, const RowPlace& place, const Change* changes, std::size_t count) {
    PreventCommandIfReadOnly("UPDATE");
    const Relation table = open(RowExclusiveLock, &Shape::can_update);
    if (!table) return Answer::ByStatement;
    CheckCmdReplicaIdentity(table, CMD_UPDATE);
    Writing writing = begin_writing(table, table_.conditions);
    TupleTableSlot* const row = writing.row;
    const auto size = static_cast<std::size_t>(RelationGetDescr(table)->natts);
    const Answer answer = on_row_to_write(table, key, place, [&](KeyScan& scan, Snapshot snapshot) {
        slot_getallattrs(scan.row);
        ExecClearTuple(row);
        memcpy(row->tts_values, scan.row->tts_values, size * sizeof(Datum));
        memcpy(row->tts_isnull, scan.row->tts_isnull, size * sizeof(bool));
        for (std::size_t i = 0; i < count; ++i) put(row, table_.places[changes[i].column], changes[i].value);
        ExecStoreVirtualTuple(row);
        check_constraints(writing);
        TM_FailureData failure{};
        LockTupleMode mode{};
        IndexesToUpdate indexes{};
        const Tried result =
            tried(table, table_tuple_update(table, &scan.row->tts_tid, row, GetCurrentCommandId(true), snapshot,
                                            InvalidSnapshot, true, &failure, &mode, &indexes));
        if (result == Tried::Done && is_any(indexes)) write_index_entries(writing, &indexes);
        return result;
    });
    end_writing(writing);
    table_close(table, NoLock);
    CommandCounterIncrement();
    return answer;
}

Answer DirectRows::remove(const Param* key, Param* row) {
    PreventCommandIfReadOnly("DELETE");
    const Relation table = open(RowExclusiveLock, &Shape::can_delete);
    if (!table) return Answer::ByStatement;
    CheckCmdReplicaIdentity(table, CMD_DELETE);
    const Answer answer = on_row_to_write(table, key, {}, [&](KeyScan& scan, Snapshot snapshot) {
        TM_FailureData failure{};
        const Tried result = tried(table, table_tuple_delete(table, &scan.row->tts_tid, GetCurrentCommandId(true), snapshot,
                                                             InvalidSnapshot, true, &failure, false));
        if (result == Tried::Done) copy(scan.row, all_columns, row);
        return result;
    });
    table_close(table, NoLock);
    CommandCounterIncrement();
    return answer;
}

}  // namespace wf::pg
