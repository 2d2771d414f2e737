// wf.detail: one instance, as a handler or a viewer sees it.
#include "core/base/local_message.hpp"
#include "core/decide/actions.hpp"
#include "core/form/handling_form.hpp"
#include "core/base/json_string.hpp"
#include "core/outlook/position.hpp"
#include "pg/server/arguments.hpp"
#include "pg/reads/asked_person.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/command/outlook_of.hpp"
#include "pg/server/read_only.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/settings.hpp"
#include "pg/command/sql_world.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Whoever asks without a name sees what their role allows.
void check_sees(const Reading& reading, std::int64_t tenant, const std::string& person,
                const InstanceRow& row) {
    check_may_use(reading.rights(), reading.role(), tenant,
                  definition_by_id(reading.rights(), tenant, row.definition)->compiled.key);
    if (person.empty() || person_sees(reading.rights(), tenant, person, row)) return;
    throw Error::make(Code::NotAParticipant,
                      "\"" + person + "\" may not read instance " + std::to_string(row.instance),
                      "Only its initiator, people who have acted or have to act, and recipients of a copy take "
                      "part in it.");
}

struct OpenTask {
    std::int64_t id = 0;  // 0: they have none
    std::string node;
};

OpenTask task_of(std::int64_t tenant, std::int64_t instance, const std::string& person,
                 std::optional<std::int64_t> id) {
    static Statement select{
        R"(SELECT task_id, node
        FROM wf.task
        WHERE tenant_id = $1 AND instance_id = $2 AND (assignee = $3 OR (assignee IS NULL
            AND candidates && wf._groups($1, $3)
            AND (excluded_owners IS NULL OR $3 <> ALL (excluded_owners)))) AND ($4 IS NULL OR task_id = $4)
        ORDER BY task_id
        LIMIT 1)",
        {INT8OID, INT8OID, TEXTOID, INT8OID}};
    const Rows rows =
        select.run({int8(tenant), int8(instance), text(person), id ? int8(*id) : null()}, Access::ReadOnly);
    return rows.empty() ? OpenTask{} : OpenTask{.id = rows.int8(0, 1), .node = rows.text(0, 2)};
}

void add_texts(std::string& json, std::string_view key, const std::vector<std::string>& items) {
    append_json_string(json, key);
    json += ":[";
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) json += ',';
        append_json_string(json, items[i]);
    }
    json += "],";
}

// What they may do with it, and why not: as wf.actions.
std::string actions_json(std::int64_t tenant, std::int64_t instance, const Definition& definition,
                         const OpenTask& task, const std::string& person, Reading& reading) {
    if (!task.id) return {};
    const ReadOnly nothing_is_written;
    const InstanceRow row = reading.row(tenant, instance);
    SqlWorld world{reading.rights(), tenant, row, Access::ReadOnly};
    const Asker asker{.person = person,
                      .by_administrator = false,
                      .at = std::max(row.state.last_at, static_cast<Instant>(GetCurrentTimestamp()))};
    std::string json = "[";
    for (const Offer& offer : offers(definition, row.state, seat_of_task(task.id), asker, world,
                                     settings::language(), settings::decide_limits(tenant))
                                  .actions) {
        json += json.size() > 1 ? ",{\"action\":" : "{\"action\":";
        append_json_string(json, offer.action);
        json += ",\"label\":";
        append_json_string(json, offer.label);
        json += offer.refused ? ",\"allowed\":false,\"reason\":" : ",\"allowed\":true}";
        if (!offer.refused) continue;
        append_json_string(json, in_language(offer.refused->message, settings::language()));
        json += '}';
    }
    return json + ']';
}

// What the engine knows beyond the tables.
std::string engines_part(const Definition& definition, const State& state, const OpenTask& task,
                         const std::vector<std::string>& hidden, const std::optional<RowFields>& row,
                         const std::string& actions, const Outlook& outlook) {
    const wf::Node* node = task.id ? definition.find_node(task.node) : nullptr;
    const Position position = position_of(definition, state, settings::language(), outlook);
    std::string json = node ? "{\"role\":\"handler\"," : "{\"role\":\"viewer\",";
    add_texts(json, "nodes", position.nodes);
    add_texts(json, "node_names", position.names);
    add_texts(json, "holders", position.holders);
    json += "\"step\":" + std::to_string(position.step) +
            ",\"steps\":" + (position.steps ? std::to_string(*position.steps) : "null") +
            ",\"loops\":" + (position.loops ? "true" : "false");
    if (!position.tags.empty()) json += ",\"tags\":" + position.tags;
    if (const std::string form = form_json(definition, node, hidden, row, settings::language()); !form.empty())
        json += ",\"form\":" + form;
    const Seat* seat = node ? state.find_seat(seat_of_task(task.id)) : nullptr;
    if (seat && !seat->draft.text.empty()) json += ",\"draft\":" + seat->draft.text;
    if (!actions.empty()) json += ",\"actions\":" + actions;
    return json + '}';
}

