#include "pg/store/instance_row.hpp"

#include "core/stored/snapshot.hpp"
#include "core/model/names.hpp"
#include "pg/store/instance_table.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/store/locked_rows.hpp"
#include "pg/store/open_rows.hpp"
#include "pg/host/row_by_key.hpp"
#include "pg/server/spi.hpp"

#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

#define INSTANCE_COLUMNS_AND(form)                              \
    "definition_id, business_table, business_key, title, " form \
    ", state, parent_instance_id, parent_token, revokes_instance_id"
#define INSTANCE_COLUMNS INSTANCE_COLUMNS_AND("data")

using InstanceColumns = std::array<Param, 9>;  // in this order

InstanceRow row_of(std::int64_t instance, const InstanceColumns& columns) {
    const auto& [definition, business_table, business_key, title, data, snapshot, parent, token, revokes] = columns;
    std::optional<State> state = decode(text_of(snapshot));
    if (!state)
        throw Error::make(Code::BadLog,
                          "the snapshot of instance " + std::to_string(instance) + " cannot be read",
                          "It is damaged, or a newer version of the engine wrote it.",
                          "The log is the truth: compare with wf.replay(" + std::to_string(instance) + ").");
    state->data.text = json_of(data);
    return InstanceRow{.instance = instance,
                       .definition = int8_of(definition),
                       .business_table = text_of(business_table),
                       .business_key = text_of(business_key),
                       .title = text_of(title),
                       .state = std::move(*state),
                       .parent = int8_of(parent),
                       .parent_token = TokenId{static_cast<std::uint32_t>(int4_of(token))},
                       .revokes = int8_of(revokes)};
}

std::optional<InstanceRow> read_row(const Rows& rows, std::int64_t instance, std::size_t at = 0) {
    if (rows.empty()) return {};
    InstanceColumns columns;
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = rows.param(at, static_cast<int>(i) + 1);
    return row_of(instance, columns);
}

// One that nobody called; others are not there.
std::optional<InstanceRow> lock_uncalled(std::int64_t tenant, std::int64_t instance, LockWaitPolicy wait) {
    const InstanceTable at = call([] { return instance_table(); });
    const RowByKey row = lock_row_by_key(at.table, at.key_index, {int8(tenant), int8(instance)},
                                         {.mode = LockTupleExclusive, .wait = wait, .only_if_null = at.parent});
    if (!row.is_there) return {};
    return row_of(instance, {row[at.definition], row[at.business_table], row[at.business_key], row[at.title],
                             row[at.data], row[at.state], row[at.parent], row[at.parent_token], row[at.revokes]});
}

Param ended_at(const State& state) { return state.ended_at ? time(state.ended_at) : null(); }

// The instances above this one, the topmost first. Read without a lock: who called whom never changes.
std::vector<std::int64_t> ancestors(std::int64_t tenant, std::int64_t instance) {
    static Statement select{
        R"(WITH RECURSIVE up (instance_id, level) AS (
            SELECT parent_instance_id, 1 FROM wf.instance
            WHERE tenant_id = $1 AND instance_id = $2 AND parent_instance_id IS NOT NULL
            UNION ALL
            SELECT i.parent_instance_id, up.level + 1 FROM up JOIN wf.instance i ON i.tenant_id = $1 AND
            i.instance_id = up.instance_id WHERE i.parent_instance_id IS NOT NULL)
        SELECT instance_id FROM up ORDER BY level DESC)",
        {INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(instance)}, Access::ReadWrite);
    std::vector<std::int64_t> ids;
    for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(rows.int8(row, 1));
    return ids;
}

// One way to lock: first the row that the instance is about, then the instance; those that called it before it.
struct Lock {
    RowLock row;
    LockWaitPolicy wait;
    Statement ancestor;
    Statement called;
};

std::optional<InstanceRow> lock_itself(Lock& with, std::int64_t tenant, std::int64_t instance) {
    if (std::optional<InstanceRow> uncalled = lock_uncalled(tenant, instance, with.wait)) return uncalled;
    const std::vector<std::int64_t> above = ancestors(tenant, instance);
    if (above.empty()) return {};
    for (const std::int64_t id : above)
        if (with.ancestor.run({int8(tenant), int8(id)}, Access::ReadWrite).empty()) return {};
    std::optional<InstanceRow> row =
        read_row(with.called.run({int8(tenant), int8(instance)}, Access::ReadWrite), instance);
    if (row) row->depth = above.size();
    return row;
}

