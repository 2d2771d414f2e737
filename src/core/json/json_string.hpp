#pragma once

#include <string>
#include <string_view>

namespace wf {

// Appends `text` as a JSON string: in quotes, with JSON's escapes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace wf
