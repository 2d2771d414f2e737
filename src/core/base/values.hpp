// The small values that everything else is made of: strong ids, time, people, localised text.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf {

// A strong id: ids of different things don't mix, and cost what the number costs.
template <class Tag, class Number>
struct Id {
    Number value{};
    friend auto operator<=>(const Id&, const Id&) = default;
};

using SeatId = Id<struct SeatTag, std::uint32_t>;    // numbered within one instance, from 1
using TokenId = Id<struct TokenTag, std::uint32_t>;  // numbered within one instance, from 1
using InstanceId = Id<struct InstanceTag, std::int64_t>;
using WaitId = Id<struct WaitTag, std::uint32_t>;  // numbered within one instance, from 1

// Microseconds since 2000-01-01 00:00 UTC: PostgreSQL's timestamptz, so that nothing is converted.
using Instant = std::int64_t;

// A person is known by the host application's own id.
using PersonId = std::string;

// The actor of automatic decisions.
inline constexpr std::string_view system_actor = "system";

// A JSON document as text. Numbers are exact, to 34 digits.
struct Json {
    std::string text;
    friend bool operator==(const Json&, const Json&) = default;
};

// Text in several languages: {"en": "Leave request", "zh": "请假申请"}. A plain JSON string is stored under
// "".
struct LocalText {
    std::vector<std::pair<std::string, std::string>> texts;  // (language, text), document order

    bool empty() const { return texts.empty(); }

    // The text in `language`; else in English; else the first one; else `fallback`.
    std::string_view in(std::string_view language, std::string_view fallback) const {
        const std::string* found = nullptr;
        for (const auto& [lang, text] : texts) {
            if (lang == language) return text;
            if (lang == "en" || lang.empty() || found == nullptr) found = &text;
        }
        return found ? std::string_view{*found} : fallback;
    }
};

}  // namespace wf
