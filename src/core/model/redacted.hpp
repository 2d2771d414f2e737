// Fields of the form have been blanked, in the entries before and in the state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct RedactedEntry {
    std::int64_t seq = 0;
    std::string hash;  // that it would have today, behind the entry before it; in hexadecimal digits
};

// An event (event.hpp).
struct Redacted {
    static constexpr std::string_view type = "Redacted";
    std::vector<std::string> fields;
    std::vector<RedactedEntry> entries;
    std::string chain{};  // as of StateKept
};

}  // namespace wf
