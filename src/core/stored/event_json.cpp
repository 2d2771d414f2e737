#include "core/stored/event_json.hpp"

#include "core/stored/json_writer.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/model/time.hpp"

#include <array>
#include <utility>

namespace wf {
namespace {

using feel::Value;

// Reads what JsonWriter wrote, from a Value, which keeps every digit of the form's numbers. A field that is
// not there, or not of its type, keeps its default.
class JsonReader {
public:
    explicit JsonReader(const Value& object) : object_(object) {}

    template <class T>
    void operator()(std::string_view key, T& value) {
        if (const Value* found = object_.get(key)) get(*found, value);
    }

    void time(std::string_view key, Instant& at) {
        const Value* found = object_.get(key);
        if (found && found->is_string()) at = parse_instant(found->as_string()).value_or(0);
    }

private:
    static void get(const Value& json, std::string& text) {
        if (json.is_string()) text = json.as_string();
    }
    static void get(const Value& json, Json& value) { value.text = value_to_json(json); }
    static void get(const Value& json, bool& flag) { flag = json.is_true(); }
    static void get(const Value& json, Status& status) { name(json, status_names, status); }
    static void get(const Value& json, SeatState& state) { name(json, seat_state_names, state); }
    static void get(const Value& json, SignerPlace& place) { name(json, signer_place_names, place); }
    static void get(const Value& json, SignerMode& mode) { name(json, signer_mode_names, mode); }
    static void get(const Value& json, WaitKind& kind) { name(json, wait_kind_names, kind); }
    template <std::integral T>
    static void get(const Value& json, T& number) {
        if (json.is_number()) number = static_cast<T>(json.as_number().to_int64().value_or(0));
    }
    template <class Tag, class T>
    static void get(const Value& json, Id<Tag, T>& id) {
        get(json, id.value);
    }
    template <class T>
    static void get(const Value& json, std::vector<T>& items) {
        if (!json.is_list()) return;
        for (const Value& item : json.as_list()) get(item, items.emplace_back());
    }
    template <class T>
    requires std::is_class_v<T>
    static void get(const Value& json, T& value) {
        JsonReader reader{json};
        fields(reader, value);
    }
    template <class Enum, std::size_t N>
    static void name(const Value& json, const std::array<std::string_view, N>& names, Enum& value) {
        if (!json.is_string()) return;
        if (const auto found = by_name<Enum>(names, json.as_string())) value = *found;
    }

    const Value& object_;
};

template <class T>
Event read_event(const Value& object) {
    T event;
    JsonReader reader{object};
    fields(reader, event);
    return event;
}

struct EventType {
    std::string_view name;
    Event (*read)(const Value&);
};

template <std::size_t... I>
constexpr auto event_types(std::index_sequence<I...>) {
    return std::array{EventType{std::variant_alternative_t<I, AnyEvent>::type,
                                read_event<std::variant_alternative_t<I, AnyEvent>>}...};
}

constexpr auto known_types = event_types(std::make_index_sequence<std::variant_size_v<AnyEvent>>{});

}  // namespace

std::string events_to_json(const std::vector<Event>& events) {
    std::string out = "[";
    out.reserve(512);
    for (const Event& event : events) {
        if (out.size() > 1) out += ',';
        std::visit(
            [&](const auto& fact) {
                JsonWriter writer{out};
                out += '{';
                writer("type", std::string{fact.type});
                fields(writer, fact);
                out += '}';
            },
            event);
    }
    out += ']';
    return out;
}

std::optional<std::vector<Event>> events_from_json(std::string_view json, std::string& problem) {
    const std::optional<Value> list = value_from_json(json);
    if (!list || !list->is_list()) {
        problem = "events are not a JSON array";
        return {};
    }
    std::vector<Event> events;
    events.reserve(list->as_list().size());
    for (const Value& object : list->as_list()) {
        const Value* type_field = object.get("type");
        const std::string_view type =
            type_field && type_field->is_string() ? std::string_view{type_field->as_string()} : "";
        const EventType* known = nullptr;
        for (const EventType& candidate : known_types)
            if (candidate.name == type) known = &candidate;
        if (!known) {
            problem = "unknown event type \"" + std::string{type} + "\"";
            return {};
        }
        events.push_back(known->read(object));
    }
    return events;
}

}  // namespace wf
