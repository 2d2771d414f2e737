#include "pg/reads/asked_person.hpp"

#include "pg/server/engine_rights.hpp"

namespace wf::pg {

std::string asked_person(const EngineRights& rights, const std::optional<std::string>& named,
                         const CallerRole& role, std::int64_t tenant) {
    if (role.sees_all) {
        const std::optional<std::string> person = named_or_current(rights, named, tenant);
        if (person && !person->empty()) return *person;
    }
    return check_actor(rights, named, role, tenant);
}

}  // namespace wf::pg
