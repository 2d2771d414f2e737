#include "pg/reads/verify_log.hpp"

#include "core/log/checkpoint.hpp"
#include "core/log/entry_check.hpp"
#include "core/log/event_search.hpp"
#include "core/log/evolve.hpp"
#include "core/stored/state_json.hpp"
#include "core/model/names.hpp"
#include "pg/store/log.hpp"
#include "pg/host/row_key.hpp"
#include "pg/server/engine_rights.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

class Found {
public:
    explicit Found(std::vector<Difference>& differences) : differences_(differences) {}

    void compare(const std::string& subject, const std::string& expected, const std::string& found) {
        if (expected != found) differences_.push_back({subject, expected, found});
    }
    void compare(std::int64_t seq, const std::string& column, const std::string& expected,
                 const std::string& found) {
        const std::string entry = "entry " + std::to_string(seq) + ": ";
        compare("log." + column, entry + expected, entry + found);
    }

private:
    std::vector<Difference>& differences_;
};

std::string number(std::int64_t value) { return value ? std::to_string(value) : std::string{}; }

}  // namespace

bool is_same_state(const State& one, const State& other) {
    static Statement same{"SELECT $1 = $2", {JSONBOID, JSONBOID}};
    return same.run({jsonb(state_to_json(one)), jsonb(state_to_json(other))}, Access::ReadOnly).boolean(0, 1);
}

void check_entries(const EngineRights&, std::int64_t tenant, const InstanceRow& row,
                   const std::vector<Entry>& entries, std::vector<Difference>& differences) {
    // As they are stored: a status that there never was would be read as another one.
    static Statement select{
        R"(SELECT source, target, task_id - task_id % 1000000
        FROM wf.log
        WHERE tenant_id = $1 AND instance_id = $2 AND at >= $3 AND seq >= $4
        ORDER BY seq)",
        {INT8OID, INT8OID, TIMESTAMPTZOID, INT8OID}};
    const std::int64_t first = first_known(entries);
    const Rows rows =
        select.run({int8(tenant), int8(row.instance), time(entries.front().at), int8(first)}, Access::ReadOnly);
    Found found{differences};
    State state;
    std::int64_t command = 0;
    const auto elsewhere = static_cast<std::size_t>(first - 1);
    for (std::size_t place = 0; place < entries.size(); ++place) {
        check_interrupts();
        const Entry& entry = entries[place];
        if (place < elsewhere || (place == elsewhere && elsewhere > 0)) {  // the checkpoint says what was before it
            apply(state, entry);
            continue;
        }
        const std::size_t at = place - elsewhere;
        for (const EntryDifference& difference : check_entry(state, entry, command))
            found.compare(entry.seq, difference.column, difference.expected, difference.found);
        if (const auto* kept = first_of<StateKept>(entry); kept && kept->state.size() == 1) {
            State memento = kept->state.front();
            memento.data = kept->data;
            if (!is_same_state(state, memento)) found.compare(entry.seq, "events", "the state before it", state_to_json(memento));
        }
        if (entry.cause == 0) command = entry.seq;
        found.compare(entry.seq, "source", std::string{name_of(state.status)}, rows.text(at, 1));
        apply(state, entry);
        found.compare(entry.seq, "target", std::string{name_of(state.status)}, rows.text(at, 2));
        if (entry.task.value != 0)
            found.compare(entry.seq, "task_id", "of instance " + std::to_string(row.instance),
                          "of instance " + std::to_string(instance_of_task(rows.int8(at, 3))));
    }
}

// As it was given at the start, or by the business row since.
std::string title_of(const InstanceStarted& started, const std::vector<Entry>& entries) {
    std::string title = started.title;
    for (const Entry& entry : entries)
        for (const Event& event : entry.events)
            if (const auto* changed = std::get_if<TitleChanged>(&event)) title = changed->title;
    return title;
}

// Earlier versions wrote keys in other forms; wf.setup() has rewritten those of instances, and no log.
std::string key_today(const EngineRights&, const InstanceStarted& started, const std::string& found) {
    if (started.business_key == found || started.business_table.empty()) return started.business_key;
    return kept_key(started.business_table, started.business_key);
}

void check_start(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                 const std::vector<Entry>& entries, std::vector<Difference>& differences) {
    const Entry& first = entries.front();
    static Statement select{
        R"(SELECT i.title, i.business_table, i.business_key, i.serial_no, i.parent_instance_id,
            i.parent_token, i.revokes_instance_id, d.key, d.version, d.checksum,
            encode(sha256(convert_to(d.source::text, 'UTF8')), 'hex')
        FROM wf.instance i
        LEFT JOIN wf.definition d USING (tenant_id, definition_id)
        WHERE i.tenant_id = $1 AND i.instance_id = $2)",
        {INT8OID, INT8OID}};
    Found found{differences};
    const auto* started = first_of<InstanceStarted>(first);
    if (!started) return found.compare(first.seq, "events", "InstanceStarted", "none");
    const Rows rows = select.run({int8(tenant), int8(row.instance)}, Access::ReadOnly);
    found.compare("instance.title", title_of(*started, entries), rows.text(0, 1));
    found.compare("instance.business_table", started->business_table, rows.text(0, 2));
    found.compare("instance.business_key", key_today(rights, *started, rows.text(0, 3)), rows.text(0, 3));
    found.compare("instance.serial_no", started->serial_no, rows.text(0, 4));
    found.compare("instance.parent_instance_id", number(started->parent.value), number(rows.int8(0, 5)));
    found.compare("instance.parent_token", number(started->parent_token.value), number(rows.int4(0, 6)));
    found.compare("instance.revokes_instance_id", number(started->revokes.value), number(rows.int8(0, 7)));
    found.compare("definition.key", started->definition, rows.text(0, 8));
    found.compare("definition.version", number(started->definition_version), number(rows.int4(0, 9)));
    found.compare("definition.checksum", rows.text(0, 10), rows.text(0, 11));
}

}  // namespace wf::pg
