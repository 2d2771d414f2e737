// What verbs have in common: their tail, and those that take an instance and a comment only.
#pragma once

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/command/run_command.hpp"

namespace wf::pg {

// actor, request_id, expected_version, tenant_id, beginning at argument `at`.
inline Call call_of(const Arguments& args, int at) {
    return {.actor = args.text(at),
            .request_id = args.text(at + 1),
            .expected_version = args.int8(at + 2),
            .tenant = args.required_int8(at + 3, "tenant_id")};
}

template <class Verb>
Datum on_instance(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 2), instance, Verb{}, args.text(1).value_or("")));
    });
}

}  // namespace wf::pg
