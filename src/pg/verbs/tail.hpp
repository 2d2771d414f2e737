// What verbs have in common.
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

inline constexpr const char* forward = "forward";
inline constexpr const char* back_to_returner = "back_to_returner";

// How it goes on from where it is sent back to, or from where it is handed in. Null: `otherwise`.
inline std::string resume_of(const Arguments& args, int at, const std::string& otherwise) {
    std::string resume = args.text(at).value_or(otherwise);
    if (resume == forward || resume == back_to_returner || resume == otherwise) return resume;
    throw Error::make(Code::BadArgument, "\"" + resume + "\" is no way to resume", "",
                      "It is forward or back_to_returner.");
}

}  // namespace wf::pg
