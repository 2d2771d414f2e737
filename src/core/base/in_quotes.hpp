#pragma once

#include <string>
#include <string_view>

namespace wf {

// For messages.
inline std::string in_quotes(std::string_view text) { return '"' + std::string{text} + '"'; }

}  // namespace wf
