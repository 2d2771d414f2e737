// wf.startable: what a person may start.
#include "core/decide/may_start.hpp"
#include "pg/server/arguments.hpp"
#include "pg/reads/asked_person.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/command/sql_world.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Those that the caller's role may use.
std::vector<DefinitionRef> active_definitions(const EngineRights& rights, std::int64_t tenant,
                                              const CallerRole& role) {
    static Statement select{
        "SELECT definition_id FROM wf.definition WHERE tenant_id = $1 AND status = 'active' "
        "AND ($2 IS NULL OR definition_id = ANY ($2)) ORDER BY key COLLATE \"C\"",
        {INT8OID, INT8ARRAYOID}};
    const auto usable = usable_definitions(rights, role);
    const Rows rows = select.run({int8(tenant), usable ? int8_array(*usable) : null()}, Access::ReadOnly);
    std::vector<std::int64_t> ids;
    for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(rows.int8(row, 1));
    std::vector<DefinitionRef> definitions;
    for (const std::int64_t id : ids) {
        check_interrupts();
        definitions.push_back(definition_by_id(rights, tenant, id));
    }
    return definitions;
}

Refusal refusal_of(const EngineRights& rights, std::int64_t tenant, const Definition& definition,
                   const Actor& actor, World& world) {
    if (world.active({actor.id}).empty()) return refuse::unknown_person(actor.id);
    if (!may_start(rights, tenant, actor, definition, Access::ReadOnly))
        return refuse::may_not_start(actor.id, definition.key);
    return check_may_start(definition, actor.id, GetCurrentTimestamp(),
                           settings::decide_limits(tenant).time_zone, world);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_startable);
Datum wf_startable(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        const Actor person{.id = asked_person(reading.rights(), actor, reading.role(), tenant),
                           .administers = reading.role().administers};
        const InstanceRow none;
        SqlWorld world{reading.rights(), tenant, none};
        for (const DefinitionRef& definition : active_definitions(reading.rights(), tenant, reading.role())) {
            const Definition& compiled = definition->compiled;
            const Refusal refused = refusal_of(reading.rights(), tenant, compiled, person, world);
            rows.add({pg::text(compiled.key), pg::text(compiled.name.in(settings::language(), compiled.key)),
                      boolean(!refused), refused ? pg::text(refused->message) : null()});
        }
        reading.done();
        return Datum{0};
    });
}
}
