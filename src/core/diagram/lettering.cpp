#include "core/diagram/lettering.hpp"

#include "core/expression/utf8.hpp"

namespace wf::diagram {
namespace {

namespace utf8 = feel::utf8;

bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Controls, directions of writing, line separators, and what XML 1.0 forbids.
bool is_forbidden(char32_t c) {
    return c < 0x20 || is_within(c, 0x7F, 0x9F) || c == 0x61C || is_within(c, 0x200B, 0x200F) ||
           is_within(c, 0x2028, 0x202E) || is_within(c, 0x2060, 0x206F) || is_within(c, 0xD800, 0xDFFF) ||
           c == 0xFEFF || (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF;
}

// East Asian Wide and Fullwidth, roughly.
bool is_wide(char32_t c) {
    return is_within(c, 0x1100, 0x115F) || is_within(c, 0x2E80, 0xA4CF) || is_within(c, 0xAC00, 0xD7A3) ||
           is_within(c, 0xF900, 0xFAFF) || is_within(c, 0xFE30, 0xFE4F) || is_within(c, 0xFF00, 0xFF60) ||
           is_within(c, 0xFFE0, 0xFFE6) || is_within(c, 0x1F300, 0x1FAFF) || is_within(c, 0x20000, 0x3FFFD);
}

// In hundredths of the font size.
int advance(char32_t c) {
    constexpr std::u32string_view narrow = U"iljtfrI.,:;|!'()[] ";
    if (is_wide(c)) return 100;
    if (is_within(c, 0x300, 0x36F)) return 0;
    if (narrow.find(c) != std::u32string_view::npos) return 34;
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%') return 88;
    if (is_within(c, 'A', 'Z')) return 68;
    return c < 0x80 ? 57 : 62;
}

bool is_ideograph(char32_t c) { return is_wide(c) && !is_within(c, 0x3001, 0x3002) && c != 0xFF0C; }

// One line from `text`, which loses it.
std::string take_line(std::string_view& text, int most) {
    std::size_t end = 0;
    std::size_t good = 0;  // the last place where it may break
    int used = 0;
    while (end < text.size()) {
        std::size_t next = end;
        const char32_t c = utf8::next(text, next);
        if (end > 0 && is_ideograph(c)) good = end;
        if (c == ' ') good = end;
        used += advance(c);
        if (used > most && c != ' ') break;
        end = next;
        if (is_wide(c)) good = end;
    }
    if (end < text.size() && good > 0) end = good;
    if (end == 0) utf8::next(text, end);
    std::string line{text.substr(0, end)};
    text.remove_prefix(end);
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string shortened(std::string_view text, int most) {
    std::size_t end = 0;
    int used = 100;
    while (end < text.size()) {
        std::size_t next = end;
        used += advance(utf8::next(text, next));
        if (used > most) break;
        end = next;
    }
    return std::string{text.substr(0, end)} + "…";
}

int hundredths(std::string_view text, int most) {
    int sum = 0;
    for (std::size_t at = 0; at < text.size() && sum <= most;) sum += advance(utf8::next(text, at));
    return sum;
}

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_plain(std::string_view text, std::size_t i) {
    const char c = text[i];
    const bool is_inner = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    // A label is Markdown: "1. " begins a list, "_" emphasis.
    if (c == '.' || c == '_' || c == '-') return is_inner;
    return is_word(c) || c == ' ' || c == ',' || c == ':' || c == '=' || c == '/' || c == '(' || c == ')';
}

}  // namespace

std::string clean(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (c == utf8::invalid)
            utf8::append(out, 0xFFFD);
        else
            utf8::append(out, is_forbidden(c) ? U' ' : c);
    }
    return out;
}

int width_of(std::string_view text, int font_size) {
    constexpr int enough = 1'000'000;
    return (hundredths(text, enough) * font_size + 99) / 100;
}

std::vector<std::string> wrap(std::string_view text, int font_size, int width, std::size_t lines) {
    const int most = width * 100 / font_size;
    std::vector<std::string> wrapped;
    while (!text.empty() && wrapped.size() + 1 < lines && hundredths(text, most) > most)
        wrapped.push_back(take_line(text, most));
    if (!text.empty())
        wrapped.push_back(hundredths(text, most) > most ? shortened(text, most) : std::string{text});
    return wrapped;
}

std::string escape_xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else
            out += c;
    }
    return out;
}

std::string escape_dot(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
        if (c == '&') out += "amp;";
    }
    return out;
}

std::string mermaid_label(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_plain(text, i))
            out += text[i];
        else
            out += "#" + std::to_string(static_cast<int>(text[i])) + ";";
    return out + "\"";
}

}  // namespace wf::diagram
