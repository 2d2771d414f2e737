#include "core/compile/need.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace wf::compiler {
namespace {

// 1 to 9 decimal digits and nothing else.
std::optional<std::int64_t> digits(std::string_view text) {
    if (text.empty() || text.size() > 9) return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::optional<Need> share(std::optional<std::int64_t> numerator, std::optional<std::int64_t> denominator) {
    if (!numerator || !denominator || *numerator < 1 || *denominator < *numerator) return std::nullopt;
    return Need{.is_share = true, .numerator = *numerator, .denominator = *denominator};
}

std::optional<Need> percentage(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return share(digits(text), 100);
    const std::string_view decimals = text.substr(point + 1);
    if (point == 0 || decimals.empty() || decimals.size() > 6) return std::nullopt;
    std::int64_t denominator = 100;
    for (std::size_t i = 0; i < decimals.size(); ++i) denominator *= 10;
    return share(digits(std::string{text.substr(0, point)} + std::string{decimals}), denominator);
}

}  // namespace

std::optional<Need> parse_need(std::string_view text) {
    if (text.ends_with('%')) return percentage(text.substr(0, text.size() - 1));
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos)
        return share(digits(text.substr(0, slash)), digits(text.substr(slash + 1)));
    const std::optional<std::int64_t> count = digits(text);
    if (!count || *count < 1) return std::nullopt;
    return Need{.count = *count};
}

}  // namespace wf::compiler
