// Making and changing JSON trees. The tree is the compiler's own: it keeps numbers as they were written
// (10.10), and reading it counts how deep it gets.
#pragma once

#include "core/compile/json_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::bpmn {

using Json = compiler::JsonValue;

Json text_json(std::string_view text);
Json number_json(std::int64_t number);
Json truth_json(bool truth);
Json object_json();
Json array_json();

// Requires: an object. Replaces the member or appends it.
void put(Json& object, std::string_view key, Json value);
void drop(Json& object, std::string_view key);

// The string under `key`, "" if there is none.
std::string_view text_of(const Json& object, std::string_view key);

// Whether they mean the same: the order of keys does not count, the spelling of numbers does.
bool equal(const Json& a, const Json& b);

// nullopt: no JSON, too large or too deep.
std::optional<Json> parse_json(std::string_view text);

}  // namespace wf::bpmn
