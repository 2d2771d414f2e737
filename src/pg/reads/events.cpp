// wf.events: what the log keeps as bytes, for people. wf._changes_form: of one entry.
#include "core/log/event_search.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/event_jsonb.hpp"
#include "pg/store/stored_events.hpp"

#include "pg/server/postgres.hpp"

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
}
