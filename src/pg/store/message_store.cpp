#include "pg/store/message_store.hpp"

#include "pg/server/engine_lock.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Subscriber read_subscriber(const Rows& rows, std::size_t row) {
    return {.id = rows.int8(row, 1),
            .instance = rows.int8(row, 2),
            .definition = rows.int8(row, 3),
            .node = rows.text(row, 4)};
}

std::optional<Subscriber> first(const Rows& rows) {
    if (rows.empty()) return {};
    return read_subscriber(rows, 0);
}

// In a short transaction; the next run goes on.
constexpr std::int32_t expired_at_once = 10'000;

// What is locked.
std::string channel(const std::string& name, const std::string& key) {
    return "message " + name + '\n' + key;
}

}  // namespace

std::optional<Subscriber> oldest_waiting(const EngineRights&, std::int64_t tenant, const std::string& name,
                                         const std::string& key, const std::vector<std::int64_t>& passed) {
    static Statement select{
        R"(SELECT subscription_id, instance_id, definition_id, node
        FROM wf.subscription
        WHERE name = $2
            AND coalesce(correlation_key, '') = $3
            AND tenant_id = $1
            AND kind = 'message'
            AND instance_id IS NOT NULL
            AND subscription_id <> ALL ($4)
        ORDER BY created_at, subscription_id
        LIMIT 1)",
        {INT8OID, TEXTOID, TEXTOID, INT8ARRAYOID}};
    return first(select.run({int8(tenant), text(name), text(key), int8_array(passed)}, Access::ReadWrite));
}

std::optional<Subscriber> oldest_message_start(const EngineRights&, std::int64_t tenant,
                                               const std::string& name) {
    static Statement select{
        R"(SELECT subscription_id, NULL::bigint, definition_id, node
        FROM wf.subscription
        WHERE name = $2
            AND coalesce(correlation_key, '') = ''
            AND tenant_id = $1
            AND kind = 'message'
            AND instance_id IS NULL
        ORDER BY created_at, subscription_id DESC
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    return first(select.run({int8(tenant), text(name)}, Access::ReadWrite));
}

std::vector<Subscriber> signal_receivers(const EngineRights&, std::int64_t tenant, const std::string& name) {
    static Statement select{
        R"(SELECT subscription_id, instance_id, definition_id, node
        FROM wf.subscription
        WHERE name = $2 AND coalesce(correlation_key, '') = '' AND tenant_id = $1 AND kind = 'signal'
        ORDER BY instance_id NULLS LAST, abs(subscription_id))",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(name)}, Access::ReadWrite);
    std::vector<Subscriber> receivers;
    for (std::size_t row = 0; row < rows.size(); ++row) receivers.push_back(read_subscriber(rows, row));
    return receivers;
}

void lock_to_buffer(std::int64_t tenant, const std::string& name, const std::string& key) {
    engine_lock(channel(name, key), tenant);
}

void lock_to_wait(std::int64_t tenant, const std::string& name, const std::string& key) {
    engine_lock(channel(name, key), tenant, Sharing::WithOthers);
}

void buffer_message(const EngineRights&, std::int64_t tenant, const Message& message, Instant at,
                    Instant expires_at) {
    static Statement insert{
        R"(INSERT INTO wf.message (tenant_id, name, correlation_key, payload, sent_by, sent_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7))",
        {INT8OID, TEXTOID, TEXTOID, JSONBOID, TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
    insert.run({int8(tenant), text(message.name), text_or_null(message.key), jsonb(message.payload),
                text_or_null(message.sender), time(at), time(expires_at)},
               Access::ReadWrite);
}

std::optional<Message> take_buffered(const EngineRights&, std::int64_t tenant, const std::string& name,
                                     const std::string& key, Instant at) {
    // Two who begin to wait at once: the second waits for the first to commit, then takes the next one.
    static Statement take{
        R"(DELETE FROM wf.message WHERE tenant_id = $1 AND message_id = (
            SELECT message_id FROM wf.message WHERE name = $2 AND coalesce(correlation_key, '') = $3
                AND tenant_id = $1
            AND expires_at > $4 ORDER BY message_id LIMIT 1 FOR UPDATE) RETURNING payload::text, sent_by)",
        {INT8OID, TEXTOID, TEXTOID, TIMESTAMPTZOID}};
    const Rows rows = take.run({int8(tenant), text(name), text(key), time(at)}, Access::ReadWrite);
    if (rows.empty()) return {};
    return Message{.name = name, .key = key, .payload = rows.text(0, 1), .sender = rows.text(0, 2)};
}

void delete_expired_messages(const EngineRights&, Instant at) {
    static Statement statement{
        R"(DELETE FROM wf.message
        WHERE (tenant_id, message_id) IN (SELECT tenant_id, message_id FROM wf.message
            WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED))",
        {TIMESTAMPTZOID, INT4OID}};
    statement.run({time(at), int4(expired_at_once)}, Access::ReadWrite);
}

std::vector<Unmatched> unmatched_messages(const EngineRights&, Instant at, std::int32_t limit) {
    static Statement select{
        R"(SELECT DISTINCT m.tenant_id, m.name, coalesce(m.correlation_key, '')
        FROM wf.message m
        WHERE m.expires_at > $1
            AND EXISTS (SELECT FROM wf.subscription s WHERE s.name = m.name
                AND coalesce(s.correlation_key, '') = coalesce(m.correlation_key, '')
                AND s.tenant_id = m.tenant_id AND s.kind = 'message' AND s.instance_id IS NOT NULL)
        LIMIT $2)",
        {TIMESTAMPTZOID, INT4OID}};
    const Rows rows = select.run({time(at), int4(limit)}, Access::ReadWrite);
    std::vector<Unmatched> found;
    for (std::size_t row = 0; row < rows.size(); ++row)
        found.push_back({rows.int8(row, 1), rows.text(row, 2), rows.text(row, 3)});
    return found;
}

}  // namespace wf::pg
