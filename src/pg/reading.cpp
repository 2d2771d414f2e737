#include "pg/reading.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {

bool may_see(const CallerRole& role, std::int64_t tenant, const InstanceRow& row) {
    static Statement query{"SELECT wf._takes_part($1, $2, $3, $4)",
                           {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
    if (role.sees_all) return true;
    return query
        .run({int8(tenant), int8(row.instance), text(row.state.initiator), time(row.state.started_at)},
             Access::ReadOnly)
        .boolean(0, 1);
}

InstanceRow Reading::instance(std::int64_t tenant, std::int64_t instance) const {
    InstanceRow row = must_read_instance(tenant, instance);
    if (may_see(role_, tenant, row)) return row;
    throw Error::make(
        Code::NotAParticipant, "you may not read instance " + std::to_string(instance),
        "You neither started it, nor have you acted on it, have to act now or have got a copy of it.");
}

}  // namespace wf::pg
