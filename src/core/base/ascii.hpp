// Upper and lower case of words of formats and programs, which are ASCII: all other letters stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace wf {

constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

inline std::string ascii_lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = ascii_lower(c);
    return result;
}

inline std::string ascii_upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = ascii_upper(c);
    return result;
}

}  // namespace wf
