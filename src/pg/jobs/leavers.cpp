// Somebody has left, or a group has lost its last member: the open seats move, in the transaction that
// changed the directory. sql/tables/leavers.sql has the triggers that call this.
#include "pg/jobs/leavers.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/directory.hpp"
#include "pg/store/locked_rows.hpp"
#include "pg/command/moved_seats.hpp"
#include "pg/server/settings.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::string_view person_prefix = "person:";
// Between the items of the setting that holds what has been lost.
constexpr char separator = '\x1e';

struct Lost {
    std::vector<PersonId> people;
    std::vector<std::string> candidates;  // whom a task of a group cannot wait for any more
};

// A task waits for this group, and whoever is left in it may not act.
bool is_kept_from_a_task(std::int64_t tenant, const std::string& group) {
    static Statement select{
        R"(SELECT 1
        FROM wf.task t
        WHERE t.tenant_id = $1 AND t.candidates @> ARRAY[$2] AND t.excluded_owners IS NOT NULL
            AND NOT EXISTS (SELECT
                FROM wf.role_member m JOIN wf.person p USING (tenant_id, person_id)
                WHERE m.tenant_id = $1 AND m.role_id = substring($2 FROM '^role:(.*)')
                    AND p.active AND p.person_id <> ALL (t.excluded_owners))
            AND NOT EXISTS (SELECT
                FROM wf.person p
                WHERE p.tenant_id = $1 AND p.department_id = substring($2 FROM '^department:(.*)')
                    AND p.active AND p.person_id <> ALL (t.excluded_owners))
            AND NOT EXISTS (SELECT
                FROM wf.post o JOIN wf.person p USING (tenant_id, person_id)
                WHERE o.tenant_id = $1 AND o.department_id = substring($2 FROM '^department:(.*)')
                    AND p.active AND p.person_id <> ALL (t.excluded_owners))
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    return !select.run({int8(tenant), text(group)}, Access::ReadWrite).empty();
}

// Somebody else may have come into the group within the same statement.
Lost truly_lost(const EngineRights& rights, std::int64_t tenant, const std::vector<std::string>& items) {
    Lost lost;
    for (const std::string& item : items) {
        check_interrupts();
        if (!item.starts_with(person_prefix)) {
            if (!is_group(item))
                throw Error::make(Code::BadArgument, "\"" + item + "\" is neither a person nor a group", "",
                                  "Pass person:<id>, role:<id> or department:<id>.");
            if (is_empty_group(rights, tenant, item) || is_kept_from_a_task(tenant, item))
                lost.candidates.push_back(item);
            continue;
        }
        PersonId person = item.substr(person_prefix.size());
        if (!active_people(rights, tenant, {person}, Access::ReadWrite).empty()) continue;
        lost.candidates.push_back(item);
        lost.people.push_back(std::move(person));
    }
    return lost;
}

// In the order in which everybody locks instances.
std::vector<std::int64_t> instances_that_wait_for(std::int64_t tenant, const Lost& lost) {
    static Statement select{
        R"(SELECT instance_id
        FROM wf.task
        WHERE tenant_id = $1 AND assignee = ANY ($2)
        UNION SELECT instance_id
        FROM wf.task
        WHERE tenant_id = $1 AND candidates && $3
        ORDER BY instance_id)",
        {INT8OID, TEXTARRAYOID, TEXTARRAYOID}};
    std::vector<std::int64_t> instances;
    if (lost.candidates.empty()) return instances;
    const Rows rows =
        select.run({int8(tenant), text_array(lost.people), text_array(lost.candidates)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) instances.push_back(rows.int8(row, 1));
    return instances;
}

struct Way {
    Locked locked;
    CallsAs calls_as;
};

void replace_leavers(std::int64_t tenant, const std::vector<std::string>& items, const Way& way) {
    const std::vector<std::int64_t> instances = as_engine([&](EngineRights& rights) {
        std::vector<std::int64_t> waiting =
            instances_that_wait_for(tenant, truly_lost(rights, tenant, items));
        if (way.locked == Locked::WaitFor) lock_business_rows(rights, tenant, waiting, RowLock::Wait);
        return waiting;
    });
    for (const std::int64_t instance : instances)
        move_seats({.tenant = tenant,
                    .instance = instance,
                    .at = GetCurrentTimestamp(),
                    .locked = way.locked,
                    .calls_as = way.calls_as},
                   ReplaceLeavers{});
}

// Within the transaction in which they leave.
constexpr Way at_once{.locked = Locked::WaitFor, .calls_as = CallsAs::Session};

struct Leavers {
    std::int64_t tenant;
    std::vector<std::string> items;
};

// Only those who have tasks.
std::vector<Leavers> late_leavers(std::optional<std::int64_t> tenant) {
    static Statement select{
        R"(SELECT h.tenant_id, 'person:' || h.person_id
        FROM wf.person_history h
        WHERE NOT h.active
            AND h.valid_until IS NULL
            AND h.valid_from > now() - interval '1 day'
            AND ($1 IS NULL OR h.tenant_id = $1)
            AND EXISTS (SELECT FROM wf.task t WHERE t.assignee = h.person_id AND t.tenant_id = h.tenant_id)
        ORDER BY h.tenant_id, h.person_id COLLATE "C")",
        {INT8OID}};
    const Rows rows = select.run({tenant ? int8(*tenant) : null()}, Access::ReadWrite);
    std::vector<Leavers> leavers;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (leavers.empty() || leavers.back().tenant != rows.int8(row, 1))
            leavers.push_back({.tenant = rows.int8(row, 1), .items = {}});
        leavers.back().items.push_back(rows.text(row, 2));
    }
    return leavers;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        if (end > 0) items.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return items;
}

}  // namespace

void replace_late_leavers(std::optional<std::int64_t> tenant) {
    const std::vector<Leavers> leavers = as_engine([&](EngineRights&) { return late_leavers(tenant); });
    for (const Leavers& one : leavers)
        replace_leavers(one.tenant, one.items, {.locked = Locked::PassOver, .calls_as = CallsAs::Caller});
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__replace_leavers);
Datum wf__replace_leavers(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::vector<std::string> items = args.text_array("lost").value_or(std::vector<std::string>{});
        args.end();
        if (settings::held_leavers().empty()) {
            replace_leavers(tenant, items, at_once);
            return Datum{0};
        }
        std::string held{settings::held_leavers()};
        for (const std::string& item : items) held += item + separator;
        settings::hold_leavers(held);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf__hold_leavers);
Datum wf__hold_leavers(PG_FUNCTION_ARGS) {
    static_cast<void>(fcinfo);
    return enter([&] {
        settings::hold_leavers(std::string{separator});
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf__replace_held_leavers);
Datum wf__replace_held_leavers(PG_FUNCTION_ARGS) {
    return enter([&] {
        const std::int64_t tenant = Arguments{fcinfo}.tenant();
        const std::vector<std::string> items = split(settings::held_leavers());
        settings::hold_leavers("");
        replace_leavers(tenant, items, at_once);
        return Datum{0};
    });
}
}
