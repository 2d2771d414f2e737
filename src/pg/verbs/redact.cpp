// wf.redact.
#include "pg/command/redaction.hpp"
#include "pg/people/caller.hpp"
#include "pg/people/no_instance.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/store/log_rewriting.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::vector<std::string> take_fields(Arguments& args) {
    std::vector<std::string> fields = args.text_array("fields").value_or(std::vector<std::string>{});
    std::ranges::sort(fields);
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    if (fields.empty())
        throw Error::make(Code::BadArgument, "no fields are named", "", "Pass the names of fields of the form, as in '{iban, phone}'.");
    return fields;
}

std::string take_reason(Arguments& args) {
    std::string reason = args.text("reason").value_or("");
    if (reason.find_first_not_of(" \t\n\r") == std::string::npos)
        throw Error::make(Code::BadArgument, "a reason is needed", "",
                          "It stays in the log: say who has asked for it, or which rule.");
    return reason;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_redact);
Datum wf_redact(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::vector<std::string> fields = take_fields(args);
        const std::string reason = take_reason(args);
        const std::int64_t tenant = args.tenant();
        const CallerRole role = caller_role();
        return Int32GetDatum(as_engine([&](EngineRights& rights) {
            const Actor actor = check_actor_or_system(rights, {}, role, tenant);
            std::optional<InstanceRow> row = lock_instance(rights, tenant, instance);
            if (!row) throw no_instance(rights, role, tenant, instance);
            return static_cast<std::int32_t>(redact(rights, tenant, *row, fields, actor, reason));
        }));
    });
}

// For the triggers of the log.
PG_FUNCTION_INFO_V1(wf__is_rewriting);
Datum wf__is_rewriting(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        return BoolGetDatum(LogRewriting::covers(tenant, args.required_int8("instance_id")));
    });
}
}
