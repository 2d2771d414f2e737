// wf.inbox: the work list of one person. It reads the tables itself: the view wf.todo is a security barrier,
// which would keep the planner from taking the rows of a group out of their index, and those of a page in
// order.
#include "pg/server/arguments.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A list is shown to its person, who is the session's if nobody is named, and to who sees everything.
bool may_read_inbox(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                    const std::optional<std::string>& named) {
    return role.sees_all || (tenant == settings::tenant() && (!named || current_actor(rights, tenant) == named));
}

// The last row of the page before.
struct Place {
    Instant created_at = 0;
    std::int64_t task = 0;
};

Place place_of(std::int64_t tenant, std::int64_t task) {
    static Statement query{"SELECT created_at FROM wf.task WHERE tenant_id = $1 AND task_id = $2",
                           {INT8OID, INT8OID}};
    const Rows rows = query.run({int8(tenant), int8(task)}, Access::ReadOnly);
    if (rows.empty())
        throw Error::make(Code::TaskNotOpen, "task " + std::to_string(task) + " is not open", "",
                          "Begin at the first page again: the work list has changed.");
    return {.created_at = rows.time(0, 1), .task = task};
}

// Each part comes out of its own index in order, so that a page of a long list costs no more than a page.
Rows tasks_of(std::int64_t tenant, const std::string& person, const std::optional<Place>& after,
              std::optional<std::int32_t> page_size, const std::optional<std::vector<std::int64_t>>& usable) {
    static const std::string shown =
        R"(SELECT t.task_id, t.instance_id, d.key, i.title, t.node, wf._node_name(t.tenant_id,
            i.definition_id, t.node), t.round, t.assignee, t.candidates, t.created_at, t.due_at,
            t.claimed_at, i.business_table, i.business_key, t.on_behalf_of FROM )";
    static const std::string of_instances = R"( AS t
        JOIN wf.instance i USING (tenant_id, instance_id)
        JOIN wf.definition d USING (tenant_id, definition_id)
        WHERE t.tenant_id = $1 AND ($6 IS NULL OR i.definition_id = ANY ($6)) )";
    static const std::string columns = shown + "wf.task" + of_instances;
    // Of those that several groups share there are few: by the index of groups, never by time.
    static const std::string of_several = R"((
            SELECT g.tenant_id, g.instance_id, g.task_id, g.node, g.round, g.assignee, g.candidates, g.created_at, g.due_at,
                g.claimed_at, g.on_behalf_of
            FROM wf.task g
            WHERE g.tenant_id = $1 AND g.assignee IS NULL AND g.candidates[2] IS NOT NULL AND g.candidates && wf._groups($1, $2)
                AND (g.excluded_owners IS NULL OR $2 <> ALL (g.excluded_owners))
            OFFSET 0))";
    static const std::string page =
        "AND t.created_at >= $3 AND (t.created_at, t.task_id) > ($3, $4) "
        "ORDER BY t.created_at, t.task_id LIMIT $5";
    static const std::string not_excluded = "AND (t.excluded_owners IS NULL OR $2 <> ALL (t.excluded_owners)) ";
    static Statement query{
        "SELECT p.* FROM ((" + columns + "AND t.assignee = $2 " + page + ") UNION ALL "
        // Those that one group shares come group by group.
        "(SELECT o.* FROM unnest(wf._groups($1, $2)) AS k (key) CROSS JOIN LATERAL (" + columns +
            "AND t.assignee IS NULL AND t.candidates[2] IS NULL AND t.candidates[1] = k.key " + not_excluded + page +
            ") AS o) UNION ALL (" + shown + of_several + of_instances + page + ")) AS p ORDER BY p.created_at, p.task_id LIMIT $5",
        {INT8OID, TEXTOID, TIMESTAMPTZOID, INT8OID, INT4OID, INT8ARRAYOID}};
    const Place first = after.value_or(Place{.created_at = DT_NOBEGIN, .task = 0});
    return query.run({int8(tenant), text(person), time(first.created_at), int8(first.task),
                      page_size ? int4(*page_size) : null(), usable ? int8_array(*usable) : null()},
                     Access::ReadOnly);
}

void add_tasks(RowSet& result, const Rows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto column = [&](int at) {
            Param value;
            value.value = rows.datum(row, at, value.is_null);
            return value;
        };
        result.add({column(1), column(2), column(3), column(4), column(5), column(6), column(7), column(8),
                    column(9), column(10), column(11), column(12), column(13), column(14), column(15)});
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_inbox);
Datum wf_inbox(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::optional<std::string> named = args.text("person");
        const std::optional<std::int32_t> page_size = args.int4("page_size");
        const std::optional<std::int64_t> after_task = args.int8("after_task_id");
        const std::int64_t tenant = args.tenant();
        if (page_size && *page_size < 1)
            throw Error::make(Code::BadArgument,
                              "page_size must be at least 1, not " + std::to_string(*page_size));
        RowSet result{fcinfo};
        Reading reading;
        const std::optional<std::string> person = named_or_current(reading.rights(), named, tenant);
        if (person && may_read_inbox(reading.rights(), reading.role(), tenant, named)) {
            std::optional<Place> after;
            if (after_task) after = place_of(tenant, *after_task);
            add_tasks(result, tasks_of(tenant, *person, after, page_size,
                                       usable_definitions(reading.rights(), reading.role())));
        }
        reading.done();
        return Datum{0};
    });
}
}
