// wf.state, wf.replay, wf.state_at: what is, what the log says, what was.
#include "core/engine.hpp"
#include "core/json/state_json.hpp"
#include "pg/arguments.hpp"
#include "pg/event_store.hpp"
#include "pg/reading.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

State replay_until(std::int64_t tenant, const InstanceRow& row, Instant until) {
    const std::vector<Entry> entries = read_entries(tenant, row.instance, row.state.started_at, until);
    return replay(entries);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_state);
Datum wf_state(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        Reading reading;
        const InstanceRow row =
            reading.instance(args.required_int8(1, "tenant_id"), args.required_int8(0, "instance_id"));
        reading.done();
        return jsonb_datum(state_to_json(row.state));
    });
}

PG_FUNCTION_INFO_V1(wf_replay);
Datum wf_replay(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8(1, "tenant_id");
        Reading reading;
        const InstanceRow row = reading.instance(tenant, args.required_int8(0, "instance_id"));
        const State state = replay_until(tenant, row, DT_NOEND);
        reading.done();
        return jsonb_datum(state_to_json(state));
    });
}

PG_FUNCTION_INFO_V1(wf_state_at);
Datum wf_state_at(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8(2, "tenant_id");
        const Instant at = args.required_int8(1, "at");
        Reading reading;
        const InstanceRow row = reading.instance(tenant, args.required_int8(0, "instance_id"));
        const State state = replay_until(tenant, row, at);
        reading.done();
        fcinfo->isnull = state.version == 0;
        return fcinfo->isnull ? Datum{0} : jsonb_datum(state_to_json(state));
    });
}
}
