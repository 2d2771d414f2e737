// The body of a request about jobs: a JSON object whose keys are arguments of a function of the database.
#pragma once

#include "gateway/db/connection.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace wf::gateway {

struct Argument {
    std::string_view name;
    std::string_view type;  // of SQL
    bool is_required = false;
};

// Throws Failure 400 for what is no JSON object, or has other keys than `known`, or lacks one that it needs.
[[nodiscard]] nlohmann::json read_arguments(const std::string& body, std::span<const Argument> known);

// schema.function(name => $1::type, ...) with the arguments that are there, as values of the statement; its text is only that call.
[[nodiscard]] Statement call_of(const std::string& schema, std::string_view function, const nlohmann::json& given, std::span<const Argument> known);

}  // namespace wf::gateway
