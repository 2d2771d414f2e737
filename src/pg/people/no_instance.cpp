#include "pg/people/no_instance.hpp"

#include "pg/server/spi.hpp"

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

Error no_instance(const EngineRights&, const CallerRole& role, std::int64_t tenant, std::int64_t instance) {
    static Statement select{
        R"(SELECT format('It was purged on %s by %s (database role %s): %s', to_char(purged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
            purged_by, db_role, reason)
        FROM wf.purged
        WHERE tenant_id = $1 AND instance_id = $2)",
        {INT8OID, INT8OID}};
    std::string detail;
    if (role.sees_all)
        if (const Rows rows = select.run({int8(tenant), int8(instance)}, Access::ReadOnly); !rows.empty())
            detail = rows.text(0, 1);
    return Error::make(Code::InstanceNotFound, "instance " + std::to_string(instance) + " does not exist", std::move(detail),
                       "Instances are listed in wf.instance_list.");
}

}  // namespace wf::pg