std::string detail_json(std::int64_t tenant, std::int64_t instance, const OpenTask& task,
                        const std::vector<std::string>& hidden, const std::string& engines) {
    static Statement select{
        R"(SELECT (jsonb_build_object('instance_id', i.instance_id, 'definition_key', d.key,
            'definition_version', d.version, 'version', i.version, 'title', i.title,
            'serial_no', i.serial_no, 'status', i.status,
            'status_label', coalesce(s.label ->> $6, s.label ->> 'en', i.status),
            'initiator', i.initiator, 'started_at', i.started_at, 'ended_at', i.ended_at,
            'business_table', i.business_table, 'business_key', i.business_key, 'data', i.data - $4,
            'summary', (SELECT jsonb_object_agg(f.name, i.data -> f.name)
            FROM jsonb_array_elements_text(d.source -> 'summary') AS f (name) WHERE i.data ? f.name
            AND f.name <> ALL ($4)), 'task', (SELECT jsonb_build_object('task_id', t.task_id,
            'node', t.node, 'round', t.round, 'assignee', t.assignee,
            'on_behalf_of', t.on_behalf_of, 'candidates', t.candidates, 'created_at', t.created_at,
            'due_at', t.due_at, 'claimed_at', t.claimed_at) FROM wf.task t WHERE t.tenant_id = $1
            AND t.task_id = $3)) || $5)::text
        FROM wf.instance i
        JOIN wf.definition d USING (tenant_id, definition_id)
        LEFT JOIN wf.status s ON s.code = i.status
        WHERE i.tenant_id = $1 AND i.instance_id = $2)",
        {INT8OID, INT8OID, INT8OID, TEXTARRAYOID, JSONBOID, TEXTOID}};
    return select
        .run({int8(tenant), int8(instance), int8(task.id), text_array(hidden), jsonb(engines),
              text(settings::language())},
             Access::ReadOnly)
        .text(0, 1);
}

// Fields that are columns of the row are written on terms of their own.
std::optional<RowFields> columns_of_form(std::int64_t tenant, InstanceRow& row, const Definition& definition,
                                         Reading& reading) {
    HostRow host{reading.rights(), tenant, row, definition, HostRow::Reading::Only};
    return host.fields();
}

// At a task: what its node hides. Else the rule of all readers.
std::vector<std::string> hidden_at_task(const EngineRights& rights, const Definition& definition,
                                        std::int64_t tenant, std::int64_t instance, const std::string& person,
                                        const OpenTask& task) {
    if (task.id) return hidden_fields(definition, definition.find_node(task.node));
    if (person.empty()) return {};
    return hidden_from(rights, person, tenant, instance, definition);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_detail);
Datum wf_detail(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::optional<std::int64_t> task_id = args.int8("task_id");
        const std::optional<std::string> named = args.text("actor");
        const std::int64_t tenant = args.tenant();
        const ReadOnly nothing_is_written;
        Reading reading;
        const bool is_nobody =
            !named && reading.role().sees_all && !current_actor(reading.rights(), tenant);
        const std::string person =
            is_nobody ? std::string{} : asked_person(reading.rights(), named, reading.role(), tenant);
        InstanceRow row = reading.row(tenant, instance, FormPart::None);
        // Who sees everything does so as a person, too; asking for somebody else, they see what that one sees.
        const bool sees_all =
            reading.role().sees_all && (!named || current_actor(reading.rights(), tenant) == named);
        check_sees(reading, tenant, sees_all ? std::string{} : person, row);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        const Definition& compiled = definition->compiled;
        const OpenTask task = task_of(tenant, instance, person, task_id);
        const std::vector<std::string> hidden =
            hidden_at_task(reading.rights(), compiled, tenant, instance, person, task);
        const std::string engines =
            engines_part(compiled, row.state, task, hidden, columns_of_form(tenant, row, compiled, reading),
                         actions_json(tenant, instance, compiled, task, person, reading),
                         outlook_of(reading.rights(), tenant, row, compiled));
        const std::string json = detail_json(tenant, instance, task, hidden, engines);
        reading.done();
        return jsonb_datum(json);
    });
}
}
