// wf._timeline: an instance as people tell it.
#include "core/model/names.hpp"
#include "core/outlook/timeline.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/store/stored_events.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Param shown_name(const Definition& definition, const std::string& id) {
    const Node* node = definition.find_node(id);
    return text_or_null(node ? node->name.in(settings::language(), id) : std::string_view{id});
}

Param days_and_time(std::optional<std::int64_t> microseconds) {
    if (!microseconds) return null();
    return {call([&] {
                auto* span = static_cast<Interval*>(palloc0(sizeof(Interval)));
                span->day = static_cast<int32>(*microseconds / USECS_PER_DAY);
                span->time = *microseconds % USECS_PER_DAY;
                return IntervalPGetDatum(span);
            }),
            false};
}

void add(RowSet& rows, std::int32_t number, const TimelineRow& row, const Definition& definition) {
    const TimelineWord& word = word_for(row.kind);
    rows.add({int4(number), int8(row.seq), time(row.at), text(word.code), text(word.in(settings::language())),
              text_or_null(row.actor), text_or_null(row.on_behalf_of),
              row.receivers.empty() ? null() : text_array(row.receivers), text_or_null(row.node),
              shown_name(definition, row.node), text_or_null(row.target_node),
              shown_name(definition, row.target_node), row.status ? text(name_of(*row.status)) : null(),
              text_or_null(row.comment), days_and_time(row.waited)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

// No rows for an instance that the caller may not see: the view wf.timeline relies on it.
PG_FUNCTION_INFO_V1(wf_timeline);
Datum wf_timeline(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        args.end();
        RowSet rows{fcinfo};
        Reading reading;
        const std::optional<InstanceRow> row =
            read_instance(reading.rights(), tenant, instance, Access::ReadOnly);
        if (!row || !may_see(reading.rights(), reading.role(), tenant, *row)) {
            reading.done();
            return Datum{0};
        }
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row->definition);
        const std::vector<Entry> log = read_entries(reading.rights(), tenant, *row, DT_NOEND);
        reading.done();
        std::int32_t number = 0;
        for (const TimelineRow& told : timeline(log)) {
            check_interrupts();
            add(rows, ++number, told, definition->compiled);
        }
        return Datum{0};
    });
}
}
