// Values of form fields: JSON has no dates, so a field says what its text stands for.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/static_type.hpp"

namespace wf {

// A date field's text as a date, a datetime field's as a date and time; text that is none stays text, empty
// text is null, and every other value is what it is.
feel::Value form_value(FieldType type, feel::Value value);

// A datetime field's text for readers that know no time zone of ours, such as a column: with the offset of its
// zone, or of `zone` if it names none. Every other value is what it is.
feel::Value with_offset(FieldType type, feel::Value value, const feel::Zone& zone);

// What is known of the field before it has a value.
feel::StaticType static_type(const Field& field);

}  // namespace wf
