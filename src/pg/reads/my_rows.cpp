// wf._my_tasks: what the view wf.todo shows to a person, out of the indexes that lead to it.
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using Usable = std::optional<std::vector<std::int64_t>>;

// $1 tenant, $2 person, $3 their groups, $4 definitions that they administer, $5 that their role may use
const std::string task_columns = R"(
    SELECT t.tenant_id, t.task_id, t.instance_id, i.definition_id, d.key, i.title, t.node, t.round, t.assignee, t.candidates,
        t.created_at, t.due_at, t.claimed_at, i.business_table, i.business_key, t.on_behalf_of, t.excluded_owners, t.remaining
    FROM wf.task t
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE t.tenant_id = $1 AND ($5 IS NULL OR i.definition_id = ANY ($5)) AND )";
const std::string not_excluded = "(t.excluded_owners IS NULL OR $2 <> ALL (t.excluded_owners))";

struct Groups {
    Param names, administered;
    bool administers;
};

Groups groups_of(std::int64_t tenant, const std::string& person) {
    static Statement select{
        "SELECT wf._groups($1, $2), a.ids, a.ids <> '{}' FROM (SELECT wf._administered_by($1, $2) AS ids) AS a",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(person)}, Access::ReadOnly);
    return {.names = rows.param(0, 1), .administered = rows.param(0, 2), .administers = rows.boolean(0, 3)};
}

Param usable_of(const Usable& usable) { return usable ? int8_array(*usable) : null(); }

// Each kind by its own index; those that one group shares, which is most that are shared, in their own.
Rows tasks_to_do(std::int64_t tenant, const std::string& person, const Groups& groups, const Usable& usable) {
    static Statement select{
        task_columns + "t.assignee = $2 UNION ALL" + task_columns +
            "t.assignee IS NULL AND t.candidates[2] IS NULL AND t.candidates[1] = ANY ($3) AND " + not_excluded + " UNION ALL" +
            task_columns + "t.assignee IS NULL AND t.candidates[2] IS NOT NULL AND t.candidates && $3 AND " + not_excluded,
        {INT8OID, TEXTOID, TEXTARRAYOID, INT8ARRAYOID, INT8ARRAYOID}};
    return select.run({int8(tenant), text(person), groups.names, null(), usable_of(usable)}, Access::ReadOnly);
}

Rows other_tasks_administered(std::int64_t tenant, const std::string& person, const Groups& groups, const Usable& usable) {
    static Statement select{task_columns + "i.definition_id = ANY ($4) AND (t.assignee = $2 OR (t.assignee IS NULL "
                                           "AND t.candidates && $3 AND " + not_excluded + ")) IS NOT TRUE",
                            {INT8OID, TEXTOID, TEXTARRAYOID, INT8ARRAYOID, INT8ARRAYOID}};
    return select.run({int8(tenant), text(person), groups.names, groups.administered, usable_of(usable)}, Access::ReadOnly);
}

void add_my_tasks(RowSet& result, const Rows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto column = [&](int at) { return rows.param(row, at); };
        result.add({column(1), column(2), column(3), column(4), column(5), column(6), column(7), column(8), column(9),
                    column(10), column(11), column(12), column(13), column(14), column(15), column(16), column(17), column(18)});
    }
}

void show_tasks(RowSet& result, std::int64_t tenant, const std::string& person, const Usable& usable) {
    const Groups groups = groups_of(tenant, person);
    add_my_tasks(result, tasks_to_do(tenant, person, groups, usable));
    if (groups.administers) add_my_tasks(result, other_tasks_administered(tenant, person, groups, usable));
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_my_tasks);
Datum wf_my_tasks(PG_FUNCTION_ARGS) {
    return enter([&] {
        RowSet result{fcinfo};
        Reading reading;
        const std::int64_t tenant = settings::tenant();
        if (const std::optional<std::string> me = current_actor(reading.rights(), tenant))  // nothing is shown to nobody
            show_tasks(result, tenant, *me, usable_definitions(reading.rights(), reading.role()));
        reading.done();
        return Datum{0};
    });
}
}
