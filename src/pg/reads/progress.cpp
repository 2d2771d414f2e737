// wf._progress: the way of an instance, as rows.
#include "core/outlook/progress.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/gate.hpp"
#include "pg/command/outlook_of.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string node_name(const Definition& definition, const std::string& id) {
    const Node* node = definition.find_node(id);
    return node ? std::string{node->name.in(settings::language(), id)} : id;
}

void add_rows(RowSet& rows, const Definition& definition, const std::vector<ProgressRow>& way,
              const Outlook& outlook) {
    const std::int32_t steps = way.empty() ? 0 : way.back().step;
    for (const ProgressRow& at : way)
        rows.add({int4(at.step), outlook.is_cut_short ? null() : int4(steps), text(at.node),
                  text(node_name(definition, at.node)), int4(at.round), text(name_of(at.state)),
                  text_or_null(at.person), text_or_null(at.decision), at.at ? time(at.at) : null(),
                  text_or_null(at.comment), boolean(outlook.loops)});
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
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        args.end();
        RowSet rows{fcinfo};
        Reading reading;
        const std::optional<InstanceRow> row =
            read_instance(reading.rights(), tenant, instance, Access::ReadOnly, FormPart::None);
        if (!row || !may_see(reading.rights(), reading.role(), tenant, *row)) {
            reading.done();
            return Datum{0};
        }
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row->definition);
        const std::vector<Entry> log = read_entries(reading.rights(), tenant, *row, DT_NOEND);
        const Outlook outlook = outlook_of(reading.rights(), tenant, *row, definition->compiled);
        reading.done();
        add_rows(rows, definition->compiled, progress(definition->compiled, log, outlook), outlook);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_node_name);
Datum wf_node_name(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t id = args.required_int8("definition_id");
        const std::string node = args.required_text("node");
        args.end();
        if (!may_know(tenant, id)) return text_datum(node);
        DefinitionRef definition = cached_definition(tenant, id);
        if (!definition) {
            Reading reading;
            definition = definition_by_id(reading.rights(), tenant, id);
            reading.done();
        }
        return text_datum(node_name(definition->compiled, node));
    });
}
}
