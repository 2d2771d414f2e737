// Every command: what somebody wants. decide/ has one file for each.
#pragma once

#include "core/state.hpp"
#include "core/values.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace wf {

struct Start {
    static constexpr std::string_view action = "start";
    std::int32_t definition_version = 0;
    std::string title;
    std::string business_table;
    std::string business_key;
    std::vector<Choice> chosen;
    Json data{"{}"};
};

struct Approve {
    static constexpr std::string_view action = "approve";
    SeatId task;
    std::optional<Json> data;  // merged into the form, key by key; null clears
};

struct Reject {
    static constexpr std::string_view action = "reject";
    SeatId task;
    std::optional<Json> data;
};

// The initiator takes the request back before anybody has acted on it.
struct Withdraw {
    static constexpr std::string_view action = "withdraw";
};

// The initiator or an administrator gives the matter up, at any time while it runs.
struct Cancel {
    static constexpr std::string_view action = "cancel";
};

// An administrator stops it.
struct Terminate {
    static constexpr std::string_view action = "terminate";
};

struct Copy {
    static constexpr std::string_view action = "copy";
    std::vector<PersonId> people;
};

struct Comment {
    static constexpr std::string_view action = "comment";
};

using Act = std::variant<Start, Approve, Reject, Withdraw, Cancel, Terminate, Copy, Comment>;

struct Command {
    Act act;
    PersonId actor;
    bool by_administrator = false;  // the caller's database role administers the engine
    Instant at = 0;
    std::string comment;
};

}  // namespace wf
