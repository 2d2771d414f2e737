// Names: how long they are, and what they stand for.
#include "core/base/closest.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/parser.hpp"
#include "core/expression/utf8.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

constexpr std::size_t max_name_tokens = 12;

// Not std::views::reverse: clang 14, which builds the fuzzer, does not understand GCC's ranges.
template <class List>
struct Backwards {
    List& list;
    auto begin() const { return list.rbegin(); }
    auto end() const { return list.rend(); }
};
template <class List>
Backwards(List&) -> Backwards<List>;

bool joins_without_blank(Sign sign) {
    return sign == Sign::Plus || sign == Sign::Minus || sign == Sign::Star || sign == Sign::Slash ||
           sign == Sign::Dot;
}

bool is_word_or_number(Sign sign) { return sign == Sign::Name || sign == Sign::Number; }

bool begins_with_word(std::string_view name, std::string_view word) {
    return name.size() > word.size() && name.starts_with(word);
}

}  // namespace

// The longest known name here; else as many words as stand side by side: two words that are no words of the
// language cannot be anything but one name.
Parser::FoundName Parser::find_name() {
    FoundName found{std::string{text_of(now())}, 1};
    if (may_have_blanks(found.text)) found = longest_known_name();
    const bool is_unknown = found.tokens == 1 && !is_known(found.text, false);
    const std::size_t words = is_unknown ? words_ahead() : 1;
    return words > 1 ? FoundName{joined(at_, words), words} : found;
}

Parser::FoundName Parser::longest_known_name() const {
    FoundName found{std::string{text_of(now())}, 1};
    for (std::size_t count = 2; count <= max_name_tokens; ++count) {
        const Sign last = ahead(count - 1).sign;
        if (!is_word_or_number(last) && !joins_without_blank(last)) break;
        std::string name = joined(at_, count);
        if (is_known(name, ahead(count).sign == Sign::OpenParen)) found = {std::move(name), count};
    }
    return found;
}

void Parser::declare(std::string name, std::uint32_t slot) {
    NameScope& scope = scopes_.back();
    const bool has_signs = name.find_first_of(" +-*/.") != std::string::npos;
    scope.has_signs = scope.has_signs || has_signs;
    scope.names.emplace_back(std::move(name), slot);
}

// Words joined by one blank, signs without: the form in which names are compared.
std::string Parser::joined(std::size_t first, std::size_t count) const {
    std::string name;
    for (std::size_t i = first; i < first + count; ++i) {
        const bool blank = i > first && is_word_or_number(tokens_.list[i].sign) &&
                           is_word_or_number(tokens_.list[i - 1].sign);
        if (blank) name += ' ';
        name += text_of(tokens_.list[i]);
    }
    return name;
}

bool Parser::is_known(std::string_view name, bool is_called) const {
    for (const NameScope& scope : scopes_)
        for (const auto& [known, slot] : scope.names)
            if (known == name) return true;
    if (std::ranges::find(vocabulary_.names, name) != vocabulary_.names.end()) return true;
    return is_called && (find_builtin(name) || is_function(name));
}

// From here on, up to a word of the language in any case, or in Chinese: "a AND b" is a mistake, not a name.
// Requires: a name is here.
std::size_t Parser::words_ahead() const {
    static constexpr std::string_view ends[] = {"and",      "between",   "else", "every",    "false", "for",
                                                "function", "if",        "in",   "instance", "null",  "or",
                                                "return",   "satisfies", "some", "then",     "true"};
    std::size_t count = 1;
    while (count < max_name_tokens && ahead(count).sign == Sign::Name &&
           std::ranges::find(ends, utf8::lower_case(text_of(ahead(count)))) == std::end(ends) &&
           operator_in_chinese(text_of(ahead(count))).empty())
        ++count;
    return count;
}

bool Parser::is_function(std::string_view name) const {
    return std::ranges::find(vocabulary_.functions, name) != vocabulary_.functions.end();
}

bool Parser::may_have_blanks(std::string_view word) const {
    for (const NameScope& scope : scopes_) {
        if (!scope.has_signs) continue;
        for (const auto& [known, slot] : scope.names)
            if (begins_with_word(known, word)) return true;
    }
    for (const std::vector<std::string>* list : {&vocabulary_.names, &vocabulary_.functions})
        for (const std::string& known : *list)
            if (begins_with_word(known, word)) return true;
    return starts_builtin(word);
}

std::optional<std::uint32_t> Parser::local(std::string_view name) const {
    for (const NameScope& scope : Backwards{scopes_})
        for (const auto& [known, slot] : Backwards{scope.names})
            if (known == name) return slot;
    return std::nullopt;
}

// From the innermost scope outwards. A filter on the way does not end the search: only when its item is there
// shows whether it has such a field.
NodeIndex Parser::resolve(const std::string& name, std::uint32_t begin) {
    std::vector<Child> items;
    std::optional<NodeIndex> otherwise;
    for (NameScope& scope : Backwards{scopes_}) {
        if (scope.is_filter) {
            scope.used = true;
            items.push_back({0, scope.slot});
            if (name != "item") continue;
            otherwise = add(Kind::Local, {}, scope.slot);
            break;
        }
        for (const auto& [known, slot] : Backwards{scope.names})
            if (!otherwise && known == name) otherwise = add(Kind::Local, {}, slot);
        if (otherwise) {
            scope.used = true;
            break;
        }
    }
    if (!otherwise) otherwise = root_name(name, begin, !items.empty());
    if (items.empty()) return *otherwise;
    for (Child& item : items) item.node = *otherwise;
    items.push_back({*otherwise});
    return add(Kind::ItemField, std::move(items), string(name));
}

NodeIndex Parser::root_name(const std::string& name, std::uint32_t begin, bool in_filter) {
    const auto [found, is_new] =
        root_names_.try_emplace(name, static_cast<std::uint32_t>(tree_->names.size()));
    if (is_new) tree_->names.push_back({name, position(begin), in_filter});
    if (!in_filter) tree_->names[found->second].maybe_field = false;
    return add(Kind::Root, {}, found->second);
}

NodeIndex Parser::unknown_function(const std::string& name, std::uint32_t begin) {
    std::vector<std::string_view> candidates{vocabulary_.functions.begin(), vocabulary_.functions.end()};
    std::string_view nearest = closest(name, candidates);
    if (nearest.empty()) nearest = nearest_builtin(name);
    std::string hint = nearest.empty() ? "" : "Did you mean \"" + std::string{nearest} + "\"?";
    if (vocabulary_.mistakes_are_null) {
        ++at_;
        std::vector<Argument> list;
        if (!arguments(list)) return 0;
    }
    return mistake(begin, "unknown function \"" + name + "\"", std::move(hint));
}

}  // namespace wf::feel
