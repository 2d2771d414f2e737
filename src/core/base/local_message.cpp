#include "core/base/local_message.hpp"

#include "core/base/ascii.hpp"
#include "core/base/in_quotes.hpp"

#include <algorithm>

namespace wf {
namespace {

// Control characters, which PostgreSQL's messages don't have: begin, language | text, next language, end.
constexpr char begin = '\x11';
constexpr char text_follows = '\x12';
constexpr char next = '\x13';
constexpr char end = '\x14';

// What is named, its id, end.
constexpr char node = '\x15';
constexpr char flow = '\x16';
constexpr std::string_view named = "\x15\x16";
constexpr char end_of_id = '\x17';

// The languages between begin and end.
LocalText read(std::string_view written) {
    LocalText text;
    while (!written.empty()) {
        const std::string_view one = written.substr(0, written.find(next));
        const std::size_t middle = one.find(text_follows);
        if (middle != std::string_view::npos)
            text.texts.emplace_back(std::string{one.substr(0, middle)}, std::string{one.substr(middle + 1)});
        written.remove_prefix(std::min(written.size(), one.size() + 1));
    }
    return text;
}

// On one line: names in drawings are broken into lines as they fit.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = c == ' ' || static_cast<unsigned char>(c) < 0x20;
        if (!is_blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

}  // namespace

std::string node_named(std::string_view id) { return node + std::string{id} + end_of_id; }

std::string flow_named(std::string_view id) { return flow + std::string{id} + end_of_id; }

std::string as_called(std::string_view id, const LocalText* name) {
    if (!name) return in_quotes(id);
    LocalText called;
    for (const auto& [language, text] : name->texts) {
        const std::string line = on_one_line(text);
        const bool says_no_more = line.empty() || ascii_lower(line) == ascii_lower(id);
        called.texts.emplace_back(
            language, says_no_more ? in_quotes(id) : in_quotes(line) + " (" + std::string{id} + ')');
    }
    return message_of(called, in_quotes(id));
}

std::string with_names(std::string_view message, const ElementNames& names) {
    std::string text;
    while (true) {
        const std::size_t from = message.find_first_of(named);
        const std::size_t to = from == std::string_view::npos ? from : message.find(end_of_id, from);
        if (to == std::string_view::npos) return text.append(message);
        const std::string_view id = message.substr(from + 1, to - from - 1);
        text.append(message.substr(0, from));
        text.append(as_called(id, message[from] == node ? names.of_node(id) : names.of_flow(id)));
        message.remove_prefix(to + 1);
    }
}

std::string message_of(const LocalText& text, std::string_view fallback) {
    if (text.texts.size() <= 1) return std::string{text.in("en", fallback)};
    std::string message{begin};
    for (const auto& [language, words] : text.texts) message += language + text_follows + words + next;
    message.back() = end;
    return message;
}

std::string in_both(std::string english, std::string chinese) {
    return message_of({.texts = {{"en", std::move(english)}, {"zh", std::move(chinese)}}}, {});
}

std::string in_language(std::string_view message, std::string_view language) {
    std::string text;
    while (true) {
        const std::size_t from = message.find(begin);
        const std::size_t to = from == std::string_view::npos ? from : message.find(end, from);
        if (to == std::string_view::npos) return text.append(message);
        text.append(message.substr(0, from));
        text.append(read(message.substr(from + 1, to - from - 1)).in(language, ""));
        message.remove_prefix(to + 1);
    }
}

}  // namespace wf
