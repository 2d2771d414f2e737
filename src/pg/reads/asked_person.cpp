#include "pg/reads/asked_person.hpp"

#include "pg/server/engine_rights.hpp"

namespace wf::pg {

std::string asked_person(const EngineRights& rights, const std::optional<std::string>& actor,
                         const CallerRole& role, std::int64_t tenant) {
    const bool is_named = actor && !actor->empty();
    return is_named && role.sees_all ? *actor : check_actor(rights, actor, role, tenant);
}

}  // namespace wf::pg
