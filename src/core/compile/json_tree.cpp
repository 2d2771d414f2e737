#include "core/compile/json_tree.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace wf::compiler {
namespace {

using Tokens = nlohmann::json;
using JsonType = JsonValue::Type;

// "line 3, column 7" of the byte at `offset`; columns count characters.
std::string place(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (const char c : text.substr(0, std::min(offset, text.size()))) {
        if (c == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++column;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// Of nlohmann's message only the reason; the rest repeats the place and quotes raw bytes of the input.
std::string reason(std::string_view what) {
    if (what.find("number overflow") != std::string_view::npos) return "number is out of range";
    if (const auto dash = what.find(" - "); dash != std::string_view::npos) what.remove_prefix(dash + 3);
    if (const auto last = what.find("; last read:"); last != std::string_view::npos)
        what = what.substr(0, last);
    return std::string{what};
}

// Receives nlohmann's tokens; returning false stops the tokenizer.
class TreeBuilder {
public:
    TreeBuilder(std::string_view text, std::size_t max_depth, Report& report)
        : text_{text}, max_depth_{max_depth}, report_{report} {}

    JsonValue take() { return std::move(root_); }

    bool null() {
        slot();
        return true;
    }
    bool boolean(bool value) {
        JsonValue& json = slot();
        json.type = JsonType::Boolean;
        json.truth = value;
        return true;
    }
    bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
    bool number_float(double, const std::string& digits) {
        std::string text = digits;
        std::replace(text.begin(), text.end(), ',', '.');  // nlohmann puts the locale's decimal point here
        return number(std::move(text));
    }
    bool string(std::string& value) { return scalar(JsonType::String, std::move(value)); }
    bool binary(std::vector<std::uint8_t>&) { return false; }

    bool start_object(std::size_t) { return open(JsonType::Object); }
    bool start_array(std::size_t) { return open(JsonType::Array); }
    bool key(std::string& key) {
        open_.back()->members.push_back({.key = std::move(key), .value = {}});
        return true;
    }
    bool end_object() {
        report_duplicate_keys();
        open_.pop_back();
        return true;
    }
    bool end_array() {
        open_.pop_back();
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& problem) {
        report_.error("invalid_json", "",
                      "invalid JSON at " + place(text_, position == 0 ? 0 : position - 1) + ": " +
                          reason(problem.what()));
        return false;
    }

private:
    bool number(std::string digits) { return scalar(JsonType::Number, std::move(digits)); }
    bool scalar(JsonType type, std::string text) {
        JsonValue& json = slot();
        json.type = type;
        json.text = std::move(text);
        return true;
    }

    // Where the next value goes. A parent's vector does not grow while one of its children is open, so the
    // pointers in open_ stay valid.
    JsonValue& slot() {
        if (open_.empty()) return root_;
        JsonValue& parent = *open_.back();
        return parent.is(JsonType::Object) ? parent.members.back().value : parent.items.emplace_back();
    }

    bool open(JsonType type) {
        JsonValue& value = slot();
        if (open_.size() >= max_depth_) {
            report_.error("too_deep", path() + last_step(),
                          "JSON is nested deeper than " + std::to_string(max_depth_) + " levels");
            return false;
        }
        value.type = type;
        open_.push_back(&value);
        return true;
    }

    // The pointer of the innermost open value.
    std::string path() const {
        std::string result;
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) result += step(*open_[i]);
        return result;
    }
    std::string last_step() const { return open_.empty() ? std::string{} : step(*open_.back()); }
    static std::string step(const JsonValue& parent) {
        return parent.is(JsonType::Object) ? child("", parent.members.back().key)
                                       : child("", parent.items.size() - 1);
    }

    void report_duplicate_keys() {
        std::vector<std::string_view> keys;
        keys.reserve(open_.back()->members.size());
        for (const Member& member : open_.back()->members) keys.push_back(member.key);
        std::sort(keys.begin(), keys.end());
        for (std::size_t i = 1; i < keys.size(); ++i) {
            const bool is_second = keys[i] == keys[i - 1] && (i < 2 || keys[i] != keys[i - 2]);
            if (is_second)
                report_.error("duplicate_key", child(path(), keys[i]),
                              "key " + in_quotes(keys[i]) + " appears more than once in one object",
                              "Remove all but one of them.");
        }
    }

    std::string_view text_;
    std::size_t max_depth_;
    Report& report_;
    JsonValue root_;
    std::vector<JsonValue*> open_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
    for (const Member& member : members)
        if (member.key == key) return &member.value;
    return nullptr;
}

std::string_view a_type(JsonValue::Type type) {
    switch (type) {
        case JsonType::Null:
            return "null";
        case JsonType::Boolean:
            return "a boolean";
        case JsonType::Number:
            return "a number";
        case JsonType::String:
            return "a string";
        case JsonType::Array:
            return "an array";
        case JsonType::Object:
            return "an object";
    }
    return "";
}

std::string to_text(const JsonValue& json) {
    std::string result;
    switch (json.type) {
        case JsonType::Null:
            return "null";
        case JsonType::Boolean:
            return json.truth ? "true" : "false";
        case JsonType::Number:
            return json.text;
        case JsonType::String:
            return Tokens(json.text).dump();
        case JsonType::Array:
            for (const JsonValue& item : json.items) result += (result.empty() ? "" : ",") + to_text(item);
            return "[" + result + "]";
        case JsonType::Object:
            for (const auto& [key, value] : json.members)
                result += (result.empty() ? "" : ",") + Tokens(key).dump() + ":" + to_text(value);
            return "{" + result + "}";
    }
    return result;
}

std::optional<JsonValue> read_json(std::string_view text, const CompileLimits& limits, Report& report) {
    if (text.size() > limits.max_bytes) {
        report.error("too_large", "",
                     "definition has " + std::to_string(text.size()) + " bytes, more than " +
                         std::to_string(limits.max_bytes));
        return std::nullopt;
    }
    TreeBuilder builder{text, limits.max_depth, report};
    if (!Tokens::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
    return builder.take();
}

}  // namespace wf::compiler
