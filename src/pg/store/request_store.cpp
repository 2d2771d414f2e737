#include "pg/store/request_store.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/lock_timeout.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// `target` 0: a command without one.
bool insert(const RequestKey& key, std::string_view action, std::int64_t target,
            std::int64_t result) {
    static Statement statement{
        R"(INSERT INTO wf.request (tenant_id, request_id, action, target_id, result, at, actor, definition_key)
        VALUES ($1, $2, $3, nullif($4, 0), $5, clock_timestamp(), $6, $7)
        ON CONFLICT DO NOTHING
        RETURNING 1)",
        {INT8OID, TEXTOID, TEXTOID, INT8OID, INT8OID, TEXTOID, TEXTOID}};
    const auto run = [&] {
        return statement.run({int8(key.tenant), text(key.id), text(action), int8(target), int8(result),
                              text(key.actor), text(key.definition)},
                             Access::ReadWrite);
    };
    return !waiting_for([&] { return "request_id \"" + key.id + "\""; }, run).empty();
}

[[noreturn]] void reused(const std::string& id, const std::string& what) {
    throw Error::make(Code::RequestReused, "request_id \"" + id + "\" has been used for another command",
                      what, "Use a new request_id for each command.");
}

}  // namespace

std::optional<std::int64_t> find_request(const EngineRights&, const RequestKey& key, std::string_view action,
                                         std::int64_t target) {
    static Statement select{
        R"(SELECT action, coalesce(target_id, 0), result
        FROM wf.request
        WHERE tenant_id = $1 AND request_id = $2 AND actor = $3 AND definition_key = $4)",
        {INT8OID, TEXTOID, TEXTOID, TEXTOID}};
    const Rows rows = select.run({int8(key.tenant), text(key.id), text(key.actor), text(key.definition)},
                                 Access::ReadWrite);
    if (rows.empty()) return {};
    if (rows.text(0, 1) != action || rows.int8(0, 2) != target)
        reused(key.id, "It was \"" + rows.text(0, 1) + "\"" +
                       (rows.int8(0, 2) ? " on " + std::to_string(rows.int8(0, 2)) : "") + ".");
    return rows.int8(0, 3);
}

void remember_request(const EngineRights&, const RequestKey& key, std::string_view action,
                      std::int64_t target, std::int64_t result) {
    if (!insert(key, action, target, result)) reused(key.id, "Another session is using it now.");
}

std::optional<std::int64_t> take_request(const EngineRights& rights, const RequestKey& key,
                                         std::string_view action, std::int64_t result) {
    if (insert(key, action, 0, result)) return {};
    return find_request(rights, key, action, 0);
}

void settle_request(const EngineRights&, const RequestKey& key, std::int64_t result) {
    static Statement update{
        R"(UPDATE wf.request
        SET result = $3
        WHERE tenant_id = $1 AND request_id = $2 AND actor = $4 AND definition_key = $5)",
        {INT8OID, TEXTOID, INT8OID, TEXTOID, TEXTOID}};
    update.run({int8(key.tenant), text(key.id), int8(result), text(key.actor), text(key.definition)},
               Access::ReadWrite);
}

}  // namespace wf::pg
