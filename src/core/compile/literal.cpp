#include "core/compile/literal.hpp"

#include <charconv>
#include <cstddef>

namespace wf::compiler {
namespace {

constexpr int max_exponent = 400;

// "1.5e3" -> "1500", "12e-3" -> "0.012", "10.10" -> "10.10".
std::optional<std::string> plain_number(std::string_view text) {
    const std::size_t mark = text.find_first_of("eE");
    if (mark == std::string_view::npos) return std::string{text};
    std::string_view power = text.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int exponent = 0;
    const auto [stop, problem] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (problem != std::errc{} || stop != power.data() + power.size()) return std::nullopt;
    if (exponent > max_exponent || exponent < -max_exponent) return std::nullopt;

    std::string_view number = text.substr(0, mark);
    const bool is_negative = number.starts_with('-');
    if (is_negative) number.remove_prefix(1);
    const std::size_t point = number.find('.');
    std::string digits{number.substr(0, point)};
    auto whole = static_cast<std::ptrdiff_t>(digits.size()) + exponent;  // digits before the new point
    if (point != std::string_view::npos) digits += number.substr(point + 1);
    if (whole <= 0) {
        digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
        whole = 1;
    }
    if (whole > static_cast<std::ptrdiff_t>(digits.size()))
        digits.resize(static_cast<std::size_t>(whole), '0');
    if (whole < static_cast<std::ptrdiff_t>(digits.size()))
        digits.insert(static_cast<std::size_t>(whole), 1, '.');
    const std::size_t zeros = digits.find_first_not_of('0');
    if (zeros == std::string::npos)
        digits = "0";
    else
        digits.erase(0, digits[zeros] == '.' ? zeros - 1 : zeros);
    return (is_negative ? "-" : "") + digits;
}

}  // namespace

std::string string_literal(std::string_view text) {
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            result += "\\u00";
            result += hex[byte >> 4U];
            result += hex[byte & 0xFU];
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::optional<std::string> literal(const JsonValue& value) {
    switch (value.type) {
        case JsonValue::Type::Null:
            return "null";
        case JsonValue::Type::Boolean:
            return value.truth ? "true" : "false";
        case JsonValue::Type::Number:
            return plain_number(value.text);
        case JsonValue::Type::String:
            return string_literal(value.text);
        case JsonValue::Type::Array:
        case JsonValue::Type::Object:
            break;
    }
    return std::nullopt;
}

}  // namespace wf::compiler
