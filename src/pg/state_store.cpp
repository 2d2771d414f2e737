#include "pg/state_store.hpp"

#include "core/codec/state_codec.hpp"
#include "core/names.hpp"
#include "pg/spi.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

#define INSTANCE_COLUMNS "definition_id, business_table, business_key, title, data::text, state"

std::optional<InstanceRow> read_row(const Rows& rows, std::int64_t instance) {
    if (rows.empty()) return {};
    std::optional<State> state = decode(rows.text(0, 6));
    if (!state)
        throw Error::make(Code::BadLog,
                          "the snapshot of instance " + std::to_string(instance) + " can't be read",
                          "It is damaged, or a newer version of the engine wrote it.",
                          "The log is the truth: compare with wf.replay(" + std::to_string(instance) + ").");
    state->data.text = rows.text(0, 5);
    return InstanceRow{.instance = instance,
                       .definition = rows.int8(0, 1),
                       .business_table = rows.text(0, 2),
                       .business_key = rows.text(0, 3),
                       .title = rows.text(0, 4),
                       .state = std::move(*state)};
}

Param ended_at(const State& state) { return state.ended_at ? time(state.ended_at) : null(); }

}  // namespace

std::optional<InstanceRow> lock_instance(std::int64_t tenant, std::int64_t instance) {
    static Statement select{"SELECT " INSTANCE_COLUMNS
                            " FROM wf.instance WHERE tenant_id = $1 AND instance_id = $2 FOR UPDATE",
                            {INT8OID, INT8OID}};
    return read_row(select.run({int8(tenant), int8(instance)}, Access::ReadWrite), instance);
}

std::optional<InstanceRow> read_instance(std::int64_t tenant, std::int64_t instance) {
    static Statement select{"SELECT " INSTANCE_COLUMNS
                            " FROM wf.instance WHERE tenant_id = $1 AND instance_id = $2",
                            {INT8OID, INT8OID}};
    return read_row(select.run({int8(tenant), int8(instance)}, Access::ReadOnly), instance);
}

InstanceRow must_read_instance(std::int64_t tenant, std::int64_t instance) {
    if (std::optional<InstanceRow> row = read_instance(tenant, instance)) return std::move(*row);
    throw Error::make(Code::InstanceNotFound, "instance " + std::to_string(instance) + " does not exist", "",
                      "Instances are listed in wf.instance_list.");
}

std::int64_t next_instance_id() {
    static Statement next{"SELECT nextval('wf.instance_id_seq')", {}};
    return next.run({}, Access::ReadWrite).int8(0, 1);
}

void insert_instance(std::int64_t tenant, const InstanceRow& row) {
    static Statement insert{
        "INSERT INTO wf.instance (tenant_id, instance_id, definition_id, business_table, business_key, "
        "title, initiator, "
        "started_at, status, version, ended_at, data, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, $11, $12, $13)",
        {INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID, TEXTOID, INT8OID,
         TIMESTAMPTZOID, JSONBOID, BYTEAOID}};
    const State& state = row.state;
    insert.run({int8(tenant), int8(row.instance), int8(row.definition), text_or_null(row.business_table),
                text_or_null(row.business_key), text(row.title), text(state.initiator),
                time(state.started_at), text(name_of(state.status)), int8(state.version), ended_at(state),
                jsonb(state.data.text), bytes(encode(state))},
               Access::ReadWrite);
}

void update_instance(std::int64_t tenant, std::int64_t instance, const State& state, bool data_changed) {
    static Statement update{
        "UPDATE wf.instance SET status = $3, version = $4, ended_at = $5, state = $6 WHERE tenant_id = $1 "
        "AND instance_id = $2",
        {INT8OID, INT8OID, TEXTOID, INT8OID, TIMESTAMPTZOID, BYTEAOID}};
    static Statement update_with_data{
        "UPDATE wf.instance SET status = $3, version = $4, ended_at = $5, state = $6, data = $7 "
        "WHERE tenant_id = $1 AND instance_id = $2",
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

}  // namespace wf::pg
