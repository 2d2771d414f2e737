#include "pg/people/hidden_fields.hpp"

#include "core/form/field_access.hpp"
#include "core/json/value_json.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Where the initiator had the form before them.
void add_start_nodes(const Definition& definition, std::vector<std::string>& nodes) {
    if (definition.start != no_node) nodes.push_back(definition.nodes[definition.start].id);
    for (const NodeIndex start : definition.event_starts) nodes.push_back(definition.nodes[start].id);
}

// Nodes where they have a task, have acted on one, or that have sent them a copy.
std::vector<std::string> nodes_of(std::int64_t tenant, std::int64_t instance, const std::string& person) {
    static Statement select{
        R"(SELECT t.node
        FROM wf.task t
        WHERE t.tenant_id = $1
            AND t.instance_id = $2
            AND (t.assignee = $3 OR t.on_behalf_of = $3
                OR (t.assignee IS NULL AND t.candidates && wf._groups($1, $3)
                    AND (t.excluded_owners IS NULL OR $3 <> ALL (t.excluded_owners))))
        UNION SELECT l.node
        FROM wf.instance i
            JOIN wf.log l ON l.tenant_id = i.tenant_id AND l.instance_id = i.instance_id
                AND l.at >= i.started_at
        WHERE i.tenant_id = $1
            AND i.instance_id = $2
            AND (l.actor = $3 OR l.on_behalf_of = $3)
            AND l.task_id IS NOT NULL
            AND l.node IS NOT NULL
        UNION SELECT c.node
        FROM wf.copy c
        WHERE c.tenant_id = $1 AND c.instance_id = $2 AND c.recipient = $3 AND c.node <> '')",
        {INT8OID, INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), int8(instance), text(person)}, Access::ReadOnly);
    std::vector<std::string> nodes;
    for (std::size_t row = 0; row < rows.size(); ++row) nodes.push_back(rows.text(row, 1));
    return nodes;
}

bool has_started(std::int64_t tenant, std::int64_t instance, const std::string& person) {
    static Statement select{
        "SELECT FROM wf.instance WHERE tenant_id = $1 AND instance_id = $2 AND initiator = $3",
        {INT8OID, INT8OID, TEXTOID}};
    return !select.run({int8(tenant), int8(instance), text(person)}, Access::ReadOnly).empty();
}

}  // namespace

std::vector<std::string> hidden_fields(const EngineRights& rights, const CallerRole& role,
                                       std::int64_t tenant, std::int64_t instance,
                                       const Definition& definition) {
    if (role.sees_all || !hides_fields(definition)) return {};
    const std::optional<std::string> person = current_actor(rights, tenant);
    return person ? hidden_from(rights, *person, tenant, instance, definition) : hidden_at(definition, {});
}

std::vector<std::string> hidden_from(const EngineRights& rights, const std::string& person,
                                     std::int64_t tenant, std::int64_t instance,
                                     const Definition& definition) {
    if (!hides_fields(definition) || administers(rights, tenant, person, definition, Access::ReadOnly))
        return {};
    std::vector<std::string> nodes = nodes_of(tenant, instance, person);
    if (has_started(tenant, instance, person)) add_start_nodes(definition, nodes);
    return hidden_at(definition, nodes);
}

std::vector<std::string> hidden_at_start(const Definition& definition) {
    std::vector<std::string> nodes;
    add_start_nodes(definition, nodes);
    return hidden_at(definition, nodes);
}

Json without_fields(const Json& form, const std::vector<std::string>& fields) {
    if (fields.empty()) return form;
    feel::Entries entries = value_from_json(form.text).value_or(feel::Value::context({})).as_context();
    std::erase_if(entries, [&](const auto& entry) {
        return std::find(fields.begin(), fields.end(), entry.first) != fields.end();
    });
    return Json{value_to_json(feel::Value::context(std::move(entries)))};
}

State as_seen_by(const PersonId& person, State state, const std::vector<std::string>& hidden) {
    for (Seat& seat : state.seats)
        if (seat.holder != person) seat.draft = {};
    if (hidden.empty()) return state;
    state.data = without_fields(state.data, hidden);
    // Items and variables may have been made of them.
    for (Token& token : state.tokens) token.data = {};
    for (Body& body : state.bodies) body.items = body.outputs = {};
    for (Compensable& done : state.compensables) done.data = {};
    for (Wait& wait : state.waits) wait.key.clear();
    return state;
}

}  // namespace wf::pg
