// wf.execute, wf.enqueue, wf.cancel_job.
#include "pg/arguments.hpp"
#include "pg/as_engine.hpp"
#include "pg/caller.hpp"
#include "pg/command_queue.hpp"
#include "pg/directory.hpp"
#include "pg/macro.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

Json required_json(const Arguments& args, int at, const char* name) {
    if (std::optional<Json> json = args.json(at)) return std::move(*json);
    throw Error::make(Code::BadArgument, std::string{name} + " must not be null");
}

std::string current_role() {
    return call([] { return static_cast<const char*>(GetUserNameFromId(GetUserId(), false)); });
}

std::string search_path() {
    return call([] { return GetConfigOption("search_path", false, false); });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_execute);
Datum wf_execute(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::vector<MacroCall> calls = read_macro(required_json(args, 0, "commands"));
        Spi spi;
        const std::string results = run_macro(calls, args.text(1), args.required_int8(2, "tenant_id"));
        spi.finish();
        return jsonb_datum(results);
    });
}

PG_FUNCTION_INFO_V1(wf_enqueue);
Datum wf_enqueue(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const Json commands = required_json(args, 0, "commands");
        const Instant due_at = args.required_int8(1, "due_at");
        const std::int64_t tenant = args.required_int8(3, "tenant_id");
        const CallerRole role = caller_role();
        const std::string role_name = current_role();
        const std::string names = search_path();
        const std::vector<MacroCall> calls = read_macro(commands);
        std::int64_t job = 0;
        as_engine([&](EngineRights&) {
            const std::string actor = check_actor(args.text(2), role, tenant);
            for (const MacroCall& one : calls)
                if (one.actor) check_actor(one.actor, role, tenant);
            job = enqueue(tenant, commands, actor, role_name, names, due_at);
        });
        return Int64GetDatum(job);
    });
}

PG_FUNCTION_INFO_V1(wf_cancel_job);
Datum wf_cancel_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t job = args.required_int8(0, "job_id");
        const std::int64_t tenant = args.required_int8(2, "tenant_id");
        const CallerRole role = caller_role();
        as_engine([&](EngineRights&) {
            const std::string actor = check_actor(args.text(1), role, tenant);
            cancel_job(tenant, job, actor,
                       role.administers || is_group_member(tenant, actor, "role:admin", Access::ReadWrite));
        });
        return Datum{0};
    });
}
}
