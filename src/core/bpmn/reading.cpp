#include "core/bpmn/reading.hpp"

#include "core/base/ascii.hpp"
#include "core/bpmn/expression_language.hpp"
#include "core/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace wf::bpmn {
namespace {

bool is_expression_language(const std::string& language) {
    return language.empty() || language.find("feel") != std::string::npos ||
           language.find("juel") != std::string::npos || language == "el" || language == "uel";
}

// Languages whose simple expressions look like Java's.
bool is_like_java(const std::string& language) {
    constexpr std::array<std::string_view, 5> languages = {"java.com/java", "mvel", "javascript", "groovy",
                                                           "ecmascript"};
    return language == "java" || std::ranges::any_of(languages, [&](std::string_view one) {
               return language.find(one) != std::string::npos;
           });
}

// As the expression says, else as the whole file does: jBPM's editor names Java or MVEL there. Others leave
// XPath there, and nobody means it.
std::string language_of(const Written& written, const Reading& reading) {
    const std::string own = ascii_lower(written.language);
    if (!own.empty()) return own;
    const std::string whole = ascii_lower(reading.index.definitions().attribute("expressionLanguage"));
    return is_like_java(whole) ? whole : std::string{};
}

void refuse(const Written& written, const Untranslatable& why, Reading& reading) {
    reading.report.error(
        "untranslatable_expression", written.path,
        "expression " + compiler::in_quotes(written.text) + " cannot be translated to FEEL: " + why.reason,
        why.hint.empty() ? "Write it in FEEL, for example: amount > 1000 and kind = \"travel\"." : why.hint);
}

// FEEL, unless only Java could have written it: x == 'a'.
std::string plain_feel(const Written& written, Reading& reading) {
    feel::SyntaxError error;
    if (feel::Expression::parse(written.text, error)) return written.text;
    Untranslatable why;
    return feel_from_plain_java(written.text, written.needed, reading.types, why).value_or(written.text);
}

}  // namespace

Written content_of(const Element& element) {
    return {.text = element.text,
            .language = element.attribute("language"),
            .path = element.path,
            .needed = is_condition(element) ? Needed::Truth : Needed::Value};
}

Written attribute_of(const Element& element, const Attribute& attribute) {
    return {.text = std::string{trimmed(attribute.value)},
            .language = {},
            .path = element.path + "/@" + attribute.shown};
}

std::optional<Written> attribute_of(const Element& element, Namespace space, std::string_view name) {
    const Attribute* attribute = element.find_attribute(space, name);
    if (!attribute || trimmed(attribute->value).empty()) return std::nullopt;
    return attribute_of(element, *attribute);
}

std::optional<std::string> feel_of(const Written& written, Reading& reading) {
    const std::string_view text = written.text;
    if (text.starts_with('=')) return std::string{trimmed(text.substr(1))};
    const std::string language = language_of(written, reading);
    Untranslatable why;
    std::optional<std::string> feel;
    if (has_java_expression(text))
        feel = feel_from_java(text, written.needed, reading.types, why);
    else if (is_like_java(language))
        feel = feel_from_plain_java(text, written.needed, reading.types, why);
    else if (is_expression_language(language))
        feel = plain_feel(written, reading);
    else
        why.reason = "its language is " + compiler::in_quotes(written.language);
    if (!feel) refuse(written, why, reading);
    return feel;
}

std::optional<TextOrFeel> text_or_feel(const Written& written, Reading& reading) {
    if (!written.text.starts_with('=') && !has_java_expression(written.text))
        return TextOrFeel{.text = written.text, .is_feel = false};
    std::optional<std::string> feel = feel_of(written, reading);
    if (!feel) return std::nullopt;
    if (std::optional<std::string> literal = string_literal(*feel))
        return TextOrFeel{.text = std::move(*literal), .is_feel = false};
    return TextOrFeel{.text = std::move(*feel), .is_feel = true};
}

std::optional<std::string> constant_of(const Written& written, Reading& reading) {
    std::optional<TextOrFeel> value = text_or_feel(written, reading);
    if (!value) return std::nullopt;
    if (!value->is_feel) return std::move(value->text);
    refuse(written, {.reason = "here a fixed name is needed"}, reading);
    return std::nullopt;
}

void set_feel(const Place& place, std::string_view key, const Written& written) {
    std::optional<std::string> feel = feel_of(written, place.reading);
    if (feel) place.set(key, *feel, written.path);
}

void set_count(const Place& place, std::string_view key, const Written& written) {
    std::int64_t number = 0;
    const char* end = written.text.data() + written.text.size();
    const auto [stopped, error] = std::from_chars(written.text.data(), end, number);
    if (error == std::errc{} && stopped == end && !written.text.empty())
        place.set(key, number_json(number), written.path);
    else
        set_feel(place, key, written);
}

std::vector<std::string> comma_separated(std::string_view text) {
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view item = trimmed(text.substr(0, comma));
        if (!item.empty()) result.emplace_back(item);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return result;
}

std::optional<std::string> string_literal(std::string_view feel) {
    feel = trimmed(feel);
    if (feel.size() < 2 || feel.front() != '"' || feel.back() != '"') return std::nullopt;
    feel = feel.substr(1, feel.size() - 2);
    if (feel.find_first_of("\"\\") != std::string_view::npos) return std::nullopt;
    return std::string{feel};
}

}  // namespace wf::bpmn
