// The tail that every verb ends with.
#pragma once

#include "pg/arguments.hpp"
#include "pg/run_command.hpp"

namespace wf::pg {

// actor, request_id, expected_version, tenant_id, beginning at argument `at`.
inline Call call_of(const Arguments& args, int at) {
    return {.actor = args.text(at),
            .request_id = args.text(at + 1),
            .expected_version = args.int8(at + 2),
            .tenant = args.required_int8(at + 3, "tenant_id")};
}

}  // namespace wf::pg
