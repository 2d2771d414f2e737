// Writes stored structs as JSON text by their field lists (fields.hpp). Empty text, empty lists, false
// and the id 0 are left out.
#pragma once

#include "core/stored/fields.hpp"
#include "core/base/json_string.hpp"
#include "core/model/names.hpp"
#include "core/model/time.hpp"
#include "core/base/values.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <type_traits>

namespace wf {

// What is not written, because reading gives it as the default.
inline bool is_left_out(const std::string& text) { return text.empty(); }
inline bool is_left_out(bool flag) { return !flag; }
inline bool is_left_out(const Json& json) { return json.text.empty(); }
inline bool is_left_out(SignerPlace place) { return place == SignerPlace::None; }
inline bool is_left_out(SignerMode mode) { return mode == SignerMode::All; }
template <class Tag, class T>
bool is_left_out(Id<Tag, T> id) {
    return id.value == 0;
}
template <class T>
bool is_left_out(const std::vector<T>& items) {
    return items.empty();
}
template <class T>
bool is_left_out(const T&) {
    return false;
}

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    template <class T>
    void object(const T& value) {
        const bool outer_first = first_;
        first_ = true;
        out_ += '{';
        fields(*this, value);
        out_ += '}';
        first_ = outer_first;
    }

    template <class T>
    void operator()(std::string_view key, const T& value) {
        if (is_left_out(value)) return;
        name(key);
        put(value);
    }

    void time(std::string_view key, Instant at) {
        if (at == 0) return;
        name(key);
        append_json_string(out_, iso_utc(at));
    }

    void name(std::string_view key) {
        if (!first_) out_ += ',';
        first_ = false;
        append_json_string(out_, key);
        out_ += ':';
    }

private:
    void put(const std::string& text) { append_json_string(out_, text); }
    void put(const Json& json) { out_ += json.text; }
    void put(bool flag) { out_ += flag ? "true" : "false"; }
    void put(Status status) { append_json_string(out_, name_of(status)); }
    void put(SeatState state) { append_json_string(out_, name_of(state)); }
    void put(SignerPlace place) { append_json_string(out_, name_of(place)); }
    void put(SignerMode mode) { append_json_string(out_, name_of(mode)); }
    void put(WaitKind kind) { append_json_string(out_, name_of(kind)); }
    template <std::integral T>
    void put(T number) {
        char digits[24];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    template <class Tag, class T>
    void put(Id<Tag, T> id) {
        put(id.value);
    }
    template <class T>
    void put(const std::vector<T>& items) {
        out_ += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i) out_ += ',';
            put(items[i]);
        }
        out_ += ']';
    }
    template <class T>
    requires std::is_class_v<T>
    void put(const T& value) { object(value); }

    std::string& out_;
    bool first_ = true;
};

}  // namespace wf
