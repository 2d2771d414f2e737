// What verbs have in common.
#pragma once

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/command/run_command.hpp"

namespace wf::pg {

// What an actor does, and what they say to it.
struct Deed {
    Act act;
    std::string comment;
};

// The last arguments of every verb, in this order.
inline Call take_tail(Arguments& args) {
    return {.actor = args.text("actor"),
            .request_id = args.text("request_id"),
            .expected_version = args.int8("expected_version"),
            .tenant = args.tenant()};
}

inline std::string take_comment(Arguments& args) { return args.text("comment").value_or(""); }

// An object; null is an empty one.
inline Json take_object(Arguments& args, const char* name) { return args.json(name).value_or(Json{"{}"}); }

inline constexpr const char* forward = "forward";
inline constexpr const char* back_to_returner = "back_to_returner";

// How it goes on from where it is sent back to, or from where it is handed in. Null: `otherwise`.
inline std::string take_resume(Arguments& args, const std::string& otherwise) {
    std::string resume = args.text("resume").value_or(otherwise);
    if (resume == forward || resume == back_to_returner || resume == otherwise) return resume;
    throw Error::make(Code::BadArgument, "\"" + resume + "\" is not a way to resume", "",
                      "It is forward or back_to_returner.");
}

}  // namespace wf::pg
