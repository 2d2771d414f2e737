#include "core/stored/redaction.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/base/one_of.hpp"
#include "core/json/value_json.hpp"
#include "core/stored/fields.hpp"

#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace wf {
namespace {

using feel::Value;

template <class T>
constexpr bool is_list = false;
template <class T>
constexpr bool is_list<std::vector<T>> = true;

// Where the form itself stands: its names are those of the fields.
template <class T>
bool is_form(std::string_view field) {
    if constexpr (OneOf<T, InstanceStarted, DataChanged, DraftSaved, StateRestored, StateKept>)
        return field == "data";
    else
        return OneOf<T, Seat> && field == "draft";
}

bool replace(std::string& text, std::string_view by) {
    if (text.empty() || text == by) return false;
    text = by;
    return true;
}

// Text that was made of the form.
bool blank_text(TitleChanged& event) { return replace(event.title, redacted_title); }
bool blank_text(InstanceStarted& event) { return event.is_titled_by_row && replace(event.title, redacted_title); }
bool blank_text(Wait& wait) { return replace(wait.key, ""); }
bool blank_text(MessageThrown& event) { return replace(event.key, ""); }
template <class T>
bool blank_text(T&) {
    return false;
}

class Blanking {
public:
    explicit Blanking(Redaction& redaction) : redaction_(redaction) {}

    template <class T>
    void walk(T& object) {
        Member<T> member{*this};
        is_changed_ |= blank_text(object);
        fields(member, object);
    }
    bool is_changed() const { return is_changed_; }

private:
    template <class T>
    struct Member {
        Blanking& blanking;
        template <class V>
        void operator()(std::string_view name, V& value) {
            blanking.visit(is_form<T>(name), value);
        }
        void time(std::string_view, Instant&) {}
    };

    void visit(bool is_form, Json& json) {
        if (json.text.empty()) return;
        is_changed_ |= is_form ? redaction_.blank_form(json) : redaction_.blank_derived(json);
    }
    template <class V>
    void visit(bool is_form, V& value) {
        if constexpr (is_list<V>) {
            for (auto& item : value) visit(is_form, item);
        } else if constexpr (requires(Member<V> member) { fields(member, value); }) {
            walk(value);
        }
    }

    Redaction& redaction_;
    bool is_changed_ = false;
};

bool blank_value(Value& value) {
    if (value.is_null()) return false;
    value = Value{};
    return true;
}

}  // namespace

bool Redaction::blank(std::vector<Event>& events) {
    Blanking blanking{*this};
    for (Event& event : events) {
        go_on();
        std::visit([&](auto& fact) { blanking.walk(fact); }, static_cast<AnyEvent&>(event));
    }
    return blanking.is_changed();
}

bool Redaction::blank(State& state) {
    Blanking blanking{*this};
    blanking.walk(state);
    return blank_form(state.data) || blanking.is_changed();
}

bool Redaction::blank_form(Json& form) {
    std::optional<Value> value = value_from_json(form.text);
    if (!value || !value->is_context()) return false;
    feel::Entries members = value->as_context();
    bool is_changed = false;
    for (auto& [name, member] : members) {
        if (!fields_.contains(name)) continue;
        found_.insert(name);
        is_changed |= blank_value(member);
    }
    if (is_changed) form.text = value_to_json(Value::context(std::move(members)));
    return is_changed;
}

bool Redaction::blank_derived(Json& json) {
    std::optional<Value> value = value_from_json(json.text);
    if (!value || value->is_null()) return false;
    bool is_changed = false;
    if (value->is_context()) {
        feel::Entries members = value->as_context();
        for (auto& [name, member] : members) is_changed |= blank_value(member);
        *value = Value::context(std::move(members));
    } else if (value->is_list()) {
        auto items = value->as_list();
        for (Value& item : items) is_changed |= blank_value(item);
        *value = Value::list(std::move(items));
    } else {
        is_changed = blank_value(*value);
    }
    if (is_changed) json.text = value_to_json(*value);
    return is_changed;
}

}  // namespace wf
