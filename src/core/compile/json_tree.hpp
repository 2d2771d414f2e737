// The JSON text of a definition as a tree.
//
// Not nlohmann's own tree, because that one sorts the keys or forgets duplicates, turns numbers into doubles
// (10.10 must stay 10.10), and is built before anybody can count how deep it gets. Here nlohmann is the
// tokenizer.
#pragma once

#include "core/compile/compile.hpp"
#include "core/base/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::compiler {

struct Member;

struct JsonValue {
    enum class Type : std::uint8_t { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    bool truth = false;            // Boolean
    std::string text;              // String: its characters; Number: its digits as written
    std::vector<JsonValue> items;  // Array
    std::vector<Member> members;   // Object, document order

    bool is(Type wanted) const { return type == wanted; }

    // The first member with that key, or nullptr.
    const JsonValue* find(std::string_view key) const;
};

struct Member {
    std::string key;
    JsonValue value;
};

// "an object", "a string", "null": for messages.
std::string_view a_type(JsonValue::Type type);

// Compact JSON: no white space, keys in document order, numbers as written.
std::string to_text(const JsonValue& json);

// nullopt: the text is too large, too deep or no JSON, and `report` says so in one finding. Duplicate keys
// are findings, the tree then has both. Ensures: nesting of the tree <= limits.max_depth, so recursion over
// it is safe.
std::optional<JsonValue> read_json(std::string_view text, const CompileLimits& limits, Report& report);

}  // namespace wf::compiler
