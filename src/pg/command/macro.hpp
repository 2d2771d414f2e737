// Several commands in one call: [{"command": "approve", "task_id": 7, "comment": "ok"}, ...]. Each is a call
// of the SQL function of that name, with the rights of the caller; the keys are the names of its arguments.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

constexpr std::size_t max_macro_commands = 1'000;

// A command as a call: "SELECT wf.approve(task_id => (...)::bigint, ...)". $1: its JSON, $2: who acts where
// it does not say so itself, $3: the cell.
struct MacroCall {
    std::string command;
    std::string sql;
    std::string json;
    // What it names itself, as text.
    std::optional<std::string> actor;
    std::optional<std::string> tenant;
};

// Throws WF504 if there is no such command, or it has no such argument. Takes EngineRights and Spi itself.
std::vector<MacroCall> read_macro(const Json& commands);

// One after the other, all or none: an error ends the transaction, and its CONTEXT says which command it was.
// Gives what each of them gave, as a JSON array. Without EngineRights; with Spi.
std::string run_macro(const std::vector<MacroCall>& calls, const std::optional<std::string>& actor,
                      std::int64_t tenant);

}  // namespace wf::pg
