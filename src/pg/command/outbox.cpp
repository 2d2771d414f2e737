#include "pg/command/outbox.hpp"

#include "core/form/field_access.hpp"
#include "core/model/names.hpp"
#include "core/node/excluded_owners.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/directory.hpp"
#include "pg/store/log.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Notices {
    std::vector<std::string> recipients;
    std::vector<std::string> kinds;
    std::vector<std::string> nodes;
    std::vector<std::int64_t> tasks;  // 0: none

    void add(const PersonId& recipient, std::string_view kind, std::string_view node, std::int64_t task) {
        recipients.push_back(recipient);
        kinds.emplace_back(kind);
        nodes.emplace_back(node);
        tasks.push_back(task);
    }
};

// "everyone" is told nothing: who wants to look, looks.
std::vector<PersonId> asked(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                            const Seat& seat) {
    if (!seat.holder.empty()) return {seat.holder};
    std::vector<PersonId> people;
    for (const std::string& candidate : seat.candidates) {
        if (candidate == "everyone") continue;
        if (candidate.starts_with("person:")) {
            people.push_back(candidate.substr(7));
            continue;
        }
        for (PersonId& member : group_members(rights, tenant, candidate, Access::ReadWrite))
            people.push_back(std::move(member));
    }
    const DefinitionRef definition = definition_by_id(rights, tenant, row.definition);
    const Node& node = *definition->compiled.find_node(row.state.find_token(seat.token)->node);
    for (const PersonId& person : excluded_owners(definition->compiled, row.state, node))
        std::erase(people, person);
    return people;
}

void note_tasks(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                const std::vector<SeatId>& seats, const PersonId& actor, Notices& notices) {
    for (const SeatId id : seats) {
        const Seat* seat = row.state.find_seat(id);
        if (!seat || seat->state != SeatState::Open) continue;
        const std::string& node = row.state.find_token(seat->token)->node;
        for (const PersonId& person : asked(rights, tenant, row, *seat))
            if (person != actor) notices.add(person, "todo", node, task_id(row.instance, id));
    }
}

void note_copies(const std::vector<Entry>& entries, Notices& notices) {
    for (const Entry& entry : entries)
        for (const Event& event : entry.events)
            if (const auto* copied = std::get_if<PeopleCopied>(&event))
                for (const PersonId& person : copied->people) notices.add(person, "copy", copied->node, 0);
}

void note_end(const InstanceRow& row, const std::vector<Entry>& entries, Notices& notices) {
    const bool was_open = !is_final(entries.front().source) || entries.front().seq == 1;
    if (!was_open || !is_final(row.state.status) || row.state.initiator == entries.back().actor) return;
    const bool is_rejected = row.state.status == Status::Rejected && settings::notifies_of("rejected");
    if (is_rejected || settings::notifies_of("end"))
        notices.add(row.state.initiator, is_rejected ? "rejected" : "end", entries.back().node, 0);
}

}  // namespace

void post_notifications(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                        const std::vector<Entry>& entries, const std::vector<SeatId>& seats) {
    // Text of a template may name fields of the form, but none that some node hides.
    static Statement insert{
        R"(INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at)
        SELECT $1, n.recipient, n.kind, jsonb_strip_nulls(jsonb_build_object('instance_id', $2,
            'title', $3, 'status', $4, 'node', nullif(n.node, ''), 'task_id', nullif(n.task_id, 0),
            'subject', wf._fill_template(t.subject, v.names),
            'content', wf._fill_template(t.content, v.names))), concat_ws('/', n.kind, $2, $5,
            nullif(n.task_id, 0), nullif(n.node, ''), n.recipient), $6
        FROM unnest($7, $8, $9, $10) AS n (recipient, kind, node, task_id) CROSS JOIN LATERAL
            (SELECT $11 || jsonb_build_object('instance_id', $2, 'title', $3, 'status', $4,
            'node', wf._node_name($1, $12, n.node), 'initiator', $13, 'actor', $14,
            'comment', $15) AS names) v
        LEFT JOIN LATERAL (SELECT p.subject, p.content FROM wf.notification_template p
            WHERE p.tenant_id = $1 AND p.kind = n.kind
            AND p.definition_key IN ('', $16) ORDER BY p.definition_key DESC LIMIT 1) t ON true
        ON CONFLICT DO NOTHING)",
        {INT8OID, INT8OID, TEXTOID, TEXTOID, INT8OID, TIMESTAMPTZOID, TEXTARRAYOID, TEXTARRAYOID,
         TEXTARRAYOID, INT8ARRAYOID, JSONBOID, INT8OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID}};
    if (!settings::notifies()) return;
    const Entry& entry = entries.front();
    Notices notices;
    if (settings::notifies_of("todo")) note_tasks(rights, tenant, row, seats, entry.actor, notices);
    if (settings::notifies_of("copy")) note_copies(entries, notices);
    note_end(row, entries, notices);
    if (notices.recipients.empty()) return;
    const DefinitionRef definition = definition_by_id(rights, tenant, row.definition);
    const Json form = without_fields(row.state.data, hidden_at(definition->compiled, {}));
    insert.run(
        {int8(tenant), int8(row.instance), text(row.title), text(name_of(row.state.status)), int8(entry.seq),
         time(entry.at), text_array(notices.recipients), text_array(notices.kinds), text_array(notices.nodes),
         int8_array(notices.tasks), jsonb(form.text), int8(row.definition), text(row.state.initiator),
         text(entry.actor), text(entry.comment), text(definition->compiled.key)},
        Access::ReadWrite);
}

void post_reminders(const EngineRights&, std::int64_t tenant, const InstanceRow& row, const Entry& entry,
                    const PeopleReminded& reminded) {
    static Statement insert{
        R"(INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at)
        SELECT $1, r.recipient, 'remind', jsonb_build_object('instance_id', $2, 'title', $3,
            'node', $4, 'round', $5), concat_ws('/', 'remind', $2, $6, $7, r.recipient), $8
        FROM unnest($9) AS r (recipient)
        ON CONFLICT DO NOTHING)",
        {INT8OID, INT8OID, TEXTOID, TEXTOID, INT4OID, INT8OID, INT4OID, TIMESTAMPTZOID, TEXTARRAYOID}};
    const Token* const token = row.state.find_token(reminded.token);
    if (!token || reminded.people.empty()) return;
    insert.run({int8(tenant), int8(row.instance), text(row.title), text(token->node), int4(token->round),
                int8(entry.seq), int4(static_cast<std::int32_t>(reminded.token.value)), time(entry.at),
                text_array(reminded.people)},
               Access::ReadWrite);
}

}  // namespace wf::pg
