// wf.simulate and wf.predict: who would approve this, and why; who will.
#include "core/base/local_message.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/host/business_row.hpp"
#include "pg/server/chosen.hpp"
#include "pg/people/directory.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/command/outlook_of.hpp"
#include "pg/server/read_only.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/reads/simulation.hpp"
#include "pg/command/sql_world.hpp"
#include "pg/people/visible_row.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void add_rows(RowSet& rows, const Definition& definition, const Simulation& simulation) {
    for (const SimulationRow& row : simulation.rows) {
        const Node* node = definition.find_node(row.node);
        const std::string_view name = node ? node->name.in(settings::language(), row.node) : "";
        rows.add({int4(row.step), text(name_of(row.what)), text_or_null(row.node), text_or_null(name),
                  node ? text(name_of(node->type)) : null(), text_or_null(row.person),
                  text_or_null(row.on_behalf_of), text_or_null(row.rule), text_or_null(row.result),
                  row.at ? time(row.at) : null(),
                  text_or_null(in_language(row.detail, settings::language()))});
    }
}

// What finds nobody goes to the administrators, or waits for them.
void note_missing_administrators(const EngineRights& rights, std::int64_t tenant, Simulation& simulation) {
    for (SimulationRow& row : simulation.rows) {
        if (row.what != Told::Held && row.person != "role:admin") continue;
        if (!is_empty_group(rights, tenant, "role:admin")) return;
        row.detail += (row.detail.empty() ? "" : "; ") + std::string{"nobody administers: role \""} +
                      settings::administrators_role() + "\" has no active member";
    }
}

// Everybody may ask about their own requests.
void check_initiator(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                     const std::optional<std::string>& person) {
    if (!person || person->empty())
        throw Error::make(Code::ActorUnknown, "it is not known whose request to simulate", "",
                          "Pass initiator => 'person'.");
    if (!may_simulate_others(role) && current_actor(rights, tenant) != person)
        throw Error::make(
            Code::MayNotActForOthers, "this database role may not simulate requests of \"" + *person + "\"",
            "A simulation shows the organisation, so everybody else simulates only their own requests.",
            "GRANT wf_designer TO the role of whoever designs processes.");
    if (!find_person(rights, tenant, *person, Access::ReadOnly))
        throw Error::make(Code::UnknownPerson, "person \"" + *person + "\" does not exist", "",
                          "Persons are loaded with wf.load_directory.");
}

// Whoever may not read everything is not shown what they could not read themselves.
SimulationOptions options_for(const CallerRole& role, std::int64_t tenant,
                              std::initializer_list<const char*> secret) {
    SimulationOptions options = simulation_options(tenant);
    if (!may_simulate_others(role)) options.secret.assign(secret.begin(), secret.end());
    return options;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_simulate);
Datum wf_simulate(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string key = args.required_text("definition");
        Request request{};
        const std::optional<std::string> initiator = args.text("initiator");
        request.data = args.json("data").value_or(Json{"{}"});
        request.at = args.required_time("at");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::optional<std::string> table = args.text("business_table");
        request.business_key = args.text("business_key").value_or("");
        request.chosen = read_chosen(args.json("chosen"));
        const std::int64_t tenant = args.tenant();
        if (table) request.business_table = resolve_business_table(*table);
        RowSet rows{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        request.initiator = named_or_current(reading.rights(), initiator, tenant).value_or("");
        check_initiator(reading.rights(), reading.role(), tenant, request.initiator);
        const DefinitionRef definition =
            definition_for(reading.rights(), reading.role(), tenant, key, version);
        request.business_table =
            bound_table(reading.rights(), request.business_table, !request.business_key.empty(),
                        definition->compiled.business_table);
        request.business_key = key_as_kept(reading.rights(), request.business_table, request.business_key);
        SimulationOptions options = options_for(reading.role(), tenant, {"doc"});
        if (!may_simulate_others(reading.role())) options.hidden = hidden_at_start(definition->compiled);
        Simulation simulation = simulate(reading.rights(), tenant, *definition, request, options);
        note_missing_administrators(reading.rights(), tenant, simulation);
        reading.done();
        add_rows(rows, definition->compiled, simulation);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_predict);
Datum wf_predict(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance, FormPart::None);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        SqlWorld world{reading.rights(), tenant, row, Access::ReadOnly};
        SimulationOptions options = options_for(reading.role(), tenant, {"doc", "initiator"});
        if (!is_row_visible(reading.rights(), row.business_table, row.business_key, Access::ReadOnly))
            options.secret.push_back("doc");
        options.hidden =
            hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled);
        Simulation simulation = simulate_rest(
            definition->compiled, state_to_look_from(reading.rights(), tenant, row, definition->compiled),
            world, options);
        note_missing_administrators(reading.rights(), tenant, simulation);
        reading.done();
        add_rows(rows, definition->compiled, simulation);
        return Datum{0};
    });
}
}
