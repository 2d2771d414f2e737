#include "pg/store/instance_row.hpp"

#include "core/stored/snapshot.hpp"
#include "core/model/names.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/server/lock_timeout.hpp"
#include "pg/store/locked_rows.hpp"
#include "pg/store/open_rows.hpp"
#include "pg/store/tables.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

#define INSTANCE_COLUMNS_AND(form)                              \
    "definition_id, business_table, business_key, title, " form \
    ", state, seats, parent_instance_id, parent_token, revokes_instance_id, log_hash"
#define INSTANCE_COLUMNS INSTANCE_COLUMNS_AND("data")

using InstanceColumns = std::array<Param, 11>;  // in this order

// Of a row that was given back, the largest.
std::vector<Seat> spare_seats;
constexpr std::size_t most_spare_seats = 2'000;  // less than a megabyte

InstanceRow row_of(std::int64_t instance, const InstanceColumns& columns) {
    const auto& [definition, business_table, business_key, title, data, snapshot, seats, parent, token,
                 revokes, log_hash] = columns;
    std::optional<State> state = decode(text_of(snapshot), text_of(seats), &spare_seats);
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
                       .revokes = int8_of(revokes),
                       .log_hash = text_of(log_hash)};
}

std::optional<InstanceRow> read_row(const Rows& rows, std::int64_t instance, std::size_t at = 0) {
    if (rows.empty()) return {};
    InstanceColumns columns;
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = rows.param(at, static_cast<int>(i) + 1);
    return row_of(instance, columns);
}

InstanceRow row_of(std::int64_t instance, const TableRow& row) {
    using At = InstanceColumn;
    return row_of(instance, InstanceColumns{row[At::definition], row[At::business_table], row[At::business_key],
                                            row[At::title], row[At::data], row[At::state], row[At::seats], row[At::parent],
                                            row[At::parent_token], row[At::revokes], row[At::log_hash]});
}

Param seats_of(const StoredState& stored) {
    return stored.seats && !stored.seats->empty() ? bytes(*stored.seats) : null();
}

Param ended_at(const State& state) { return state.ended_at ? time(state.ended_at) : null(); }

// The instances above this one, the topmost first. Read without a lock: who called whom never changes.
std::vector<std::int64_t> ancestors(std::int64_t tenant, std::int64_t instance) {
    constexpr std::uint64_t parent = std::uint64_t{1} << InstanceColumn::parent;
    std::vector<std::int64_t> ids;
    for (;;) {
        check_interrupts();
        const std::optional<TableRow> row = instance_rows().find({int8(tenant), int8(instance)}, parent);
        if (!row || (*row)[InstanceColumn::parent].is_null) break;
        instance = int8_of((*row)[InstanceColumn::parent]);
        ids.insert(ids.begin(), instance);
    }
    return ids;
}

// Who called each of these, and each of those.
std::map<std::int64_t, std::int64_t> callers_of(std::int64_t tenant, const std::vector<std::int64_t>& instances) {
    static Statement select{
        R"(WITH RECURSIVE up (instance_id, caller) AS (
            SELECT instance_id, parent_instance_id FROM wf.instance
            WHERE tenant_id = $1 AND instance_id = ANY ($2) AND parent_instance_id IS NOT NULL
            UNION
            SELECT i.instance_id, i.parent_instance_id FROM up JOIN wf.instance i ON i.tenant_id = $1
                AND i.instance_id = up.caller WHERE i.parent_instance_id IS NOT NULL)
        SELECT instance_id, caller FROM up)",
        {INT8OID, INT8ARRAYOID}};
    const Rows rows = select.run({int8(tenant), int8_array(instances)}, Access::ReadWrite);
    std::map<std::int64_t, std::int64_t> callers;
    for (std::size_t row = 0; row < rows.size(); ++row) callers.emplace(rows.int8(row, 1), rows.int8(row, 2));
    return callers;
}

// With its place, which is that of this lock.
std::optional<InstanceRow> lock_one(std::int64_t tenant, std::int64_t instance, const RowLocking& how) {
    RowPlace place;
    const std::optional<TableRow> found =
        waiting_for([&] { return "instance " + std::to_string(instance); },
                    [&] { return instance_rows().lock({int8(tenant), int8(instance)}, how, place); });
    if (!found) return {};
    std::optional<InstanceRow> row = row_of(instance, *found);
    row->place = place;
    return row;
}

