#include "core/expression/pattern.hpp"

#include "core/expression/pattern_syntax.hpp"

#include <unicode/regex.h>
#include <exception>
#include <list>
#include <new>

namespace wf::feel {

namespace {

using icu::RegexMatcher;
using icu::RegexPattern;
using icu::UnicodeString;

constexpr std::size_t kept = 16;
constexpr std::size_t callback_steps = 10'000;  // of ICU, between two calls
constexpr int32_t max_stack = 4 * 1024 * 1024;  // bytes, for backtracking

UnicodeString wide(std::string_view text) {
    return UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

std::string narrow(const UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
}

// The replacement's parts: text, or the number of a group.
struct Part {
    UnicodeString text;
    int32_t group = -1;
};

std::optional<std::vector<Part>> parts_of(const UnicodeString& replacement, int32_t groups, bool is_literal) {
    std::vector<Part> parts;
    if (is_literal) return std::vector<Part>{{replacement, -1}};
    for (int32_t i = 0; i < replacement.length(); ++i) {
        const char16_t c = replacement.charAt(i), next = replacement.charAt(i + 1);
        if (c == '$') {
            if (next < '0' || next > '9') return std::nullopt;
            int32_t group = next - '0';
            ++i;
            const auto digit = [&] { return replacement.charAt(i + 1) - '0'; };
            while (digit() >= 0 && digit() <= 9 && group * 10 + digit() <= groups && group > 0) {
                group = group * 10 + digit();
                ++i;
            }
            parts.push_back({{}, group});
            continue;
        }
        if (c == '\\') {
            if (next != '\\' && next != '$') return std::nullopt;
            ++i;
        }
        if (parts.empty() || parts.back().group >= 0) parts.push_back({});
        parts.back().text.append(c == '\\' ? next : c);
    }
    return parts;
}

}  // namespace

struct Pattern::Compiled {
    std::unique_ptr<RegexPattern> regex;
    bool is_literal = false;
};

// Where evaluation's limits stop a search that backtracks without end. ICU must not see an exception.
struct Pattern::Watch {
    Meter& meter;
    std::exception_ptr problem{};

    static UBool goes_on(const void* context, int32_t) {
        Watch& watch = *static_cast<Watch*>(const_cast<void*>(context));
        try {
            watch.meter.charge(callback_steps);
            return true;
        } catch (...) {
            watch.problem = std::current_exception();
            return false;
        }
    }
};

// One text looked through.
class Pattern::Search {
public:
    Search(const Compiled& compiled, std::string_view text, Meter& meter) : text_(wide(text)), watch_{meter} {
        meter.charge(1 + text.size() / 16);
        matcher_.reset(compiled.regex->matcher(text_, status_));
        if (!matcher_) throw std::bad_alloc{};
        matcher_->setStackLimit(max_stack, status_);
        matcher_->setMatchCallback(&Watch::goes_on, &watch_, status_);
        check();
    }

    bool next() {
        watch_.meter.charge();
        const bool found = matcher_->find(status_);
        check();
        return found;
    }

    UnicodeString group(int32_t number) {
        if (number > matcher_->groupCount()) return {};
        UnicodeString result = matcher_->group(number, status_);
        check();
        return result;
    }

    const UnicodeString& text() const { return text_; }
    int32_t groups() const { return matcher_->groupCount(); }
    int32_t begin() { return matcher_->start(status_); }
    int32_t end() { return matcher_->end(status_); }

private:
    void check() {
        if (watch_.problem) std::rethrow_exception(watch_.problem);
        if (status_ == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc{};
        if (U_FAILURE(status_)) throw LimitExceeded{"regular expression takes too much memory"};
    }

    UnicodeString text_;
    Watch watch_;
    UErrorCode status_ = U_ZERO_ERROR;
    std::unique_ptr<RegexMatcher> matcher_;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::~Pattern() = default;

std::shared_ptr<const Pattern> Pattern::compile(std::string_view pattern, std::string_view flags) {
    struct Kept {
        std::string pattern, flags;
        std::shared_ptr<const Pattern> compiled;
    };
    static std::list<Kept> recent;  // the last one used first
    for (auto entry = recent.begin(); entry != recent.end(); ++entry) {
        if (entry->pattern != pattern || entry->flags != flags) continue;
        recent.splice(recent.begin(), recent, entry);
        return recent.front().compiled;
    }
    const std::optional<PatternFlags> wanted = PatternFlags::from(flags);
    if (!wanted) return nullptr;
    const std::optional<UnicodeString> translated = to_icu_pattern(wide(pattern), *wanted);
    if (!translated) return nullptr;
    std::uint32_t options = UREGEX_UNIX_LINES;
    if (wanted->any_case) options |= UREGEX_CASE_INSENSITIVE;
    if (wanted->multi_line) options |= UREGEX_MULTILINE;
    if (wanted->literal) options |= UREGEX_LITERAL;
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    auto compiled = std::make_unique<Compiled>();
    compiled->regex.reset(RegexPattern::compile(*translated, options, where, status));
    compiled->is_literal = wanted->literal;
    if (U_FAILURE(status) || !compiled->regex) return nullptr;
    std::shared_ptr<const Pattern> result{new Pattern{std::move(compiled)}};
    recent.push_front({std::string{pattern}, std::string{flags}, result});
    if (recent.size() > kept) recent.pop_back();
    return result;
}

bool Pattern::is_found_in(std::string_view text, Meter& meter) const {
    return Search{*compiled_, text, meter}.next();
}

std::optional<std::string> Pattern::replace(std::string_view text, std::string_view replacement,
                                            Meter& meter) const {
    if (is_found_in({}, meter)) return std::nullopt;
    Search search{*compiled_, text, meter};
    const auto parts = parts_of(wide(replacement), search.groups(), compiled_->is_literal);
    if (!parts) return std::nullopt;
    UnicodeString result;
    int32_t behind = 0;
    while (search.next()) {
        result.append(search.text(), behind, search.begin() - behind);
        for (const Part& part : *parts) result.append(part.group < 0 ? part.text : search.group(part.group));
        meter.charge_text(static_cast<std::size_t>(result.length()));
        behind = search.end();
    }
    result.append(search.text(), behind, search.text().length() - behind);
    return narrow(result);
}

std::vector<std::string> Pattern::split(std::string_view text, Meter& meter) const {
    Search search{*compiled_, text, meter};
    std::vector<std::string> parts;
    int32_t behind = 0;
    while (search.next()) {
        if (search.end() == search.begin()) continue;  // an empty match divides nothing
        meter.limit_list(parts.size() + 1);
        parts.push_back(narrow(search.text().tempSubStringBetween(behind, search.begin())));
        behind = search.end();
    }
    parts.push_back(narrow(search.text().tempSubString(behind)));
    return parts;
}

}  // namespace wf::feel
