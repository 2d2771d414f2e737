// A value as text.
#pragma once

#include "core/expression/value.hpp"

#include <string>

namespace wf::feel {

// FEEL text of a value, as one would write it in an expression; what string() puts inside lists and contexts.
std::string to_feel(const Value& value);
// At most so many bytes of it; "..." says that there were more.
std::string to_feel(const Value& value, std::size_t max_bytes);

// What string() gives: of text the text itself, of dates, times and durations their ISO 8601 form.
std::string to_text(const Value& value);

}  // namespace wf::feel
