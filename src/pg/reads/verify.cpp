// wf.verify: replay = snapshot = projections = business row, or what differs.
#include "core/node/excluded_owners.hpp"
#include "core/expression/compare.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/open_tasks.hpp"
#include "core/stored/state_json.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/command/host_row.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/reads/verify_log.hpp"
#include "pg/store/chain.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ",") + text;
    return all;
}

// As SQL writes a job's due_at; nothing: from the beginning.
std::string sql_time(Instant at) {
    static Statement format{"SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')",
                            {TIMESTAMPTZOID}};
    return at ? format.run({time(at)}, Access::ReadOnly).text(0, 1) : std::string{};
}

class Verification {
public:
    Verification(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row)
        : rights_(rights),
          tenant_(tenant),
          row_(row),
          definition_(definition_by_id(rights, tenant, row.definition)),
          entries_(from_checkpoint(
              read_present_entries(rights, tenant, row.instance, row.state.started_at, DT_NOEND))) {}

    std::vector<Difference> run() {
        if (are_elsewhere()) return {};
        check_log();
        if (!differences_.empty()) return std::move(differences_);  // what is missing cannot be replayed
        const OpenTasks tasks{entries_};
        replayed_ = tasks.state();
        check_state();
        check_columns();
        check_entries(rights_, tenant_, row_, entries_, differences_);
        check_start(rights_, tenant_, row_, entries_, differences_);
        check_tasks(tasks.times());
        check_copies();
        check_jobs();
        check_subscriptions();
        return std::move(differences_);
    }

private:
    void differ(std::string subject, std::string expected, std::string found) {
        differences_.push_back({std::move(subject), std::move(expected), std::move(found)});
    }

    void compare(std::string subject, const std::string& expected, const std::string& found) {
        if (expected != found) differ(std::move(subject), expected, found);
    }

