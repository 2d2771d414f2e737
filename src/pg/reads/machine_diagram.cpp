// wf.machine_diagram: a state machine, drawn.
#include "core/machine/drawing.hpp"
#include "pg/machine/attached_machine.hpp"
#include "pg/people/reading.hpp"
#include "pg/reads/diagram_format.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Error no_such_machine(const std::string& key, const std::optional<std::int32_t>& version) {
    return Error::make(Code::MachineNotFound,
                       "there is no state machine \"" + key + "\"" + (version ? " of version " + std::to_string(*version) : ""), "",
                       "State machines are listed in wf.machines.");
}

Machine stored_machine(std::int64_t tenant, const std::string& key, const std::optional<std::int32_t>& version) {
    static Statement select{
        R"(SELECT source::text FROM wf.machine
        WHERE tenant_id = $1 AND key = $2 AND version = coalesce($3, version)
        ORDER BY version DESC LIMIT 1)",
        {INT8OID, TEXTOID, INT4OID}};
    const Rows rows = select.run({int8(tenant), text(key), version ? int4(*version) : null()}, Access::ReadOnly);
    if (rows.empty()) throw no_such_machine(key, version);
    return read_stored_machine(rows.text(0, 1));
}

// As of definitions: people of the cell, and roles that see all of it.
void check_may_know_machines(const Reading& reading, std::int64_t tenant, const std::string& key) {
    const CallerRole& role = reading.role();
    if (role.sees_all || role.designs || current_actor(reading.rights(), tenant)) return;
    throw no_such_machine(key, {});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_machine_diagram);
Datum wf_machine_diagram(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string key = args.required_text("machine_key");
        const DiagramFormat format = diagram_format_of(args.text("format"));
        const std::optional<std::int32_t> version = args.int4("version");
        const std::string language = args.text("language").value_or(settings::language());
        const std::int64_t tenant = args.tenant();
        Reading reading;
        check_may_know_machines(reading, tenant, key);
        const Definition graph = graph_of(stored_machine(tenant, key, version));
        reading.done();
        return text_datum(draw(graph, Marking{graph}, format, language));
    });
}
}
