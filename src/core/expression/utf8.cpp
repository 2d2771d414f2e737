#include "core/expression/utf8.hpp"

#include <cstdint>

namespace wf::feel::utf8 {

char32_t next(std::string_view text, std::size_t& offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(offset);
    if (lead < 0x80) return byte(offset++);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || offset + size > text.size()) return ++offset, invalid;
    char32_t code = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(offset + i) & 0xC0) != 0x80) return ++offset, invalid;
        code = (code << 6) | (byte(offset + i) & 0x3Fu);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return ++offset, invalid;
    offset += size;
    return code;
}

void append(std::string& text, char32_t c) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    if (c < 0x10000) return put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
        put(0x80 | (c & 0x3F));
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::size_t offset_of(std::string_view text, std::size_t index) {
    std::size_t offset = 0;
    for (; offset < text.size(); ++offset) {
        if ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) continue;
        if (index-- == 0) break;
    }
    return offset;
}

bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_blank(std::string_view text) {
    // Of the format characters those that mean nothing alone.
    const auto has_no_width = [](char32_t c) {
        return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064);
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next(text, at);
        if (!is_space(c) && !has_no_width(c)) return false;
    }
    return true;
}

char half_width(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
        const char ascii = static_cast<char>(c - 0xFEE0);
        const bool letter_or_digit = (ascii >= '0' && ascii <= '9') || (ascii >= 'A' && ascii <= 'Z') ||
                                     (ascii >= 'a' && ascii <= 'z') || ascii == '_';
        return letter_or_digit ? '\0' : ascii;
    }
    switch (c) {
        case 0x3001:
            return ',';
        case 0x3002:
            return '.';
        case 0x201C:
        case 0x201D:
        case 0x300C:
        case 0x300D:
            return '"';
        case 0x2018:
        case 0x2019:
            return '\'';
        case 0x3010:
            return '[';
        case 0x3011:
            return ']';
        default:
            return '\0';
    }
}

// DMN 1.5, FEEL grammar rule 27. Full-width signs lie in its ranges, but nobody means them as letters.
bool starts_name(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
    if (half_width(c) != '\0' || is_space(c)) return false;
    struct Span {
        char32_t first, last;
    };
    static constexpr Span spans[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                     {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
                                     {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                     {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
    for (const Span& span : spans)
        if (c >= span.first && c <= span.last) return true;
    return false;
}

bool continues_name(char32_t c) {
    return starts_name(c) || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
           (c >= 0x203F && c <= 0x2040);
}

}  // namespace wf::feel::utf8
