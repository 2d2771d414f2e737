#include "core/compile/names.hpp"

#include "core/expression/expression.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

namespace wf::compiler {
namespace {

// Takes one character off the front. Requires: well-formed UTF-8 (the JSON reader has checked it).
char32_t next(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && i < text.size(); ++i)
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(std::min(length, text.size()));
    return code;
}

struct Range {
    char32_t first, last;
};

// DMN 1.5, grammar rules 28 and 29 (name start char, name part char), without "?".
constexpr Range start_ranges[] = {
    {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
    {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
constexpr Range part_ranges[] = {{'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

bool is_name_start(char32_t c) {
    return std::any_of(std::begin(start_ranges), std::end(start_ranges),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}
bool is_name_part(char32_t c) {
    return is_name_start(c) ||
           std::any_of(std::begin(part_ranges), std::end(part_ranges),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool is_key_part(char32_t c) { return is_name_part(c) || c == '.' || c == '-'; }

// FNV-1a of 32 bits, in hexadecimal digits.
std::string digits_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string digits;
    for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(hash >> shift) & 0xFU];
    return digits;
}

// FEEL reads it as the name of one value.
bool is_one_name(std::string_view text) {
    feel::SyntaxError error;
    const auto expression = feel::Expression::parse(text, error);
    return expression && expression->names().size() == 1 && expression->names()[0].name == text;
}

}  // namespace

bool is_definition_key(std::string_view text) {
    if (text.empty() || text.size() > max_name || !is_name_start(next(text))) return false;
    while (!text.empty())
        if (!is_key_part(next(text))) return false;
    return true;
}

bool is_callable_name(std::string_view text) {
    // A colon would be read as the end of a prefix when the call comes back from BPMN.
    return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
           std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == ':';
           });
}

std::string key_from(std::string_view text) {
    if (is_definition_key(text)) return std::string{text};
    constexpr std::size_t room = max_name - 9;
    std::string key;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view before = rest;
        const char32_t c = next(rest);
        const bool fits = key.empty() ? is_name_start(c) : is_key_part(c);
        if (key.empty() && !fits) key = "_";
        const std::string_view bytes = before.substr(0, before.size() - rest.size());
        if (key.size() + bytes.size() > room) break;
        if (fits || is_key_part(c))
            key += bytes;
        else if (key != "_")
            key += '_';
    }
    if (key.empty()) key = "_";
    return key + '-' + digits_of(text);
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= max_name && std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
    });
}

bool is_plain_name(std::string_view text) {
    if (text.empty() || !is_name_start(next(text))) return false;
    while (!text.empty())
        if (!is_name_part(next(text))) return false;
    return true;
}

bool is_reserved_name(std::string_view text) {
    static constexpr std::string_view reserved[] = {"doc", "initiator", "outcome", "now"};
    return std::find(std::begin(reserved), std::end(reserved), text) != std::end(reserved);
}

bool is_expression_name(std::string_view text) {
    return text.size() <= max_name && is_plain_name(text) && is_one_name(text);
}

bool is_expression_words(std::string_view text) {
    for (std::string_view rest = text;;) {
        const std::size_t blank = rest.find(' ');
        if (!is_plain_name(rest.substr(0, blank))) return false;
        if (blank == std::string_view::npos) break;
        rest.remove_prefix(blank + 1);
    }
    return text.size() <= max_name && is_one_name(text);
}

}  // namespace wf::compiler