    // Its first entries were archived, and no checkpoint of now stands for them: it had ended. Says where they are.
    bool are_elsewhere() const {
        static Statement select{
            R"(SELECT string_agg(coalesce(file, format('%I.%I', schema_name, table_name)) ||
                CASE left_for WHEN 'drop' THEN ' (dropped)' ELSE '' END, ', ' ORDER BY from_at)
            FROM wf.log_archive
            WHERE log = 'log' AND detached_at IS NOT NULL AND attached_at IS NULL AND until_at > $1 AND until_at <= $2)",
            {TIMESTAMPTZOID, TIMESTAMPTZOID}};
        if (!entries_.empty() && entries_.front().seq == 1) return false;
        const Instant first = entries_.empty() ? DT_NOEND : entries_.front().at;
        const std::string where = select.run({time(row_.state.started_at), time(first)}, Access::ReadOnly).text(0, 1);
        if (where.empty()) return false;
        const char* const tables = where.c_str();
        const auto instance = static_cast<long long>(row_.instance);
        call([&] {
            ereport(NOTICE, (errmsg("instance %lld cannot be verified here: its first entries are in %s", instance, tables),
                             errhint("wf.attach_archive() brings them back.")));
        });
        return true;
    }

    void check_log() {
        const std::int64_t known = entries_.empty() || entries_.front().seq > 1 ? 1 : first_known(entries_);
        if (known > 1 && !are_archived(row_.state.started_at, entries_[static_cast<std::size_t>(known) - 1].at))
            differ("log", "entry 1", "entry " + std::to_string(known));
        std::int64_t expected = 1;
        for (const Entry& entry : entries_) {
            if (entry.seq != expected)
                differ("log", "entry " + std::to_string(expected), "entry " + std::to_string(entry.seq));
            expected = entry.seq + 1;
        }
        if (entries_.empty())
            differ("log", "at least one entry", "none");
        else if (expected <= row_.state.version)
            differ("log", "entry " + std::to_string(expected), "none");
    }

    void check_state() {
        if (!is_same_state(replayed_, row_.state)) differ("state", state_to_json(replayed_), state_to_json(row_.state));
    }

    void check_columns() {
        static Statement select{
            R"(SELECT status, version, started_at, ended_at, initiator
            FROM wf.instance
            WHERE tenant_id = $1 AND instance_id = $2)",
            {INT8OID, INT8OID}};
        const Rows rows = select.run({int8(tenant_), int8(row_.instance)}, Access::ReadOnly);
        compare("instance.status", std::string{name_of(replayed_.status)}, rows.text(0, 1));
        compare("instance.version", std::to_string(replayed_.version), std::to_string(rows.int8(0, 2)));
        compare("instance.started_at", std::to_string(replayed_.started_at), std::to_string(rows.time(0, 3)));
        compare("instance.ended_at", std::to_string(replayed_.ended_at), std::to_string(rows.time(0, 4)));
        compare("instance.initiator", replayed_.initiator, rows.text(0, 5));
    }

    // Each open seat has its task, and each task its open seat.
    void check_tasks(const std::vector<TaskTimes>& tasks) {
        static Statement select{
            R"(SELECT concat_ws(' ', task_id, 'node=' || node, 'round=' || round,
                concat('assignee=', assignee), concat('on_behalf_of=', on_behalf_of),
                concat('candidates=', array_to_string(candidates, ',')),
                concat('excluded_owners=', array_to_string(excluded_owners, ',')),
                concat('created_at=', to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')),
                concat('due_at=', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')),
                concat('claimed_at=', to_char(claimed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')))
            FROM wf.task
            WHERE tenant_id = $1 AND instance_id = $2)",
            {INT8OID, INT8OID}};
        std::set<std::string> expected;
        for (const TaskTimes& task : tasks) {
            const Seat& seat = *replayed_.find_seat(task.seat);
            const Token& token = *replayed_.find_token(seat.token);
            expected.insert(std::to_string(task_id(row_.instance, seat.id)) + " node=" + token.node +
                            " round=" + std::to_string(token.round) + " assignee=" + seat.holder +
                            " on_behalf_of=" + seat.on_behalf_of() + " candidates=" +
                            joined(seat.candidates) + " excluded_owners=" +
                            joined(excluded_owners_at(seat, token)) + times_text(task));
        }
        compare_sets("task", std::move(expected), select);
    }

    std::vector<PersonId> excluded_owners_at(const Seat& seat, const Token& token) const {
        const Node* node = seat.candidates.empty() ? nullptr : definition_->compiled.find_node(token.node);
        return node ? excluded_owners(definition_->compiled, replayed_, *node) : std::vector<PersonId>{};
    }

    // If nothing that is here says when it was opened, its times are taken as they are.
    std::string times_text(TaskTimes task) const {
        static Statement select{"SELECT created_at, due_at, claimed_at FROM wf.task WHERE tenant_id = $1 AND task_id = $2",
                                {INT8OID, INT8OID}};
        if (task.created_at == 0) {
            const Rows rows = select.run({int8(tenant_), int8(task_id(row_.instance, task.seat))}, Access::ReadOnly);
            if (!rows.empty())
                task = {.seat = task.seat, .created_at = rows.time(0, 1), .due_at = rows.time(0, 2), .claimed_at = rows.time(0, 3)};
        }
        return " created_at=" + sql_time(task.created_at) + " due_at=" + sql_time(task.due_at) +
               " claimed_at=" + sql_time(task.claimed_at);
    }

    void check_copies() {
        static Statement select{
            R"(SELECT format('%s node=%s round=%s', recipient, node, round)
            FROM wf.copy
            WHERE tenant_id = $1 AND instance_id = $2)",
            {INT8OID, INT8OID}};
        std::set<std::string> expected;
        for (const Entry& entry : entries_)
            for (const Event& event : entry.events)
                if (const PeopleCopied* copied = std::get_if<PeopleCopied>(&event))
                    for (const PersonId& person : copied->people)
                        expected.insert(person + " node=" + copied->node +
                                        " round=" + std::to_string(copied->round));
        compare_sets("copy", std::move(expected), select, first_known(entries_) == 1);
    }

    // Each armed timer and service has its job, each job its wait.
    void check_jobs() {
        static Statement select{
            "SELECT format('%s node=%s kind=%s topic=%s due_at=%s left=%s', job_id, node, kind, topic, "
            "CASE WHEN kind <> 'service' OR due_at <> created_at THEN to_char(due_at AT TIME ZONE 'UTC', "
            "'YYYY-MM-DD\"T\"HH24:MI:SS.US') END, coalesce(repeats_left, tries_left)) "
            "FROM wf.job WHERE tenant_id = $1 AND instance_id = $2",
            {INT8OID, INT8OID}};
        std::set<std::string> expected;
        for (const Wait& wait : armed(replayed_))
            if (is_job(wait))
                expected.insert(std::to_string(job_id(row_.instance, wait.id)) + " node=" + wait.node +
                                " kind=" + std::string{name_of(wait.kind)} + " topic=" + wait.name +
                                " due_at=" + sql_time(wait.due_at) + " left=" + std::to_string(wait.left));
        compare_sets("job", std::move(expected), select);
    }

    void check_subscriptions() {
        static Statement select{
            R"(SELECT format('%s node=%s kind=%s name=%s key=%s', subscription_id, node, kind, name,
                correlation_key)
            FROM wf.subscription
            WHERE tenant_id = $1 AND instance_id = $2)",
            {INT8OID, INT8OID}};
        std::set<std::string> expected;
        for (const Wait& wait : armed(replayed_))
            if (is_subscription(wait))
                expected.insert(std::to_string(job_id(row_.instance, wait.id)) + " node=" + wait.node +
                                " kind=" + std::string{name_of(wait.kind)} + " name=" + wait.name +
                                " key=" + wait.key);
        compare_sets("subscription", std::move(expected), select);
    }

    // `are_all`: there should be no others.
    void compare_sets(const char* subject, std::set<std::string> expected, Statement& select, bool are_all = true) {
        const Rows rows = select.run({int8(tenant_), int8(row_.instance)}, Access::ReadOnly);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::string found = rows.text(row, 1);
            if (expected.erase(found) == 0 && are_all) differ(subject, "none", found);
        }
        for (const std::string& missing : expected) differ(subject, missing, "none");
    }

    const EngineRights& rights_;
    const std::int64_t tenant_;
    const InstanceRow& row_;
    const DefinitionRef definition_;
    const std::vector<Entry> entries_;
    State replayed_;
    std::vector<Difference> differences_;
};

