// Text that shows nothing.
#pragma once

#include <string_view>

namespace wf {

// Empty, or white space only, as Unicode has it: full-width blanks and no-break spaces too, and the characters of
// no width that come with pasted text. Invalid UTF-8 is not blank.
bool is_blank(std::string_view text);

}  // namespace wf
