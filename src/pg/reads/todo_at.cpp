// wf.todo_at: what somebody had to do at a moment. The tables know what is open now only, so the instances that the person or one
// of their groups was ever asked in are replayed up to then, from the newest checkpoint.
#include "core/log/event_search.hpp"
#include "core/log/open_tasks.hpp"
#include "core/model/deadline.hpp"
#include "core/node/excluded_owners.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/reads/asked_person.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/ids.hpp"
#include "pg/store/log.hpp"

#include <algorithm>
#include <tuple>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct PastTask {
    InstanceRow row;
    std::string definition, title, node_name;
    Seat seat;
    Token token;
    TaskTimes times;
    std::vector<PersonId> excluded;
    std::optional<std::int64_t> remaining;  // while the clock stands still
};

struct PastQuestion {
    std::int64_t tenant;
    std::string person;
    Instant at;
    std::vector<std::string> groups;  // that they belonged to then
};

std::vector<std::string> groups_then(std::int64_t tenant, const std::string& person, Instant at) {
    static Statement select{"SELECT wf._groups_at($1, $2, $3)", {INT8OID, TEXTOID, TIMESTAMPTZOID}};
    return texts_of(select.run({int8(tenant), text(person), time(at)}, Access::ReadOnly).param(0, 1));
}

// Those that were running then. What is open to everybody, nobody in particular was asked.
std::vector<std::int64_t> instances_to_look_at(const PastQuestion& asked, const std::optional<std::vector<std::int64_t>>& usable) {
    static Statement select{
        R"(SELECT i.instance_id FROM wf.involved v JOIN wf.instance i USING (tenant_id, instance_id)
        WHERE v.tenant_id = $1 AND v.who = ANY ($2 || $3) AND i.started_at <= $4 AND (i.ended_at > $4 OR i.ended_at IS NULL OR i.reopened_until > $4)
            AND ($5 IS NULL OR i.definition_id = ANY ($5))
        UNION
        SELECT i.instance_id FROM wf.instance i
        WHERE i.tenant_id = $1 AND i.started_at <= $4 AND (i.ended_at > $4 OR i.ended_at IS NULL OR i.reopened_until > $4) AND ($5 IS NULL OR i.definition_id = ANY ($5))
            AND i.definition_id = ANY (ARRAY(
                SELECT d.definition_id FROM wf.definition d
                WHERE d.tenant_id = $1
                    AND d.source @? '$.** ? (@.type == "task" && !exists(@.assignee) && !exists(@.candidates))'))
        ORDER BY 1)",
        {INT8OID, TEXTOID, TEXTARRAYOID, TIMESTAMPTZOID, INT8ARRAYOID}};
    const Rows rows = select.run({int8(asked.tenant), text(asked.person), text_array(asked.groups), time(asked.at),
                                  usable ? int8_array(*usable) : null()}, Access::ReadOnly);
    std::vector<std::int64_t> instances;
    for (std::size_t row = 0; row < rows.size(); ++row) instances.push_back(rows.int8(row, 1));
    return instances;
}

std::string node_name_today(std::int64_t tenant, std::int64_t definition, const std::string& node) {
    static Statement select{"SELECT wf._node_name($1, $2, $3)", {INT8OID, INT8OID, TEXTOID}};
    return select.run({int8(tenant), int8(definition), text(node)}, Access::ReadOnly).text(0, 1);
}

std::string title_then(const std::vector<Entry>& log) {
    std::string title;
    for (const Entry& entry : log) {
        if (const auto* started = first_of<InstanceStarted>(entry)) title = started->title;
        if (const auto* kept = first_of<StateKept>(entry)) title = kept->start.front().title;
        if (const auto* changed = first_of<TitleChanged>(entry)) title = changed->title;
    }
    return title;
}

bool was_theirs(const PastQuestion& asked, const Seat& seat, const std::vector<PersonId>& excluded) {
    if (!seat.holder.empty()) return seat.holder == asked.person;
    const auto is_among = [&](const std::string& group) { return std::ranges::find(asked.groups, group) != asked.groups.end(); };
    return std::ranges::any_of(seat.candidates, is_among) && std::ranges::find(excluded, asked.person) == excluded.end();
}