std::optional<InstanceRow> lock_itself(std::int64_t tenant, std::int64_t instance, LockWaitPolicy wait) {
    // The usual case: nobody has called it.
    std::optional<InstanceRow> row = lock_one(tenant, instance, {.wait = wait, .only_if_null = InstanceColumn::parent});
    if (row) return row;
    const std::vector<std::int64_t> above = ancestors(tenant, instance);
    if (above.empty()) return row;
    for (const std::int64_t id : above)
        if (!lock_one(tenant, id, {.wait = wait})) return row;
    row = lock_one(tenant, instance, {.wait = wait});
    if (row) row->depth = above.size();
    return row;
}

std::optional<InstanceRow> lock(const EngineRights& rights, RowLock row_lock, LockWaitPolicy wait, std::int64_t tenant,
                                std::int64_t instance) {
    LockedRow business_row = lock_business_row(rights, tenant, instance, row_lock);
    if (business_row.is_busy) return {};
    std::optional<InstanceRow> found = lock_itself(tenant, instance, wait);
    if (found) found->business_row = std::move(business_row.row);
    return found;
}

#define BY_ID " FROM wf.instance WHERE tenant_id = $1 AND instance_id = $2 "

}  // namespace

std::optional<InstanceRow> lock_instance(const EngineRights& rights, std::int64_t tenant,
                                         std::int64_t instance) {
    return lock(rights, RowLock::Wait, LockWaitBlock, tenant, instance);
}

std::optional<InstanceRow> try_lock_instance(const EngineRights& rights, std::int64_t tenant,
                                             std::int64_t instance) {
    return lock(rights, RowLock::Skip, LockWaitSkip, tenant, instance);
}

std::vector<InstanceRow> lock_instances(const EngineRights& rights, std::int64_t tenant,
                                        const std::vector<std::int64_t>& instances) {
    lock_business_rows(rights, tenant, instances, RowLock::Wait);
    const std::map<std::int64_t, std::int64_t> callers = callers_of(tenant, instances);
    const std::set<std::int64_t> asked{instances.begin(), instances.end()};
    std::set<std::int64_t> wanted = asked;
    for (const auto& [called, caller] : callers) wanted.insert(caller);
    std::vector<InstanceRow> locked;
    for (const std::int64_t id : wanted) {
        std::optional<InstanceRow> row = lock_one(tenant, id, {});
        if (!row || !asked.contains(id)) continue;
        for (auto above = callers.find(id); above != callers.end(); above = callers.find(above->second)) ++row->depth;
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
    static EngineTable sequence{"instance_id_seq"};
    return call([] {
        PreventCommandIfReadOnly("nextval()");
        return nextval_internal(sequence.id(), false);
    });
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
    const State& state = row.state;
    const StoredState stored = to_store(state, 1);
    instance_rows().insert(
        {int8(tenant), int8(row.instance), int8(row.definition), text_or_null(row.business_table),
         // "" is the key of some rows, too.
         row.business_table.empty() ? null() : text(row.business_key), text_or_null(row.serial_no), text(row.title),
         text(state.initiator), row.parent ? int8(row.parent) : null(),
         row.parent ? int4(static_cast<std::int32_t>(row.parent_token.value)) : null(), time(state.started_at),
         text(name_of(state.status)), int8(state.version), ended_at(state), jsonb(state.data.text),
         bytes(stored.state), row.revokes ? int8(row.revokes) : null(), seats_of(stored), bytes(row.log_hash)});
}

void update_instance(const EngineRights&, std::int64_t tenant, const InstanceRow& row, std::int64_t first,
                     bool data_changed) {
    using At = InstanceColumn;
    note_instance_written();
    const State& state = row.state;
    const StoredState stored = to_store(state, first);
    std::vector<Change> changes{{At::status, text(name_of(state.status))},
                                {At::version, int8(state.version)},
                                {At::ended_at, ended_at(state)},
                                {At::state, bytes(stored.state)},
                                {At::log_hash, bytes(row.log_hash)}};
    if (stored.seats) changes.push_back({At::seats, seats_of(stored)});
    if (data_changed) changes.push_back({At::data, jsonb(state.data.text)});
    instance_rows().update({int8(tenant), int8(row.instance)}, changes, row.place);
}

void give_back(InstanceRow row) {
    std::vector<Seat>& seats = row.state.seats;
    if (seats.size() <= most_seats_within || seats.size() > most_spare_seats || seats.size() < spare_seats.size())
        return;
    for (Seat& seat : seats)
        if (!seat.draft.text.empty()) seat.draft = {};  // may be as large as a form
    spare_seats = std::move(seats);
}

void update_title(const EngineRights&, std::int64_t tenant, std::int64_t instance, const std::string& title) {
    instance_rows().update({int8(tenant), int8(instance)}, {{InstanceColumn::title, text(title)}});
}

}  // namespace wf::pg
