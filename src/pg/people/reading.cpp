#include "pg/people/reading.hpp"

#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/no_instance.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

namespace {

const std::string& key_of(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row) {
    return definition_by_id(rights, tenant, row.definition)->compiled.key;
}

[[noreturn]] void no_such_task(std::int64_t task) {
    throw Error::make(Code::TaskNotFound, "task " + std::to_string(task) + " does not exist", "",
                      "Open tasks are listed in wf.todo.");
}

}  // namespace

bool person_sees(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                 const InstanceRow& row) {
    static Statement takes_part{"SELECT wf._person_takes_part($1, $2, $3, $4, $5)",
                                {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID, TEXTOID}};
    return takes_part
               .run({int8(tenant), int8(row.instance), text(row.state.initiator), time(row.state.started_at),
                     text(person)},
                    Access::ReadOnly)
               .boolean(0, 1) ||
           administers(rights, tenant, person, definition_by_id(rights, tenant, row.definition)->compiled,
                       Access::ReadOnly);
}

bool may_see(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
             const InstanceRow& row) {
    if (!may_use(rights, role, tenant, key_of(rights, tenant, row))) return false;
    if (role.sees_all) return true;
    if (tenant != settings::tenant()) return false;
    const std::optional<std::string> me = current_actor(rights, tenant);
    return me && person_sees(rights, tenant, *me, row);
}

InstanceRow Reading::row(std::int64_t tenant, std::int64_t instance, FormPart form) const {
    if (std::optional<InstanceRow> row = read_instance(rights(), tenant, instance, Access::ReadOnly, form))
        return std::move(*row);
    throw no_instance(rights(), role_, tenant, instance);
}

InstanceRow Reading::instance(std::int64_t tenant, std::int64_t instance, FormPart form) const {
    InstanceRow row = this->row(tenant, instance, form);
    check_may_use(rights(), role_, tenant, key_of(rights(), tenant, row));
    if (may_see(rights(), role_, tenant, row)) return row;
    throw Error::make(
        Code::NotAParticipant, "you may not read instance " + std::to_string(instance),
        "Only its initiator, people who have acted or have to act, and recipients of a copy take part in it.");
}

InstanceRow Reading::instance_with_task(std::int64_t tenant, std::int64_t task) const {
    const std::int64_t instance = instance_of_task(task);
    const SeatId seat = seat_of_task(task);
    if (instance <= 0 || !read_instance(rights(), tenant, instance, Access::ReadOnly)) no_such_task(task);
    InstanceRow row = this->instance(tenant, instance);
    if (seat.value == 0 || seat.value > row.state.last_seat) no_such_task(task);
    return row;
}

}  // namespace wf::pg
