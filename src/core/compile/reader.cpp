#include "core/compile/reader.hpp"

#include "core/base/lists.hpp"

#include <algorithm>
#include <charconv>

namespace wf::compiler {
namespace {

using JsonType = JsonValue::Type;

// "en", "zh-Hant", "pt_BR"
bool is_language(std::string_view text) {
    return text.size() >= 2 && text.size() <= 35 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

}  // namespace

bool is_callers_key(std::string_view key) { return key == "ui" || key.starts_with("x_"); }

bool is_object_at(const JsonValue& value, const std::string& path, std::string_view what, Report& report) {
    if (value.is(JsonType::Object)) return true;
    report.error("wrong_type", path,
                 std::string{what} + " must be an object, not " + std::string{a_type(value.type)});
    return false;
}

void Reader::allow_keys(std::span<const Key> known, std::span<const std::string_view> later) const {
    std::vector<std::string_view> names;
    for (const Key& key : known) names.push_back(key.name);
    allow_names(names, later);
}

void Reader::allow_names(std::span<const std::string_view> known,
                         std::span<const std::string_view> later) const {
    for (const auto& [key, value] : object_.members) {
        if (is_callers_key(key) || contains(known, key)) continue;
        if (contains(later, key)) {
            report_.error("not_supported_yet", path(key),
                          "key " + in_quotes(key) + " is not supported by this version");
            continue;
        }
        std::string hint = report_.did_you_mean(key, known);
        if (hint.empty()) hint = "Keys of your own start with \"x_\".";
        report_.error("unknown_key", path(key), "unknown key " + in_quotes(key), std::move(hint));
    }
}

const JsonValue* Reader::require(std::string_view key, JsonType type) const {
    if (find(key) != nullptr) return optional(key, type);
    report_.error("missing_key", path_, "key " + in_quotes(key) + " is missing");
    return nullptr;
}

const JsonValue* Reader::optional(std::string_view key, JsonType type) const {
    const JsonValue* value = find(key);
    return value != nullptr && has_type(*value, key, type) ? value : nullptr;
}

bool Reader::has_type(const JsonValue& value, std::string_view key, JsonType type) const {
    if (value.is(type)) return true;
    report_.error(
        "wrong_type", path(key),
        in_quotes(key) + " must be " + std::string{a_type(type)} + ", not " + std::string{a_type(value.type)});
    return false;
}

std::optional<std::string> Reader::require_text(std::string_view key) const {
    return require(key, JsonType::String) != nullptr ? optional_text(key) : std::nullopt;
}

std::optional<std::string> Reader::optional_text(std::string_view key) const {
    const JsonValue* value = optional(key, JsonType::String);
    if (value == nullptr) return std::nullopt;
    if (!value->text.empty()) return value->text;
    report_.error("empty_value", path(key), in_quotes(key) + " is empty");
    return std::nullopt;
}

bool Reader::boolean(std::string_view key, bool fallback) const {
    const JsonValue* value = optional(key, JsonType::Boolean);
    return value != nullptr ? value->truth : fallback;
}

std::optional<std::int32_t> Reader::integer(std::string_view key, std::int32_t smallest) const {
    const JsonValue* value = find(key);
    return value != nullptr ? integer(key, *value, smallest) : std::nullopt;
}

std::optional<std::int32_t> Reader::integer(std::string_view key, const JsonValue& value,
                                            std::int32_t smallest) const {
    if (!has_type(value, key, JsonType::Number)) return std::nullopt;
    std::int32_t number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto [stop, problem] = std::from_chars(value.text.data(), end, number);
    if (problem == std::errc{} && stop == end && number >= smallest) return number;
    report_.error("bad_value", path(key),
                  in_quotes(key) + " must be a whole number" +
                      (smallest > INT32_MIN ? " of at least " + std::to_string(smallest) : std::string{}) +
                      ", not " + in_quotes(value.text));
    return std::nullopt;
}

LocalText Reader::local_text(std::string_view key) const {
    LocalText result;
    const JsonValue* value = find(key);
    if (value == nullptr) return result;
    if (value->is(JsonType::String)) {
        result.texts.emplace_back("", value->text);
        return result;
    }
    if (!value->is(JsonType::Object)) {
        report_.error("wrong_type", path(key),
                      in_quotes(key) + " must be a string or an object {language: text}, not " +
                          std::string{a_type(value->type)});
        return result;
    }
    const Reader languages{*value, path(key), report_};
    for (const auto& [language, text] : value->members) {
        if (is_callers_key(language)) continue;
        if (!is_language(language))
            report_.error("bad_name", languages.path(language), in_quotes(language) + " is not a language tag",
                          "Use tags such as \"en\", \"zh\" or \"pt-BR\".");
        else if (languages.has_type(text, language, JsonType::String))
            result.texts.emplace_back(language, text.text);
    }
    return result;
}

std::vector<std::string> Reader::require_texts(std::string_view key) const {
    std::vector<std::string> result;
    const JsonValue* list = require(key, JsonType::Array);
    if (list == nullptr) return result;
    if (list->items.empty()) report_.error("empty_value", path(key), in_quotes(key) + " is empty");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const JsonValue& item = list->items[i];
        if (!item.is(JsonType::String))
            report_.error(
                "wrong_type", child(path(key), i),
                "every item of " + in_quotes(key) + " must be a string, not " + std::string{a_type(item.type)});
        else if (item.text.empty())
            report_.error("empty_value", child(path(key), i), "an item of " + in_quotes(key) + " is empty");
        else
            result.push_back(item.text);
    }
    return result;
}

void Reader::report_later_word(std::string_view key, std::string_view what, std::string_view text) const {
    report_.error("not_supported_yet", path(key),
                  std::string{what} + " " + in_quotes(text) + " is not supported by this version");
}

void Reader::report_unknown_word(std::string_view key, std::string_view what, std::string_view text,
                                 std::span<const std::string_view> known) const {
    std::string hint = report_.did_you_mean(text, known);
    if (hint.empty()) {
        for (const std::string_view word : known) hint += (hint.empty() ? "Known are " : ", ") + in_quotes(word);
        hint += ".";
    }
    report_.error("unknown_value", path(key), "unknown " + std::string{what} + " " + in_quotes(text),
                  std::move(hint));
}

}  // namespace wf::compiler
