// XPath's regular expressions in ICU's syntax. They differ in character classes, escapes, anchors and in what
// a letter after "(?" may be.
#pragma once

#include <unicode/unistr.h>
#include <optional>
#include <string_view>

namespace wf::feel {

struct PatternFlags {
    bool any_case = false;    // i
    bool multi_line = false;  // m
    bool dot_all = false;     // s
    bool spaced = false;      // x: blanks outside of classes don't count
    bool literal = false;     // q

    // Nullopt: another letter.
    static std::optional<PatternFlags> from(std::string_view letters);
};

// Nullopt: not a regular expression. ICU may still refuse the result.
std::optional<icu::UnicodeString> to_icu_pattern(const icu::UnicodeString& pattern,
                                                 const PatternFlags& flags);

}  // namespace wf::feel
