// Values of form fields: JSON has no dates, so a field says what its text stands for.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/static_type.hpp"

namespace wf {

// A date field's text as a date, a datetime field's as a date and time; text that is none stays text, empty
// text is null, and every other value is what it is.
feel::Value form_value(FieldType type, feel::Value value);

// What is known of the field before it has a value.
feel::StaticType static_type(const Field& field);

}  // namespace wf
