// Names in SQL.
#pragma once

#include <string>
#include <string_view>

namespace wf::gateway {

[[nodiscard]] inline std::string identifier(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) { text += c == '"' ? std::string("\"\"") : std::string(1, c); }
    return text + "\"";
}

}  // namespace wf::gateway