void add_tasks_then(const EngineRights& rights, const PastQuestion& asked, std::int64_t instance, std::vector<PastTask>& found) {
    const InstanceRow row = must_read_instance(rights, asked.tenant, instance, FormPart::None);
    const std::vector<Entry> log = read_from_checkpoint(rights, asked.tenant, row, {.at = asked.at}, {.at = asked.at});
    const OpenTasks tasks{log};
    const DefinitionRef definition = definition_by_id(rights, asked.tenant, row.definition);
    for (const TaskTimes& times : tasks.times()) {
        const Seat& seat = *tasks.state().find_seat(times.seat);
        const Token& token = *tasks.state().find_token(seat.token);
        const Node* node = seat.candidates.empty() ? nullptr : definition->compiled.find_node(token.node);
        const std::vector<PersonId> excluded =
            node ? excluded_owners(definition->compiled, tasks.state(), *node) : std::vector<PersonId>{};
        if (!was_theirs(asked, seat, excluded)) continue;
        const std::optional<Deadline> deadline = deadline_of(tasks.state(), seat.token);
        found.push_back({.row = row,
                         .definition = definition->compiled.key,
                         .title = title_then(log),
                         .node_name = node_name_today(asked.tenant, row.definition, token.node),
                         .seat = seat,
                         .token = token,
                         .times = times,
                         .excluded = excluded,
                         .remaining = deadline ? deadline->remaining : std::nullopt});
    }
}

void warn_of_unknown(const std::vector<std::int64_t>& unknown) {
    std::string names;
    for (const std::int64_t instance : unknown) names += (names.empty() ? "" : ", ") + std::to_string(instance);
    const char* const instances = names.c_str();
    call([&] {
        ereport(WARNING, (errcode(ERRCODE_WARNING), errmsg("what was open then is not known of some instances"),
                          errdetail("Entries of these are missing in the log: %s.", instances),
                          errhint("The view wf.partitions shows which partitions have left the log; wf.attach_archive() brings them back.")));
    });
}

std::vector<PastTask> tasks_then(const Reading& reading, const PastQuestion& asked) {
    std::vector<PastTask> found;
    std::vector<std::int64_t> unknown;
    for (const std::int64_t instance : instances_to_look_at(asked, usable_definitions(reading.rights(), reading.role()))) {
        check_interrupts();
        const std::optional<Error> failure = attempt([&] { add_tasks_then(reading.rights(), asked, instance, found); });
        if (!failure) continue;
        if (failure->sqlstate != Error::make(Code::BadLog, {}).sqlstate) throw *failure;
        unknown.push_back(instance);
    }
    if (!unknown.empty()) warn_of_unknown(unknown);
    std::ranges::sort(found, {}, [](const PastTask& task) { return std::tuple{task.times.created_at, task.row.instance, task.seat.id.value}; });
    return found;
}

Param time_or_null(Instant at) { return at ? time(at) : null(); }
Param texts_or_null(const std::vector<std::string>& texts) { return texts.empty() ? null() : text_array(texts); }

void add_past_task(RowSet& result, const PastTask& task) {
    result.add({int8(task_id(task.row.instance, task.seat.id)), int8(task.row.instance), text(task.definition), text(task.title),
                text(task.token.node), text_or_null(task.node_name), int4(task.token.round), text_or_null(task.seat.holder),
                texts_or_null(task.seat.candidates), time_or_null(task.times.created_at), time_or_null(task.times.due_at),
                time_or_null(task.times.claimed_at), text_or_null(task.row.business_table), text_or_null(task.row.business_key),
                text_or_null(task.seat.on_behalf_of()), texts_or_null(task.excluded),
                task.remaining ? interval(*task.remaining) : null()});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_todo_at);
Datum wf_todo_at(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<std::string> named = args.text("person");
        const Instant at = args.required_time("at");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        PastQuestion asked{.tenant = tenant, .person = asked_person(reading.rights(), named, reading.role(), tenant), .at = at, .groups = {}};
        asked.groups = groups_then(tenant, asked.person, at);
        const std::vector<PastTask> tasks = tasks_then(reading, asked);
        reading.done();
        RowSet result{fcinfo};
        for (const PastTask& task : tasks) add_past_task(result, task);
        return Datum{0};
    });
}
}
