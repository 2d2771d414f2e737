#pragma once

#include <string>
#include <string_view>

namespace wf {

// Appends `text` as a JSON string, in quotes and with JSON's escapes; FEEL reads it as the same string.
void append_json_string(std::string& out, std::string_view text);

}  // namespace wf
