#include "core/expression/builtin_functions.hpp"
#include "core/expression/print.hpp"
#include "core/expression/utf8.hpp"

#include <algorithm>
#include <string>

namespace wf::feel::builtin {

namespace {

// Both arguments, if both are text.
struct TextPair {
    std::string_view text, match;
};

std::optional<TextPair> text_pair(const Arguments& args) {
    if (!args[0].is_string() || !args[1].is_string()) return std::nullopt;
    args.meter.charge(args[0].weight());
    return TextPair{args[0].as_string(), args[1].as_string()};
}

Value text(std::string_view result) { return Value::string(std::string{result}); }

}  // namespace

Value string(Arguments& args) {
    if (args[0].is_null() || args[0].is_string()) return std::move(args[0]);
    args.meter.charge(args[0].weight());
    std::string result = to_text(args[0]);
    args.meter.charge_text(result.size());
    return Value::string(std::move(result));
}

Value string_length(Arguments& args) {
    if (!args[0].is_string()) return {};
    args.meter.charge(args[0].weight());
    return Value::number(static_cast<std::int64_t>(utf8::length(args[0].as_string())));
}

Value upper_case(Arguments& args) {
    if (!args[0].is_string()) return {};
    args.meter.charge_text(args[0].as_string().size());
    return Value::string(utf8::upper_case(args[0].as_string()));
}

Value lower_case(Arguments& args) {
    if (!args[0].is_string()) return {};
    args.meter.charge_text(args[0].as_string().size());
    return Value::string(utf8::lower_case(args[0].as_string()));
}

Value contains(Arguments& args) {
    const std::optional<TextPair> pair = text_pair(args);
    return pair ? Value::boolean(pair->text.find(pair->match) != std::string_view::npos) : Value{};
}

Value starts_with(Arguments& args) {
    const std::optional<TextPair> pair = text_pair(args);
    return pair ? Value::boolean(pair->text.starts_with(pair->match)) : Value{};
}

Value ends_with(Arguments& args) {
    const std::optional<TextPair> pair = text_pair(args);
    return pair ? Value::boolean(pair->text.ends_with(pair->match)) : Value{};
}

Value substring_before(Arguments& args) {
    const std::optional<TextPair> pair = text_pair(args);
    if (!pair) return {};
    const std::size_t found = pair->text.find(pair->match);
    return text(found == std::string_view::npos ? "" : pair->text.substr(0, found));
}

Value substring_after(Arguments& args) {
    const std::optional<TextPair> pair = text_pair(args);
    if (!pair) return {};
    const std::size_t found = pair->text.find(pair->match);
    return text(found == std::string_view::npos ? "" : pair->text.substr(found + pair->match.size()));
}

// Positions count code points from 1, or from the end if negative.
Value substring(Arguments& args) {
    const std::optional<std::int64_t> start = whole(args[1]);
    if (!args[0].is_string() || !start || *start == 0) return {};
    const std::optional<std::int64_t> wanted = args.has(2) && !args[2].is_null() ? whole(args[2]) : INT64_MAX;
    if (!wanted || *wanted < 1) return {};
    const std::string_view whole_text = args[0].as_string();
    args.meter.charge(args[0].weight());
    const auto size = static_cast<std::int64_t>(utf8::length(whole_text));
    const std::int64_t first =
        *start > 0 ? std::min(*start - 1, size) : std::max<std::int64_t>(size + *start, 0);
    const std::int64_t length = std::min(*wanted, size - first);
    const std::string_view rest =
        whole_text.substr(utf8::offset_of(whole_text, static_cast<std::size_t>(first)));
    return text(rest.substr(0, utf8::offset_of(rest, static_cast<std::size_t>(length))));
}

// Nulls in the list are skipped.
Value string_join(Arguments& args) {
    const auto list = list_at(args, 0);
    const bool has_delimiter = args.has(1) && !args[1].is_null();
    if (!list || (has_delimiter && !args[1].is_string())) return {};
    const std::string delimiter = has_delimiter ? args[1].as_string() : "";
    std::size_t size = 0;
    for (const Value& item : *list) {
        if (!item.is_null() && !item.is_string()) return {};
        size += item.is_string() ? item.as_string().size() + delimiter.size() : 0;
    }
    args.meter.charge_text(size);
    std::string result;
    bool is_first = true;
    for (const Value& item : *list) {
        if (item.is_null()) continue;
        if (!is_first) result += delimiter;
        result += item.as_string();
        is_first = false;
    }
    return Value::string(std::move(result));
}

}  // namespace wf::feel::builtin
