// wf.state, wf.replay, wf.state_at: what is, what the log says, what was.
#include "core/log/evolve.hpp"
#include "core/stored/state_json.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/people/reading.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// As far as the caller may see it.
State visible(const Reading& reading, std::int64_t tenant, const InstanceRow& row, State state) {
    if (reading.role().sees_all) return state;
    const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
    return as_seen_by(
        current_actor(reading.rights(), tenant).value_or(""), std::move(state),
        hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled));
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_state);
Datum wf_state(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        const State state = visible(reading, tenant, row, row.state);
        reading.done();
        return jsonb_datum(state_to_json(state));
    });
}

PG_FUNCTION_INFO_V1(wf_replay);
Datum wf_replay(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        const State state =
            visible(reading, tenant, row, replay(read_entries(reading.rights(), tenant, row, DT_NOEND)));
        reading.done();
        return jsonb_datum(state_to_json(state));
    });
}

PG_FUNCTION_INFO_V1(wf_state_at);
Datum wf_state_at(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const Instant at = args.required_time("at");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        const State state = visible(reading, tenant, row,
                                    replay(read_from_checkpoint(reading.rights(), tenant, row, {.at = at}, {.at = at})));
        reading.done();
        fcinfo->isnull = state.version == 0;
        return fcinfo->isnull ? Datum{0} : jsonb_datum(state_to_json(state));
    });
}
}
