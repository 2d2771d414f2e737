#include "core/base/local_message.hpp"

#include <algorithm>

namespace wf {
namespace {

// Control characters, which PostgreSQL's messages don't have: begin, language | text, next language, end.
constexpr char begin = '\x11';
constexpr char text_follows = '\x12';
constexpr char next = '\x13';
constexpr char end = '\x14';

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

}  // namespace

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
