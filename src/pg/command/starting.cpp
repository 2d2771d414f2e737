#include "pg/command/starting.hpp"

#include "core/model/serial.hpp"
#include "pg/server/engine_lock.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

void lock_start_limit(const EngineRights&, std::int64_t tenant, const Definition& definition,
                      const Start& start, const PersonId& actor) {
    const bool is_limited =
        definition.starting.max_count > 0 && start.parent.value == 0 && actor != system_actor;
    if (!is_limited) return;
    const bool per_person = definition.starting.is_count_per_person;
    engine_lock("start " + definition.key + '\n' + (per_person ? actor : ""), tenant);
}

std::string next_serial_no(const EngineRights&, std::int64_t tenant, const Definition& definition,
                           Instant at) {
    static Statement next{"SELECT wf._next_serial($1, $2, $3)", {INT8OID, TEXTOID, BOOLOID}};
    if (!definition.starting.serial) return {};
    const SerialSettings& serial = *definition.starting.serial;
    const std::string stem =
        serial_stem(serial, at, definition.zone_or(settings::decide_limits(tenant).time_zone));
    const Rows rows = next.run({int8(tenant), text(stem), boolean(serial.is_gapless)}, Access::ReadWrite);
    return serial_no(stem, rows.int8(0, 1), serial.digits);
}

}  // namespace wf::pg
