#include "pg/store/called_definition.hpp"

#include "core/base/lists.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::vector<std::string> keys_called(const EngineRights&, std::int64_t tenant, const std::string& name) {
    static Statement select{
        R"(WITH named AS (SELECT FROM wf.definition WHERE tenant_id = $1 AND key = $2 AND status <> 'draft' LIMIT 1)
        SELECT $2 FROM named
        UNION ALL
        (SELECT key
        FROM wf.definition
        WHERE tenant_id = $1 AND process_id = $2 AND NOT EXISTS (SELECT FROM named)
            AND (status = 'active' OR status = 'suspended' AND NOT EXISTS (SELECT
                FROM wf.definition other
                WHERE other.tenant_id = $1 AND other.process_id = $2 AND other.status = 'active'))
        GROUP BY key
        ORDER BY key COLLATE "C"))",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(name)}, Access::ReadWrite);
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < rows.size(); ++row) keys.push_back(rows.text(row, 1));
    return keys;
}

Error several_called(const std::string& name, const std::vector<std::string>& keys) {
    return Error::make(Code::DefinitionNotFound,
                       "process \"" + name + "\" is that of several definitions: " + listed(keys), "",
                       "Call one of them by its key.");
}

DefinitionRef definition_to_call(const EngineRights& rights, std::int64_t tenant, const std::string& name,
                                 std::optional<std::int32_t> version) {
    const std::vector<std::string> keys = keys_called(rights, tenant, name);
    if (keys.size() > 1) throw several_called(name, keys);
    return definition_to_start(rights, tenant, keys.empty() ? name : keys.front(), version);
}

}  // namespace wf::pg
