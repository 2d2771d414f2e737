#include "core/chinese/chinese.hpp"

#include "core/chinese/phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wf {
namespace chinese {
namespace {

constexpr int max_depth = 12;             // of phrases inside of phrases
constexpr std::size_t max_length = 4000;  // bytes of a text that is looked at
constexpr std::size_t max_steps = 5000;

enum class Place : char { Any = '\0', Quoted = 'q', Known = 'k', Perhaps = '*', Code = '=', Number = '#' };

// Literal, place, literal, ... literal: one place less than literals.
struct Pattern {
    std::vector<std::string_view> literals;
    std::vector<Place> places;
    std::string_view chinese;
    std::size_t weight = 0;  // bytes of the literals
};

Pattern pattern_of(const Phrase& phrase) {
    Pattern pattern{.literals = {}, .places = {}, .chinese = phrase.chinese};
    std::string_view rest = phrase.english;
    std::size_t from = 0;
    while (true) {
        const std::size_t open = rest.find('{', from);
        if (open == std::string_view::npos) break;
        const std::string_view inside = rest.substr(open + 1, rest.find('}', open) - open - 1);
        const bool is_place =
            inside.empty() ||
            (inside.size() == 1 && std::string_view{"qk*=#"}.find(inside[0]) != std::string_view::npos);
        from = open + 1;
        if (!is_place) continue;  // a brace of JSON
        pattern.literals.push_back(rest.substr(0, open));
        pattern.places.push_back(inside.empty() ? Place::Any : static_cast<Place>(inside[0]));
        rest.remove_prefix(open + inside.size() + 2);
        from = 0;
    }
    pattern.literals.push_back(rest);
    for (const std::string_view literal : pattern.literals) pattern.weight += literal.size();
    return pattern;
}

// All phrases, ready to be looked up.
struct Catalogue {
    std::unordered_map<std::string_view, std::string_view> whole;  // without places
    std::vector<Pattern> patterns;                                 // heaviest first

