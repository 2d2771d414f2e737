#include "pg/store/signed_entries.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/engine_table.hpp"

#include <utility>


#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Lists that are committed, as far as this session has met them. Few: one for each shape of a table.
struct Known {
    std::int64_t tenant;
    std::vector<SignedColumn> columns;
    std::int64_t id;
};

std::vector<Known>& known_lists() {
    static std::vector<Known> known;
    return known;
}

// Ids of a table that was made anew are others.
void forget_another_table() {
    static Oid known = InvalidOid;
    static EngineTable lists{"signed_columns"};
    const Oid table = call([] { return lists.id(); });
    if (table != known) known_lists().clear();
    known = table;
}

// A list that this very transaction has written goes with it if it fails.
void forget(XactEvent event, void*) {
    if (event == XACT_EVENT_ABORT) known_lists().clear();
}
void forget_in_subtransaction(SubXactEvent event, SubTransactionId, SubTransactionId, void*) {
    if (event == SUBXACT_EVENT_ABORT_SUB) known_lists().clear();
}

void forget_on_abort() {
    static const bool registered = [] {
        RegisterXactCallback(forget, nullptr);
        RegisterSubXactCallback(forget_in_subtransaction, nullptr);
        return true;
    }();
    (void)registered;
}

std::vector<std::string> names_of(const std::vector<SignedColumn>& columns) {
    std::vector<std::string> names;
    for (const SignedColumn& column : columns) names.push_back(column.name);
    return names;
}

std::vector<std::int64_t> numbers_of(const std::vector<SignedColumn>& columns) {
    std::vector<std::int64_t> numbers;
    for (const SignedColumn& column : columns) numbers.push_back(column.number);
    return numbers;
}

// One row for each column of each entry.
const std::string entry_rows =
    R"(SELECT l.seq, l.actor, l.node, l.at, l.row_hash, l.row_image::text, c.name, c.number, l.action, l.task_id
    FROM wf.log l
        LEFT JOIN wf.signed_columns s ON s.tenant_id = $1 AND s.signed_columns_id = l.row_columns
        LEFT JOIN LATERAL unnest(s.names, s.numbers) WITH ORDINALITY AS c (name, number, place) ON true
    WHERE l.tenant_id = $1 AND l.instance_id = $2 AND l.at >= $3 AND l.row_hash IS NOT NULL
    )";
const std::string in_order = "ORDER BY l.seq, c.place";

std::vector<SignedEntry> entries_in(const Rows& rows) {
    std::vector<SignedEntry> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (found.empty() || found.back().seq != rows.int8(row, 1))
            found.push_back(
                {.seq = rows.int8(row, 1),
                 .task = rows.int8(row, 10),
                 .action = rows.text(row, 9),
                 .actor = rows.text(row, 2),
                 .node = rows.text(row, 3),
                 .at = rows.time(row, 4),
                 .signature = {.hash = rows.text(row, 5), .columns = {}, .image = rows.text(row, 6)}});
        if (!rows.is_null(row, 7))
            found.back().signature.columns.push_back(
                {.name = rows.text(row, 7), .number = static_cast<AttrNumber>(rows.int8(row, 8))});
    }
    return found;
}

}  // namespace

std::int64_t id_of_columns(const EngineRights&, std::int64_t tenant,
                           const std::vector<SignedColumn>& columns) {
    static Statement select{
        R"(SELECT signed_columns_id
        FROM wf.signed_columns
        WHERE tenant_id = $1 AND names = $2 AND numbers = $3
        ORDER BY 1
        LIMIT 1)",
        {INT8OID, TEXTARRAYOID, INT8ARRAYOID}};
    static Statement insert{
        R"(INSERT INTO wf.signed_columns (tenant_id, names, numbers)
        VALUES ($1, $2, $3)
        RETURNING signed_columns_id)",
        {INT8OID, TEXTARRAYOID, INT8ARRAYOID}};
    forget_another_table();
    for (const Known& known : known_lists())
        if (known.tenant == tenant && known.columns == columns) return known.id;
    forget_on_abort();
    const Param names = text_array(names_of(columns));
    const Param numbers = int8_array(numbers_of(columns));
    Rows rows = select.run({int8(tenant), names, numbers}, Access::ReadWrite);
    if (rows.empty()) rows = insert.run({int8(tenant), names, numbers}, Access::ReadWrite);
    const std::int64_t id = rows.int8(0, 1);
    known_lists().push_back({tenant, columns, id});
    return id;
}

std::vector<SignedEntry> signed_entries(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                                        Instant started_at, Access access) {
    static Statement select{
        entry_rows + "AND l.action IN ('start', 'resubmit', 'approve', 'reject', 'abstain', 'complete') " + in_order,
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    return entries_in(select.run({int8(tenant), int8(instance), time(started_at)}, access));
}

std::optional<SignedEntry> signed_entry(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                                        Instant started_at, std::int64_t seq, Access access) {
    static Statement select{entry_rows + "AND l.seq = $4 " + in_order,
                            {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID}};
    std::vector<SignedEntry> found =
        entries_in(select.run({int8(tenant), int8(instance), time(started_at), int8(seq)}, access));
    if (found.empty()) return {};
    return std::move(found.front());
}

std::optional<RowSignature> last_signature(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                                           Instant started_at, std::int64_t seq) {
    static Statement select{
        R"(SELECT l.row_hash, c.name, c.number FROM (SELECT row_hash, row_columns FROM wf.log
            WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 AND seq <= $4 AND row_hash IS NOT NULL
            ORDER BY seq DESC LIMIT 1) l
        LEFT JOIN wf.signed_columns s ON s.tenant_id = $1 AND s.signed_columns_id = l.row_columns
        LEFT JOIN LATERAL unnest(s.names, s.numbers) AS c (name, number) ON true
        WHERE s.tenant_id IS NOT NULL OR l.row_hash = '')",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(instance), time(started_at), int8(seq)}, Access::ReadWrite);
    if (rows.empty()) return {};
    RowSignature signature{.hash = rows.text(0, 1), .columns = {}, .image = {}};
    for (std::size_t row = 0; row < rows.size() && !rows.is_null(row, 2); ++row)
        signature.columns.push_back({.name = rows.text(row, 2), .number = static_cast<AttrNumber>(rows.int8(row, 3))});
    return signature;
}

}  // namespace wf::pg
