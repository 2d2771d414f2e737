// The arguments of a call in a JSON body, each as the text that PostgreSQL reads: a number keeps all of its digits, jsonb is passed on as it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace wf::gateway {

// A member's text of JSON, by name. Throws Failure 400 PGRST102 for what is no JSON object, or has a name twice.
[[nodiscard]] std::map<std::string, std::string, std::less<>> read_members(const std::string& body);

// For a parameter of a type of PostgreSQL, as format_type gives it; nullopt is null. Throws Failure 400 for what cannot be one.
[[nodiscard]] std::optional<std::string> value_for(std::string_view type, const std::string& name, const std::string& json);

}  // namespace wf::gateway
