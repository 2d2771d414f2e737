// Typed access to one JSON object of the vocabulary. Whatever is not as it must be becomes a finding; the
// caller gets nullopt (or the fallback) and goes on, so that all findings come at once.
#pragma once

#include "core/compile/json_tree.hpp"
#include "core/compile/key.hpp"
#include "core/base/values.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::compiler {

// A word of the vocabulary and what it stands for; no value: the word is of a later version.
template <class Value>
struct Word {
    std::string_view text;
    std::optional<Value> value;
};

class Reader {
public:
    // Requires: `object` outlives the reader and is an object (see object_at).
    Reader(const JsonValue& object, std::string path, Report& report)
        : object_{object}, path_{std::move(path)}, report_{report} {}

    const std::string& path() const { return path_; }
    std::string path(std::string_view key) const { return child(path_, key); }
    Report& report() const { return report_; }
    const JsonValue* find(std::string_view key) const { return object_.find(key); }

    // Keys in neither list are unknown_key, keys in `later` are not_supported_yet. "ui" and "x_..." are the
    // caller's.
    void allow_keys(std::span<const Key> known, std::span<const std::string_view> later = {}) const;
    void allow_names(std::span<const std::string_view> known,
                     std::span<const std::string_view> later = {}) const;

    // The value of `key`, reporting a missing one and one of another type.
    const JsonValue* require(std::string_view key, JsonValue::Type type) const;
    // The same, but the key may be absent.
    const JsonValue* optional(std::string_view key, JsonValue::Type type) const;

    std::optional<std::string> require_text(std::string_view key) const;   // not empty
    std::optional<std::string> optional_text(std::string_view key) const;  // not empty
    bool boolean(std::string_view key, bool fallback) const;
    std::optional<std::int32_t> integer(std::string_view key,
                                        std::int32_t smallest) const;  // absent or wrong: nullopt
    // The same of a member that is at hand: looking it up again would be quadratic in a long object.
    std::optional<std::int32_t> integer(std::string_view key, const JsonValue& value,
                                        std::int32_t smallest) const;
    LocalText local_text(std::string_view key) const;
    std::vector<std::string> require_texts(
        std::string_view key) const;  // a non-empty list of non-empty texts

    // The value of a word out of a closed list; `what` names the thing in messages. Absent or wrong: nullopt.
    template <class Value, std::size_t size>
    std::optional<Value> word(std::string_view key, const Word<Value> (&words)[size],
                              std::string_view what) const {
        const std::optional<std::string> text = optional_text(key);
        if (!text) return std::nullopt;
        std::vector<std::string_view> known;
        for (const Word<Value>& word : words) {
            if (word.text == *text && word.value) return word.value;
            if (word.text == *text) return report_later_word(key, what, *text), std::nullopt;
            if (word.value) known.push_back(word.text);
        }
        report_unknown_word(key, what, *text, known);
        return std::nullopt;
    }

private:
    bool has_type(const JsonValue& value, std::string_view key, JsonValue::Type type) const;
    void report_later_word(std::string_view key, std::string_view what, std::string_view text) const;
    void report_unknown_word(std::string_view key, std::string_view what, std::string_view text,
                             std::span<const std::string_view> known) const;

    const JsonValue& object_;
    std::string path_;
    Report& report_;
};

// Is the key the caller's own: "ui" (layout) or "x_..."? Such keys are stored with the source and never read.
bool is_callers_key(std::string_view key);

// Reports wrong_type and returns false if `value` is not an object.
bool is_object_at(const JsonValue& value, const std::string& path, std::string_view what, Report& report);

}  // namespace wf::compiler