    Catalogue() {
        for (const std::span<const Phrase> phrases : all())
            for (const Phrase& phrase : phrases) {
                Pattern pattern = pattern_of(phrase);
                if (pattern.places.empty())
                    whole.emplace(phrase.english, phrase.chinese);
                else
                    patterns.push_back(std::move(pattern));
            }
        std::ranges::stable_sort(patterns, std::greater{}, &Pattern::weight);
    }
};

const Catalogue& catalogue() {
    static const Catalogue the_catalogue;
    return the_catalogue;
}

bool is_quoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

bool is_one_quoted(std::string_view text) {
    return is_quoted(text) && text.substr(1, text.size() - 2).find('"') == std::string_view::npos;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string requoted(std::string_view text) {
    return "“" + std::string{text.substr(1, text.size() - 2)} + "”";
}

// {1} is what stands in the first place.
std::string filled(std::string_view chinese, const std::vector<std::string>& said) {
    std::string text;
    for (std::size_t i = 0; i < chinese.size(); ++i) {
        const bool is_place = chinese[i] == '{' && i + 2 < chinese.size() && chinese[i + 2] == '}' &&
                              chinese[i + 1] >= '1' &&
                              static_cast<std::size_t>(chinese[i + 1] - '1') < said.size();
        if (!is_place) {
            text += chinese[i];
            continue;
        }
        text += said[static_cast<std::size_t>(chinese[i + 1] - '1')];
        i += 2;
    }
    return text;
}

// `"a", "b" and "c"`: what stands between the items of a list.
struct Joint {
    std::string_view english, chinese;
};
constexpr Joint joints[] = {{", ", "、"}, {" and ", "和"}, {" or ", "或"}};

const Joint* joint_at(std::string_view text) {
    if (text.starts_with(" and time")) return nullptr;  // of "date and time"
    const auto found =
        std::ranges::find_if(joints, [&](const Joint& one) { return text.starts_with(one.english); });
    return found == std::end(joints) ? nullptr : &*found;
}

// One text. It looks at no more than max_steps parts: what stands in quotes may look like phrases without end.
class Translation {
public:
    // `quotes`: whether what stands in quotes may have quotes in it.
    explicit Translation(bool quotes) : quotes_{quotes} {}

    // Nothing, too, if it was given up: what is only half said is not said.
    std::optional<std::string> of(std::string_view text) {
        std::optional<std::string> said = phrase(text, max_depth);
        return steps_ > max_steps ? std::nullopt : said;
    }

private:
    std::optional<std::string> phrase(std::string_view text, int depth) {
        if (++steps_ > max_steps) return std::nullopt;
        if (const auto found = catalogue().whole.find(text); found != catalogue().whole.end())
            return std::string{found->second};
        for (const Pattern& pattern : catalogue().patterns) {
            if (text.size() < pattern.weight || !text.starts_with(pattern.literals.front()) ||
                !text.ends_with(pattern.literals.back()))
                continue;
            std::vector<std::string> said;
            if (matches(pattern, 0, text.substr(pattern.literals.front().size()), depth, said))
                return filled(pattern.chinese, said);
        }
        return std::nullopt;
    }

    // The text from the place `i` on; what stands in the places is added to `said`.
    bool matches(const Pattern& pattern, std::size_t i, std::string_view text, int depth,
                 std::vector<std::string>& said) {
        if (i == pattern.places.size()) return text.empty();
        const std::string_view next = pattern.literals[i + 1];
        const auto ends_at = [&](std::size_t end) {
            const std::optional<std::string> one = rendered(text.substr(0, end), pattern.places[i], depth);
            if (!one) return false;
            said.push_back(*one);
            if (matches(pattern, i + 1, text.substr(end + next.size()), depth, said)) return true;
            said.resize(i);
            return false;
        };
        if (i + 1 == pattern.places.size()) return text.ends_with(next) && ends_at(text.size() - next.size());
        for (std::size_t end = text.find(next); end != std::string_view::npos && steps_ <= max_steps;
             end = text.find(next, end + 1))
            if (ends_at(end)) return true;
        return false;
    }

    std::optional<std::string> rendered(std::string_view text, Place place, int depth) {
        ++steps_;
        switch (place) {
            case Place::Quoted:
                return (quotes_ ? is_quoted(text) : is_one_quoted(text)) ? std::optional{requoted(text)}
                                                                         : std::nullopt;
            case Place::Number: return is_number(text) ? std::optional{std::string{text}} : std::nullopt;
            case Place::Code: return std::string{text};
            case Place::Known: return known(text, depth - 1);
            case Place::Any: break;
            case Place::Perhaps:
                if (std::optional<std::string> said = known(text, depth - 1)) return said;
                break;
        }
        return is_one_quoted(text) ? requoted(text) : std::string{text};
    }

    std::optional<std::string> known(std::string_view text, int depth) {
        if (depth <= 0) return std::nullopt;
        if (is_one_quoted(text)) return requoted(text);
        if (const auto found = known_.find(text); found != known_.end()) return found->second;
        std::optional<std::string> said = phrase(text, depth);
        if (!said) said = list(text, depth - 1);
        known_.emplace(text, said);
        return said;
    }

    // A joint within quotes is none.
    std::optional<std::string> list(std::string_view text, int depth) {
        std::string said;
        bool is_inside = false;
        std::size_t begin = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '"') is_inside = !is_inside;
            const Joint* joint = is_inside ? nullptr : joint_at(text.substr(at));
            if (!joint) continue;
            const std::optional<std::string> item = known(text.substr(begin, at - begin), depth);
            if (!item) return std::nullopt;
            said += *item + std::string{joint->chinese};
            begin = at + joint->english.size();
            at = begin - 1;
            is_inside = false;
        }
        if (begin == 0) return std::nullopt;
        const std::optional<std::string> last = known(text.substr(begin), depth);
        return last ? std::optional{said + *last} : std::nullopt;
    }

    bool quotes_;
    std::unordered_map<std::string_view, std::optional<std::string>> known_;  // asked again by other patterns
    std::size_t steps_ = 0;
};

}  // namespace

std::vector<std::span<const Phrase>> all() {
    return {words(),        of_vocabulary(), of_graph(),       of_people(),  of_feel(),
            of_decisions(), of_bpmn(),       of_translation(), of_machines(), of_database()};
}

}  // namespace chinese

std::optional<std::string> in_chinese(std::string_view english) {
    if (english.size() > chinese::max_length) return std::nullopt;
    using chinese::Translation;
    std::optional<std::string> said = Translation{false}.of(english);
    return said ? said : Translation{true}.of(english);
}

}  // namespace wf
