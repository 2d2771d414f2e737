// wf.events: what the log keeps as bytes, for people. wf._changes_form, wf._follows_row, wf._node_visits: of one entry.
#include "core/log/event_search.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/event_jsonb.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Where a token comes to a node and leaves it, in order. One that leaves has said before where it is.
void add_visits(RowSet& result, const std::vector<Event>& events) {
    std::int32_t place = 0;
    for (const Event& event : events) {
        ++place;
        if (const auto* entered = std::get_if<NodeEntered>(&event))
            result.add({int4(place), int8(entered->token.value), text(entered->node), null()});
        if (const auto* completed = std::get_if<NodeCompleted>(&event))
            result.add({int4(place), int8(completed->token.value), null(), text(completed->outcome)});
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_events);
Datum wf_events(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view bytes = args.required_bytes("bytes");
        args.end();
        return events_jsonb(events_of(bytes)).value;
    });
}

PG_FUNCTION_INFO_V1(wf_changes_form);
Datum wf_changes_form(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view bytes = args.required_bytes("events");
        args.end();
        return BoolGetDatum(form_left_by(events_of(bytes, EventData::LeftOut)) != nullptr);
    });
}

// The business row had been changed outside of the process, and the form follows it.
PG_FUNCTION_INFO_V1(wf__follows_row);
Datum wf__follows_row(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view bytes = args.required_bytes("events");
        args.end();
        const auto events = events_if_readable(bytes, EventData::LeftOut);
        return BoolGetDatum(events && std::ranges::any_of(*events, [](const Event& event) {
                                const auto* changed = std::get_if<DataChanged>(&event);
                                return changed && changed->in_row;
                            }));
    });
}

PG_FUNCTION_INFO_V1(wf__visits);
Datum wf__visits(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view bytes = args.required_bytes("events");
        args.end();
        RowSet result{fcinfo};
        if (const auto events = events_if_readable(bytes, EventData::LeftOut)) add_visits(result, *events);
        return Datum{0};
    });
}
}
