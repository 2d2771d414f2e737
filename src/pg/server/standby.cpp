#include "pg/server/standby.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void refuse_on_standby(const std::string& function) {
    throw Error{ERRCODE_READ_ONLY_SQL_TRANSACTION, "wf." + function + " cannot be called on a standby",
                "This server repeats what its primary does, and writes nothing itself.",
                "Call it on the primary, or when this server was promoted. What only reads works here, too."};
}

}  // namespace

void check_standby_may(Oid function) {
    const char* const name = call([&] {
        return func_volatile(function) == PROVOLATILE_VOLATILE ? get_func_name(function) : nullptr;
    });
    if (name != nullptr) refuse_on_standby(name);
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_check_primary);
Datum wf_check_primary(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string function = args.required_text("function_name");
        args.end();
        if (RecoveryInProgress()) refuse_on_standby(function);
        return Datum{0};
    });
}
}
