// What values the types of form fields take.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/value.hpp"

#include <string_view>

namespace wf {

// Nothing was filled in: absent, null or blank text.
bool is_missing(const feel::Value* value);

// Is the value of the field's type? Whether a person or department exists is not asked. Requires: it is not
// missing.
bool fits(const Field& field, const feel::Value& value);

// Its word in definitions: "number".
std::string_view word_for(FieldType type);

// "a number", "one of its values": for messages.
std::string_view expected(FieldType type);
std::string_view expected_in_chinese(FieldType type);

}  // namespace wf
