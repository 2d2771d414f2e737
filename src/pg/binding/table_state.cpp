#include "pg/binding/table_state.hpp"

#include "pg/server/spi.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A statement that only reads sees what the statement under way has found.
Access access_to(Moment moment) {
    return moment == Moment::BeforeStatement ? Access::ReadOnly : Access::ReadWrite;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::vector<ColumnState> columns_of(Oid table, Moment moment) {
    static Statement select{
        R"(SELECT attnum::integer, attname::text, atttypid::bigint, atttypmod,
            attgenerated::text || attidentity::text
        FROM pg_attribute
        WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum)",
        {OIDOID}};
    std::vector<ColumnState> columns;
    const Rows rows = select.run({oid(table)}, access_to(moment));
    for (std::size_t row = 0; row < rows.size(); ++row)
        columns.push_back({.number = static_cast<AttrNumber>(rows.int4(row, 1)),
                           .name = rows.text(row, 2),
                           .type = {static_cast<Oid>(rows.int8(row, 3)), rows.int4(row, 4)},
                           .origin = rows.text(row, 5)});
    return columns;
}

// Of the enums among the columns: a key is kept as their labels.
std::vector<std::string> labels_in(const std::vector<ColumnOfKey>& key, Moment moment) {
    static Statement select{
        "SELECT concat_ws(' ', enumtypid, enumlabel) FROM pg_enum WHERE enumtypid::bigint = ANY ($1) ORDER BY oid",
        {INT8ARRAYOID}};
    std::vector<std::int64_t> types;
    for (const ColumnOfKey& column : key) {
        const Oid type = call([&] { return getBaseType(column.type.type); });
        if (call([&] { return type_is_enum(type); })) types.push_back(type);
    }
    std::vector<std::string> labels;
    if (types.empty()) return labels;
    const Rows rows = select.run({int8_array(types)}, access_to(moment));
    for (std::size_t row = 0; row < rows.size(); ++row) labels.push_back(rows.text(row, 1));
    return labels;
}

enum class Direction { Up, Down };

List* add_relatives(List* all, Relation inherits, Oid table, Direction direction, Snapshot snapshot) {
    const bool is_up = direction == Direction::Up;
    ScanKeyData key;
    ScanKeyInit(&key, is_up ? Anum_pg_inherits_inhrelid : Anum_pg_inherits_inhparent, BTEqualStrategyNumber,
                F_OIDEQ, ObjectIdGetDatum(table));
    const SysScanDesc scan = systable_beginscan(
        inherits, is_up ? InheritsRelidSeqnoIndexId : InheritsParentIndexId, true, snapshot, 1, &key);
    for (HeapTuple tuple = systable_getnext(scan); HeapTupleIsValid(tuple); tuple = systable_getnext(scan)) {
        const auto* form = reinterpret_cast<Form_pg_inherits>(GETSTRUCT(tuple));
        all = list_append_unique_oid(all, is_up ? form->inhparent : form->inhrelid);
    }
    systable_endscan(scan);
    return all;
}

}  // namespace

const ColumnState* TableState::find(AttrNumber number) const {
    const auto found = std::ranges::find(columns, number, &ColumnState::number);
    return found == columns.end() ? nullptr : &*found;
}

std::optional<TableState> state_of(Oid table, Moment moment) {
    // A trigger with a condition, with a list of columns, or that is not always at work, is none.
    static Statement select{
        R"(WITH RECURSIVE tree (relid) AS (SELECT $1 UNION SELECT i.inhrelid FROM pg_inherits i
            JOIN tree ON i.inhparent = tree.relid WHERE NOT i.inhdetachpending)
        SELECT format('%I.%I', n.nspname, c.relname), c.relkind = 'p',
            EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = $1),
            EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = $1 AND r.is_instead
                AND c.relkind IN ('r', 'p')),
            (SELECT string_agg(relid::text, E'\n') FROM tree WHERE relid <> $1),
            (SELECT string_agg(concat_ws(' ', t.tgrelid, p.proname, t.tgtype), E'\n') FROM tree
            JOIN pg_trigger t ON t.tgrelid = tree.relid JOIN pg_proc p ON p.oid = t.tgfoid
            JOIN pg_namespace w ON w.oid = p.pronamespace WHERE w.nspname = 'wf'
            AND p.proname IN ('_row_written', '_row_needs_approval') AND t.tgenabled IN ('O', 'A')
            AND t.tgqual IS NULL AND cardinality(t.tgattr::int2[]) = 0),
            (SELECT string_agg(k.oid::text, E'\n') FROM pg_constraint k WHERE k.conrelid = $1
                AND k.contype = 'c')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1)",
        {OIDOID}};
    const Rows rows = select.run({oid(table)}, access_to(moment));
    if (rows.empty()) return {};
    TableState state{.name = rows.text(0, 1),
                     .is_partitioned = rows.boolean(0, 2),
                     .is_child = rows.boolean(0, 3),
                     .has_rule = rows.boolean(0, 4),
                     .members = lines_of(rows.text(0, 5)),
                     .triggers = lines_of(rows.text(0, 6)),
                     .checks = lines_of(rows.text(0, 7)),
                     .columns = {},
                     .key = {},
                     .key_labels = {}};
    state.columns = columns_of(table, moment);
    state.key = key_columns_of(table, moment);
    state.key_labels = labels_in(state.key, moment);
    return state;
}

std::vector<Oid> relatives_of(Oid table, Moment moment) {
    const List* const found = call([&] {
        const Snapshot snapshot = snapshot_of(moment);
        const Relation inherits = table_open(InheritsRelationId, AccessShareLock);
        List* all = list_make1_oid(table);
        // The list grows while it is read: those above the table, and above these.
        for (int i = 0; i < list_length(all); ++i)
            all = add_relatives(all, inherits, list_nth_oid(all, i), Direction::Up, snapshot);
        all = add_relatives(all, inherits, table, Direction::Down, snapshot);
        table_close(inherits, AccessShareLock);
        return all;
    });
    std::vector<Oid> tables;
    for (int i = 0; i < list_length(found); ++i) tables.push_back(list_nth_oid(found, i));
    return tables;
}

}  // namespace wf::pg
