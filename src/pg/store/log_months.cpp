#include "pg/store/log_months.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/rows/plain_relation.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool is_value(const PartitionBoundInfo bounds, int place) {
    return place >= 0 && place < bounds->ndatums && bounds->kind[place][0] == PARTITION_RANGE_DATUM_VALUE;
}

bool has_columns_of(TupleDesc month, TupleDesc log) {
    if (month->natts != log->natts) return false;
    for (int place = 0; place < log->natts; ++place) {
        const Form_pg_attribute one = TupleDescAttr(month, place);
        const Form_pg_attribute other = TupleDescAttr(log, place);
        if (one->attisdropped != other->attisdropped || one->atttypid != other->atttypid ||
            namestrcmp(&one->attname, NameStr(other->attname)) != 0)
            return false;
    }
    return true;
}

}  // namespace

Relation open_log(const char* name) {
    return table_open(get_relname_relid(name, get_namespace_oid("wf", false)), AccessShareLock);
}

Months months_of(Relation log) {
    const PartitionDesc all = RelationGetPartitionDesc(log, true);
    Months found{.months = static_cast<Month*>(palloc(sizeof(Month) * (static_cast<Size>(all->nparts) + 1))),
                 .count = 0,
                 .have_default = false,
                 .are_plain = settings::reaches_rows_directly() && !log->rd_rel->relforcerowsecurity};
    if (all->nparts == 0) return found;
    const PartitionBoundInfo bounds = all->boundinfo;
    found.have_default = bounds->default_index >= 0;
    if (found.have_default) found.are_plain = false;
    for (int place = 0; place < bounds->nindexes; ++place) {
        const int partition = bounds->indexes[place];
        if (partition < 0) continue;
        found.are_plain = found.are_plain && all->is_leaf[partition];
        found.months[found.count++] = {
            .table = all->oids[partition],
            .from = is_value(bounds, place - 1) ? DatumGetTimestampTz(bounds->datums[place - 1][0]) : DT_NOBEGIN,
            .until = is_value(bounds, place) ? DatumGetTimestampTz(bounds->datums[place][0]) : DT_NOEND};
    }
    return found;
}

bool is_plain_month(Relation month, TupleDesc log) {
    return is_whole_heap(month) && OidIsValid(primary_key_index(month)) && has_columns_of(RelationGetDescr(month), log);
}

FoundRows no_rows(TupleDesc columns) {
    constexpr std::uint64_t room = 16;
    return {.rows = static_cast<HeapTuple*>(palloc(sizeof(HeapTuple) * room)),
            .count = 0,
            .room = room,
            .columns = CreateTupleDescCopy(columns),
            .is_whole = true};
}

void keep(FoundRows& found, HeapTuple row) {
    if (found.count == found.room) {
        found.room *= 2;
        found.rows = static_cast<HeapTuple*>(repalloc_huge(found.rows, sizeof(HeapTuple) * found.room));
    }
    found.rows[found.count++] = heap_copytuple(row);
}

Rows rows_of(const FoundRows& found) {
    SPITupleTable* const table = call([&] {
        auto* const made = static_cast<SPITupleTable*>(palloc0(sizeof(SPITupleTable)));
        made->tupdesc = found.columns;
        made->vals = found.rows;
        made->numvals = found.count;
        return made;
    });
    return Rows{table, found.count};
}

}  // namespace wf::pg
