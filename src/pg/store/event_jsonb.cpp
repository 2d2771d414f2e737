#include "pg/store/event_jsonb.hpp"

#include "core/stored/fields.hpp"
#include "core/stored/json_writer.hpp"
#include "core/model/names.hpp"
#include "core/model/time.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Walks the field lists like JsonWriter. Lives inside call(), so it holds nothing that has a destructor, nor
// do its functions.
class JsonbWriter {
public:
    template <class T>
    void operator()(std::string_view key, const T& value) {
        if (is_left_out(value)) return;
        push_text(WJB_KEY, key);
        put(value);
    }

    void time(std::string_view key, Instant at) {
        if (at == 0) return;
        push_text(WJB_KEY, key);
        char* text = static_cast<char*>(palloc(max_iso_text));
        push_text(WJB_VALUE, {text, write_iso_utc(at, *reinterpret_cast<char(*)[max_iso_text]>(text))});
    }

    void list_of(const std::vector<Event>& events) {
        push(WJB_BEGIN_ARRAY);
        for (const Event& event : events) std::visit([&](const auto& fact) { put_event(fact); }, event);
        push(WJB_END_ARRAY);
    }

    Datum result() const { return builder_.result(); }

private:
    template <class T>
    void put_event(const T& fact) {
        push(WJB_BEGIN_OBJECT);
        push_text(WJB_KEY, "type");
        push_text(WJB_VALUE, T::type);
        fields(*this, fact);
        push(WJB_END_OBJECT);
    }

    void put(const std::string& text) { push_text(WJB_VALUE, text); }
    void put(Status status) { push_text(WJB_VALUE, name_of(status)); }
    void put(SeatState state) { push_text(WJB_VALUE, name_of(state)); }
    void put(SignerPlace place) { push_text(WJB_VALUE, name_of(place)); }
    void put(SignerMode mode) { push_text(WJB_VALUE, name_of(mode)); }
    void put(WaitKind kind) { push_text(WJB_VALUE, name_of(kind)); }
    void put(bool flag) {
        JsonbValue value{};
        value.type = jbvBool;
        value.val.boolean = flag;
        push(WJB_VALUE, &value);
    }
    void put(const Json& json) {
        Jsonb* parsed = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(json.text.c_str())));
        JsonbValue value{};
        value.type = jbvBinary;
        value.val.binary.data = &parsed->root;
        value.val.binary.len = VARSIZE(parsed);
        push(WJB_VALUE, &value);
    }
    template <std::integral T>
    void put(T number) {
        JsonbValue value{};
        value.type = jbvNumeric;
        value.val.numeric = int64_to_numeric(static_cast<std::int64_t>(number));
        push(WJB_VALUE, &value);
    }
    template <class Tag, class T>
    void put(Id<Tag, T> id) {
        put(id.value);
    }
    template <class T>
    void put(const std::vector<T>& items) {
        push(WJB_BEGIN_ARRAY);
        for (const T& item : items) put_item(item);
        push(WJB_END_ARRAY);
    }
    template <class T>
    requires std::is_class_v<T>
    void put(const T& value) {
        push(WJB_BEGIN_OBJECT);
        fields(*this, value);
        push(WJB_END_OBJECT);
    }

    // In an array a value is an element.
    template <class T>
    void put_item(const T& item) {
        in_array_ = true;
        put(item);
        in_array_ = false;
    }

    void push_text(JsonbIteratorToken token, std::string_view text) {
        JsonbValue value{};
        value.type = jbvString;
        value.val.string.val = const_cast<char*>(text.data());
        value.val.string.len = static_cast<int>(text.size());
        push(token, &value);
    }

    void push(JsonbIteratorToken token, JsonbValue* value = nullptr) {
        if (token == WJB_VALUE && in_array_) token = WJB_ELEM;
        if (token == WJB_BEGIN_OBJECT || token == WJB_BEGIN_ARRAY) in_array_ = false;
        builder_.push(token, value);
    }

    JsonbBuilder builder_;
    bool in_array_ = false;
};

}  // namespace

Param events_jsonb(const std::vector<Event>& events) {
    return {call([&] {
                JsonbWriter writer;
                writer.list_of(events);
                return writer.result();
            }),
            false};
}

}  // namespace wf::pg
