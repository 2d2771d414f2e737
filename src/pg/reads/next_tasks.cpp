// wf.next_tasks: the open tasks of one instance, for whoever has just acted on it.
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/definition_cache.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Rows open_tasks_of(std::int64_t tenant, std::int64_t instance) {
    static Statement select{
        R"(SELECT task_id, node, round, assignee, candidates, created_at, due_at, claimed_at, on_behalf_of
        FROM wf.task
        WHERE tenant_id = $1 AND instance_id = $2
        ORDER BY task_id)",
        {INT8OID, INT8OID}};
    return select.run({int8(tenant), int8(instance)}, Access::ReadOnly);
}

Param name_of_node(const Definition& definition, const std::string& id) {
    const Node* const node = definition.find_node(id);
    return text(node ? node->name.in(settings::language(), id) : std::string_view{id});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_next_tasks);
Datum wf_next_tasks(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        RowSet result{fcinfo};
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance, FormPart::None);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        const Rows tasks = open_tasks_of(tenant, instance);
        for (std::size_t task = 0; task < tasks.size(); ++task) {
            check_interrupts();
            const auto column = [&](int at) { return tasks.param(task, at); };
            result.add({column(1), column(2), name_of_node(definition->compiled, tasks.text(task, 2)), column(3), column(4),
                        column(5), column(6), column(7), column(8), column(9)});
        }
        reading.done();
        return Datum{0};
    });
}
}
