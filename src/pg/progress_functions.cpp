// wf._progress: the way of an instance, as rows.
#include "core/engine.hpp"
#include "core/names.hpp"
#include "pg/arguments.hpp"
#include "pg/definition_cache.hpp"
#include "pg/entries_to_come.hpp"
#include "pg/event_store.hpp"
#include "pg/reading.hpp"
#include "pg/row_set.hpp"
#include "pg/settings.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::string node_name(const Definition& definition, const std::string& id) {
    const Node* node = definition.find_node(id);
    return node ? std::string{node->name.in(settings::language(), id)} : id;
}

std::vector<ProgressRow> progress_of(std::int64_t tenant, const InstanceRow& row,
                                     const Definition& definition) {
    const std::vector<Entry> entries = read_entries(tenant, row.instance, row.state.started_at, DT_NOEND);
    return progress(definition, entries, entries_to_come(tenant, row, definition));
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

// No rows for an instance that the caller may not see: the view wf.progress relies on it.
PG_FUNCTION_INFO_V1(wf_progress);
Datum wf_progress(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8(0, "tenant_id");
        RowSet rows{fcinfo};
        Reading reading;
        const std::optional<InstanceRow> row =
            read_instance(tenant, args.required_int8(1, "instance_id"), Access::ReadOnly);
        if (!row || !may_see(reading.role(), tenant, *row)) {
            reading.done();
            return Datum{0};
        }
        const DefinitionRef definition = definition_by_id(tenant, row->definition);
        const std::vector<ProgressRow> way = progress_of(tenant, *row, definition->compiled);
        reading.done();
        const std::int32_t steps = way.empty() ? 0 : way.back().step;
        for (const ProgressRow& at : way)
            rows.add({int4(at.step), int4(steps), pg::text(at.node),
                      pg::text(node_name(definition->compiled, at.node)), int4(at.round),
                      pg::text(progress_state_names[static_cast<std::size_t>(at.state)]),
                      pg::text_or_null(at.person), pg::text_or_null(at.decision),
                      at.at ? time(at.at) : null(), pg::text_or_null(at.comment)});
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_node_name);
Datum wf_node_name(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8(0, "tenant_id");
        const std::int64_t id = args.required_int8(1, "definition_id");
        DefinitionRef definition = cached_definition(tenant, id);
        if (!definition) {
            Reading reading;
            definition = definition_by_id(tenant, id);
            reading.done();
        }
        return text_datum(node_name(definition->compiled, args.required_text(2, "node")));
    });
}
}