// What an open instance says of the row that it is about. Values that are hidden from the caller are not told.
std::vector<Difference> differences_to_row(Reading& reading, std::int64_t tenant, InstanceRow& row) {
    const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
    HostRow host{reading.rights(), tenant, row, definition->compiled, HostRow::Reading::Only};
    if (is_final(row.state.status) || !host.is_bound()) return {};
    if (!host.seen()) return {{"row", row.business_key, "none"}};
    // Whoever resumes it will read what was written meanwhile.
    if (row.state.status == Status::Suspended && !host.binding().freezes) return {};
    const feel::Value form = value_from_json(row.state.data.text).value_or(feel::Value{});
    const std::vector<std::string> hidden =
        hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled);
    std::vector<Difference> differences;
    for (const MappedField& field : mapped_fields(host.table(), host.binding(), definition->compiled)) {
        const std::string& column = host.table().columns[field.place].name;
        if (column == host.binding().status) continue;  // the engine writes it after the entry
        if (is_as_in_form(field, form, *host.seen())) continue;
        const feel::Value* const known = form.get(field.field);
        const feel::Value expected = known ? *known : feel::Value{};
        const feel::Value found = value_in_form(field, *host.seen());
        const bool is_hidden = std::ranges::find(hidden, field.field) != hidden.end();
        differences.push_back({"row." + column, is_hidden ? "hidden" : value_to_json(expected),
                               is_hidden ? "hidden" : value_to_json(found)});
    }
    return differences;
}

// What cannot be read is a difference too, and no end of a query over many instances.
std::vector<Difference> differences_of(std::int64_t tenant, std::int64_t instance) {
    const char* read = "state";
    std::vector<Difference> differences;
    const std::optional<Error> failure = attempt([&] {
        Reading reading;
        InstanceRow row = reading.instance(tenant, instance);
        read = "log";
        differences = Verification{reading.rights(), tenant, row}.run();
        std::ranges::move(differences_to_row(reading, tenant, row), std::back_inserter(differences));
        reading.done();
    });
    if (!failure) return differences;
    if (failure->sqlstate != Error::make(Code::BadLog, {}).sqlstate) throw *failure;
    return {{read, "readable", failure->message + (failure->detail.empty() ? "" : ": " + failure->detail)}};
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_verify);
Datum wf_verify(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        std::vector<Difference> differences = differences_of(tenant, instance);
        for (const Difference& difference : differences)
            rows.add(
                {pg::text(difference.subject), pg::text(difference.expected), pg::text(difference.found)});
        return Datum{0};
    });
}
}