std::optional<InstanceRow> lock(const EngineRights& rights, Lock& with, std::int64_t tenant,
                                std::int64_t instance) {
    LockedRow business_row = lock_business_row(rights, tenant, instance, with.row);
    if (business_row.is_busy) return {};
    std::optional<InstanceRow> found = lock_itself(with, tenant, instance);
    if (found) found->business_row = std::move(business_row.row);
    return found;
}

#define BY_ID " FROM wf.instance WHERE tenant_id = $1 AND instance_id = $2 "

}  // namespace

std::optional<InstanceRow> lock_instance(const EngineRights& rights, std::int64_t tenant,
                                         std::int64_t instance) {
    static Lock waiting{.row = RowLock::Wait,
                        .wait = LockWaitBlock,
                        .ancestor{"SELECT 1" BY_ID "FOR UPDATE", {INT8OID, INT8OID}},
                        .called{"SELECT " INSTANCE_COLUMNS BY_ID "FOR UPDATE", {INT8OID, INT8OID}}};
    return lock(rights, waiting, tenant, instance);
}

std::optional<InstanceRow> try_lock_instance(const EngineRights& rights, std::int64_t tenant,
                                             std::int64_t instance) {
    static Lock trying{
        .row = RowLock::Skip,
        .wait = LockWaitSkip,
        .ancestor{"SELECT 1" BY_ID "FOR UPDATE SKIP LOCKED", {INT8OID, INT8OID}},
        .called{"SELECT " INSTANCE_COLUMNS BY_ID "FOR UPDATE SKIP LOCKED", {INT8OID, INT8OID}}};
    return lock(rights, trying, tenant, instance);
}

std::vector<InstanceRow> lock_instances(const EngineRights& rights, std::int64_t tenant,
                                        const std::vector<std::int64_t>& instances) {
    static Statement lock_all{
        "WITH RECURSIVE wanted (instance_id) AS ("
        "  SELECT unnest($2) "
        "  UNION "
        "  SELECT i.parent_instance_id FROM wanted w JOIN wf.instance i ON i.tenant_id = $1 AND "
        "  i.instance_id = w.instance_id WHERE i.parent_instance_id IS NOT NULL) "
        "SELECT " INSTANCE_COLUMNS
        ", instance_id, instance_id = ANY ($2) FROM wf.instance "
        "WHERE tenant_id = $1 AND instance_id IN (SELECT instance_id FROM wanted) "
        "ORDER BY instance_id FOR UPDATE",
        {INT8OID, INT8ARRAYOID}};
    lock_business_rows(rights, tenant, instances, RowLock::Wait);
    const Rows rows = lock_all.run({int8(tenant), int8_array(instances)}, Access::ReadWrite);
    std::vector<InstanceRow> locked;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (!rows.boolean(at, 11)) continue;
        std::optional<InstanceRow> row = read_row(rows, rows.int8(at, 10), at);
        if (row->parent) row = lock_instance(rights, tenant, row->instance);  // for its depth
        locked.push_back(std::move(*row));
    }
    return locked;
}

std::optional<InstanceRow> read_instance(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                                         Access access, FormPart form) {
    static Statement whole{"SELECT " INSTANCE_COLUMNS BY_ID, {INT8OID, INT8OID}};
    static Statement bare{"SELECT " INSTANCE_COLUMNS_AND("'{}'::jsonb") BY_ID, {INT8OID, INT8OID}};
    Statement& select = form == FormPart::All ? whole : bare;
    return read_row(select.run({int8(tenant), int8(instance)}, access), instance);
}

feel::Entries read_fields(const EngineRights&, std::int64_t tenant, std::int64_t instance,
                          const std::vector<std::string>& names) {
    static Statement select{"SELECT data" BY_ID, {INT8OID, INT8OID}};
    if (names.empty()) return {};
    const Rows rows = select.run({int8(tenant), int8(instance)}, Access::ReadOnly);
    bool is_null = true;
    const Datum data = rows.empty() ? Datum{0} : rows.datum(0, 1, is_null);
    if (is_null) return {};
    const auto form = JsonbObject::of(call([&] { return DatumGetJsonbP(data); }));
    feel::Entries fields;
    for (const std::string& name : names)
        if (std::optional<feel::Value> value = form ? form->get(name) : std::nullopt)
            fields.emplace_back(name, std::move(*value));
    return fields;
}

