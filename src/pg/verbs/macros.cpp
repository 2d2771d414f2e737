// wf.execute, wf.enqueue, wf.cancel_job.
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/caller.hpp"
#include "pg/jobs/command_queue.hpp"
#include "pg/people/directory.hpp"
#include "pg/command/macro.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string search_path() {
    return call([] { return GetConfigOption("search_path", false, false); });
}

// Queued commands are of the cell that they are queued in: elsewhere their actor is somebody else.
void check_cells(const std::vector<MacroCall>& calls, std::int64_t tenant) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (!calls[i].tenant || settings::read_tenant(*calls[i].tenant) == tenant) continue;
        throw Error::make(Code::MayNotActForOthers,
                          "command " + std::to_string(i + 1) + " of the macro is about another cell",
                          "It names tenant_id " + *calls[i].tenant + ", and is queued in cell " +
                              std::to_string(tenant) + ".",
                          "Queue it there with wf.enqueue(..., tenant_id => ...).");
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_execute);
Datum wf_execute(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::vector<MacroCall> calls = read_macro(args.required_json("commands"));
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Spi spi;
        const std::string results = run_macro(calls, actor, tenant);
        spi.finish();
        return jsonb_datum(results);
    });
}

PG_FUNCTION_INFO_V1(wf_enqueue);
Datum wf_enqueue(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Json commands = args.required_json("commands");
        const Instant due_at = args.required_time("due_at");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        const CallerRole role = caller_role();
        Order order = order_of({}, tenant);
        const std::string names = search_path();
        const std::vector<MacroCall> calls = read_macro(commands);
        return Int64GetDatum(as_engine([&](EngineRights& rights) {
            order.actor = check_actor(rights, actor, role, tenant);
            check_cells(calls, tenant);
            for (const MacroCall& one : calls)
                if (one.actor) check_actor(rights, one.actor, role, tenant);
            return enqueue(rights, order, commands, names, due_at);
        }));
    });
}

PG_FUNCTION_INFO_V1(wf_cancel_job);
Datum wf_cancel_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t job = args.required_int8("job_id");
        const std::optional<std::string> named_actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        const CallerRole role = caller_role();
        as_engine([&](EngineRights& rights) {
            const std::string actor = check_actor(rights, named_actor, role, tenant);
            cancel_job(
                rights, tenant, job, actor,
                role.administers || is_group_member(rights, tenant, actor, "role:admin", Access::ReadWrite));
        });
        return Datum{0};
    });
}
}
