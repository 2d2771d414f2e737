// Upper and lower case by Unicode's rules, of no language: a condition must not depend on the server's
// locale.
#include "core/expression/utf8.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace wf::feel::utf8 {

namespace {

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

std::string narrow(const icu::UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
}

}  // namespace

std::string upper_case(std::string_view text) { return narrow(wide(text).toUpper(icu::Locale::getRoot())); }

std::string lower_case(std::string_view text) { return narrow(wide(text).toLower(icu::Locale::getRoot())); }

}  // namespace wf::feel::utf8
