#include "core/expression/pattern_syntax.hpp"

#include <unicode/uniset.h>
#include <string>
#include <vector>

namespace wf::feel {

namespace {

using icu::UnicodeSet;
using icu::UnicodeString;

constexpr char16_t blanks[] = u"[\\u0020\\t\\n\\r]";
constexpr char16_t word_letters[] = u"[^\\p{P}\\p{Z}\\p{C}]";
constexpr char16_t name_starts[] =
    u"[\\:_A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D"
    u"\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF]";
constexpr char16_t name_parts[] =
    u"[\\-.\\:_0-9A-Za-z\\u00B7\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D"
    u"\\u203F-\\u2040\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD"
    u"\\U00010000-\\U000EFFFF]";

bool is_blank(UChar32 c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Flag x: blanks outside of classes go before anything else is read, so "\ d" is a digit and "( ?: a)" a group.
UnicodeString without_blanks(const UnicodeString& pattern) {
    UnicodeString out;
    int classes = 0;
    bool is_escaped = false;
    for (int32_t i = 0; i < pattern.length(); ++i) {
        const char16_t c = pattern.charAt(i);
        if (classes == 0 && is_blank(c)) continue;
        out.append(c);
        if (!is_escaped && c == '[') ++classes;
        if (!is_escaped && c == ']' && classes > 0) --classes;
        is_escaped = !is_escaped && c == '\\';
    }
    return out;
}

class Translator {
public:
    Translator(const UnicodeString& pattern, const PatternFlags& flags) : pattern_(pattern), flags_(flags) {}

    std::optional<UnicodeString> run() {
        while (!failed_ && !at_end()) item();
        if (failed_ || !open_groups_.empty()) return std::nullopt;
        return out_;
    }

private:
    bool at_end() const { return at_ >= pattern_.length(); }
    UChar32 peek() const { return at_end() ? 0 : pattern_.char32At(at_); }
    UChar32 take() {
        const UChar32 c = peek();
        at_ = pattern_.moveIndex32(at_, 1);
        return c;
    }
    bool accept(UChar32 c) { return !at_end() && peek() == c && (take(), true); }
    void fail() { failed_ = true; }

    static bool is_digit(UChar32 c) { return c >= '0' && c <= '9'; }
    // What a backslash takes the meaning from.
    static bool is_sign(UChar32 c) { return c > 0 && UnicodeString{u"\\|.?*+(){}-[]^$"}.indexOf(c) >= 0; }

    void item() {
        const UChar32 c = take();
        const bool may_repeat = can_repeat_;
        can_repeat_ = true;
        switch (c) {
            case '\\':
                return escape();
            case '[':
                return put(characters(0));
            case '(':
                return open_group();
            case ')':
                return close_group();
            case '|':
                can_repeat_ = false;
                out_.append(c);
                return;
            case '.':
                out_.append(flags_.dot_all ? UnicodeString{u"(?s:.)"} : UnicodeString{u"[^\\n\\r]"});
                return;
            case '^':
                out_.append(flags_.multi_line ? UnicodeString{u"^"} : UnicodeString{u"\\A"});
                return;
            case '$':
                out_.append(flags_.multi_line ? UnicodeString{u"$"} : UnicodeString{u"\\z"});
                return;
            case '*':
            case '+':
            case '?':
            case '{':
                return may_repeat ? quantifier(c) : fail();
            case ']':
            case '}':
                return fail();
            default:
                out_.append(c);
        }
    }

    // *, +, ?, {2}, {2,}, {2,3}, each with a "?" for as few as possible.
    void quantifier(UChar32 c) {
        out_.append(c);
        if (c == '{') {
            if (!number()) return fail();
            if (accept(',')) {
                out_.append(u',');
                number();
            }
            if (!accept('}')) return fail();
            out_.append(u'}');
        }
        if (accept('?')) out_.append(u'?');
        can_repeat_ = false;
    }

    bool number() {
        const int32_t begin = at_;
        while (!at_end() && is_digit(peek())) out_.append(take());
        return at_ > begin && at_ - begin < 6;
    }

    void open_group() {
        can_repeat_ = false;
        out_.append(u'(');
        if (!accept('?')) {
            open_groups_.push_back(++groups_);
            return;
        }
        if (!accept(':')) return fail();
        out_.append(u"?:");
        open_groups_.push_back(0);
    }

    void close_group() {
        if (open_groups_.empty()) return fail();
        closed_groups_.resize(static_cast<std::size_t>(groups_) + 1);
        closed_groups_[static_cast<std::size_t>(open_groups_.back())] = true;
        open_groups_.pop_back();
        out_.append(u')');
    }

    void escape() {
        const UChar32 c = peek();
        if (c >= '1' && c <= '9') return back_reference();
        UnicodeSet set;
        if (class_escape(set)) return put(set);
        if (failed_) return;
        out_.append(u'\\').append(take_escaped());
    }

    // As many digits as there are groups for.
    void back_reference() {
        std::size_t group = static_cast<std::size_t>(take() - '0');
        while (is_digit(peek()) &&
               group * 10 + static_cast<std::size_t>(peek() - '0') < closed_groups_.size())
            group = group * 10 + static_cast<std::size_t>(take() - '0');
        if (group >= closed_groups_.size() || !closed_groups_[group]) return fail();
        out_.append(u"(?:\\");
        for (const char digit : std::to_string(group)) out_.append(static_cast<char16_t>(digit));
        out_.append(u')');
    }

    // A single letter behind a backslash: n, r, t or a sign.
    UChar32 take_escaped() {
        const UChar32 c = at_end() ? 0 : take();
        if (c != 'n' && c != 'r' && c != 't' && !is_sign(c)) fail();
        return c;
    }

    UChar32 take_escaped_value() {
        const UChar32 c = take_escaped();
        return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }

    // \d, \p{Lu}...: what stands for many letters. False: something else.
    bool class_escape(UnicodeSet& set) {
        if (at_end()) return fail(), false;
        const UChar32 c = peek();
        const UChar32 small = c | 0x20;
        if (small == 'p') return take(), category(set, c == 'P');
        const char16_t* letters = small == 's'   ? blanks
                                  : small == 'w' ? word_letters
                                  : small == 'd' ? u"\\p{Nd}"
                                  : small == 'i' ? name_starts
                                  : small == 'c' ? name_parts
                                                 : nullptr;
        if (letters == nullptr || (c != small && c != (small & ~0x20))) return false;
        take();
        apply(set, letters);
        if (c != small) set.complement();
        return true;
    }

    void apply(UnicodeSet& set, const UnicodeString& pattern) {
        UErrorCode status = U_ZERO_ERROR;
        set.applyPattern(pattern, status);
        if (U_FAILURE(status)) fail();
    }

    // {Lu}, or a block such as {IsBasicLatin}.
    bool category(UnicodeSet& set, bool is_negated) {
        if (!accept('{')) return fail(), false;
        UnicodeString name;
        while (!at_end() && peek() != '}') {
            const UChar32 c = take();
            name.append(c);
        }
        if (!accept('}')) return fail(), false;
        for (int32_t i = 0; i < name.length(); ++i) {
            const char16_t c = name.charAt(i);
            const bool known = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!known && !is_digit(c) && c != '-') return fail(), false;
        }
        const bool is_block = name.startsWith(u"Is");
        if (!is_block && (name.length() < 1 || name.length() > 2)) return fail(), false;
        apply(set, is_block ? u"\\p{block=" + name.tempSubString(2) + u"}" : u"\\p{gc=" + name + u"}");
        if (is_negated) set.complement();
        return true;
    }

    // From behind "[" on. Case is dealt with here, since of a complement it cannot be dealt with later.
    UnicodeSet characters(int depth) {
        UnicodeSet letters, classes;
        if (depth > 16) return fail(), letters;
        const bool is_negated = accept('^');
        const int32_t first = at_;
        UnicodeSet without;
        while (!failed_) {
            if (at_end()) return fail(), letters;
            const bool subtracts = peek() == '-' && at_ + 1 < pattern_.length() &&
                                   pattern_.charAt(at_ + 1) == '[' && at_ > first;
            if (subtracts) {
                at_ += 2;
                without = characters(depth + 1);
                if (!accept(']')) fail();
                break;
            }
            if (accept(']')) {
                if (at_ - 1 == first) fail();
                break;
            }
            member(letters, classes);
        }
        if (flags_.any_case) letters.closeOver(USET_CASE_INSENSITIVE);
        letters.addAll(classes);
        if (is_negated) letters.complement();
        letters.removeAll(without);
        return letters;
    }

    void member(UnicodeSet& letters, UnicodeSet& classes) {
        if (peek() == '\\') {
            const int32_t before = at_;
            take();
            UnicodeSet set;
            if (class_escape(set)) {
                classes.addAll(set);
                return;
            }
            at_ = before;
        }
        const UChar32 low = letter();
        const bool is_range = !failed_ && peek() == '-' && at_ + 1 < pattern_.length() &&
                              pattern_.charAt(at_ + 1) != ']' && pattern_.charAt(at_ + 1) != '[';
        if (!is_range) {
            letters.add(low);
            return;
        }
        take();
        const UChar32 high = letter();
        if (high < low) return fail();
        letters.add(low, high);
    }

    UChar32 letter() {
        const UChar32 c = take();
        if (c == '\\') return take_escaped_value();
        if (c == '[') fail();
        return c;
    }

    void put(const UnicodeSet& set) {
        if (failed_) return;
        UnicodeString text;
        set.toPattern(text, true);
        out_.append(set.isEmpty() ? UnicodeString{u"(?!)"} : u"(?-i:" + text + u")");
    }

    const UnicodeString pattern_;
    const PatternFlags& flags_;
    UnicodeString out_;
    int32_t at_ = 0;
    bool failed_ = false;
    bool can_repeat_ = false;
    int groups_ = 0;
    std::vector<int> open_groups_;  // their numbers; 0: one that is not counted
    std::vector<bool> closed_groups_;
};

}  // namespace

std::optional<PatternFlags> PatternFlags::from(std::string_view letters) {
    PatternFlags flags;
    for (const char letter : letters) {
        bool* flag = letter == 'i'   ? &flags.any_case
                     : letter == 'm' ? &flags.multi_line
                     : letter == 's' ? &flags.dot_all
                     : letter == 'x' ? &flags.spaced
                     : letter == 'q' ? &flags.literal
                                     : nullptr;
        if (flag == nullptr) return std::nullopt;
        *flag = true;
    }
    return flags;
}

std::optional<UnicodeString> to_icu_pattern(const UnicodeString& pattern, const PatternFlags& flags) {
    if (flags.literal) return pattern;
    return Translator{flags.spaced ? without_blanks(pattern) : pattern, flags}.run();
}

}  // namespace wf::feel