InstanceRow must_read_instance(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                               FormPart form) {
    if (std::optional<InstanceRow> row = read_instance(rights, tenant, instance, Access::ReadOnly, form))
        return std::move(*row);
    throw Error::make(Code::InstanceNotFound, "instance " + std::to_string(instance) + " does not exist", "",
                      "Instances are listed in wf.instance_list.");
}

std::int64_t next_instance_id(const EngineRights&) {
    static Statement next{"SELECT nextval('wf.instance_id_seq')", {}};
    return next.run({}, Access::ReadWrite).int8(0, 1);
}

std::vector<std::int64_t> running_children(const EngineRights&, std::int64_t tenant, std::int64_t parent,
                                           const std::vector<TokenId>& tokens) {
    static Statement select{
        R"(SELECT instance_id
        FROM wf.instance
        WHERE tenant_id = $1 AND parent_instance_id = $2 AND parent_token = ANY ($3) AND ended_at IS NULL
        ORDER BY instance_id)",
        {INT8OID, INT8OID, INT8ARRAYOID}};
    std::vector<std::int64_t> numbers;
    for (const TokenId token : tokens) numbers.push_back(token.value);
    const Rows rows = select.run({int8(tenant), int8(parent), int8_array(numbers)}, Access::ReadWrite);
    std::vector<std::int64_t> children;
    for (std::size_t row = 0; row < rows.size(); ++row) children.push_back(rows.int8(row, 1));
    return children;
}

void insert_instance(const EngineRights&, std::int64_t tenant, const InstanceRow& row) {
    note_instance_written();
    static Statement insert{
        R"(INSERT INTO wf.instance (tenant_id, instance_id, definition_id, business_table, business_key, title,
            initiator, started_at, status, version, ended_at, data, state, parent_instance_id, parent_token,
            serial_no, revokes_instance_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17))",
        {INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID, TEXTOID, INT8OID,
         TIMESTAMPTZOID, JSONBOID, BYTEAOID, INT8OID, INT4OID, TEXTOID, INT8OID}};
    const State& state = row.state;
    insert.run({int8(tenant), int8(row.instance), int8(row.definition), text_or_null(row.business_table),
                // "" is the key of some rows, too.
                row.business_table.empty() ? null() : text(row.business_key), text(row.title), text(state.initiator),
                time(state.started_at), text(name_of(state.status)), int8(state.version), ended_at(state),
                jsonb(state.data.text), bytes(encode(state)), row.parent ? int8(row.parent) : null(),
                row.parent ? int4(static_cast<std::int32_t>(row.parent_token.value)) : null(),
                text_or_null(row.serial_no), row.revokes ? int8(row.revokes) : null()},
               Access::ReadWrite);
}

void update_instance(const EngineRights&, std::int64_t tenant, std::int64_t instance, const State& state,
                     bool data_changed) {
    note_instance_written();
    static Statement update{
        R"(UPDATE wf.instance
        SET status = $3, version = $4, ended_at = $5, state = $6
        WHERE tenant_id = $1 AND instance_id = $2)",
        {INT8OID, INT8OID, TEXTOID, INT8OID, TIMESTAMPTZOID, BYTEAOID}};
    static Statement update_with_data{
        R"(UPDATE wf.instance
        SET status = $3, version = $4, ended_at = $5, state = $6, data = $7
        WHERE tenant_id = $1 AND instance_id = $2)",
        {INT8OID, INT8OID, TEXTOID, INT8OID, TIMESTAMPTZOID, BYTEAOID, JSONBOID}};
    const Param status = text(name_of(state.status));
    const Param snapshot = bytes(encode(state));
    if (data_changed)
        update_with_data.run({int8(tenant), int8(instance), status, int8(state.version), ended_at(state),
                              snapshot, jsonb(state.data.text)},
                             Access::ReadWrite);
    else
        update.run({int8(tenant), int8(instance), status, int8(state.version), ended_at(state), snapshot},
                   Access::ReadWrite);
}

void update_title(const EngineRights&, std::int64_t tenant, std::int64_t instance, const std::string& title) {
    static Statement update{"UPDATE wf.instance SET title = $3 WHERE tenant_id = $1 AND instance_id = $2",
                            {INT8OID, INT8OID, TEXTOID}};
    update.run({int8(tenant), int8(instance), text(title)}, Access::ReadWrite);
}

}  // namespace wf::pg
