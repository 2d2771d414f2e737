// Before entries of a running instance leave the log: what they say is kept in one entry of now.
#include "pg/command/work.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/sha256.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void note_checkpoint(const EngineRights&, std::int64_t tenant, std::int64_t instance, Instant at) {
    static Statement update{"UPDATE wf.instance SET checkpoint_at = $3 WHERE tenant_id = $1 AND instance_id = $2",
                            {INT8OID, INT8OID, TIMESTAMPTZOID}};
    update.run({int8(tenant), int8(instance), time(at)}, Access::ReadWrite);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__checkpoint);
Datum wf__checkpoint(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        args.end();
        const bool is_made = as_engine([&](EngineRights& rights) {
            Work work{rights, tenant, GetCurrentTimestamp()};
            std::optional<InstanceRow> row = try_lock_instance(rights, tenant, instance);
            if (!row || is_final(row->state.status)) return false;
            work.command_by_system(*row, Checkpoint{.chain = hex(row->log_hash)}, "Entries before this one leave the log.");
            work.run();
            note_checkpoint(rights, tenant, instance, row->state.last_at);
            return true;
        });
        return BoolGetDatum(is_made);
    });
}
}
