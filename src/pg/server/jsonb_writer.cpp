// Writes values as jsonb. Scalars, the usual results of conditions, are put together by hand: an array of one
// child with a flag that says so (utils/jsonb.h). Lists and contexts go through the server's builder, which
// sorts the keys.
#include "pg/server/jsonb_value.hpp"

#include "core/expression/print.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/numeric.hpp"

#include <cstring>
#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Type;
using feel::Value;

constexpr std::size_t scalar_head =
    offsetof(Jsonb, root) + offsetof(JsonbContainer, children) + sizeof(JEntry);

void write_head(Jsonb* result, JEntry type, std::size_t size) {
    SET_VARSIZE(result, scalar_head + size);
    result->root.header = 1 | JB_FARRAY | JB_FSCALAR;
    result->root.children[0] = type | static_cast<JEntry>(size);
}

Datum scalar(JEntry type, const void* content, std::size_t size) {
    auto* result = static_cast<Jsonb*>(call([&] { return palloc(scalar_head + size); }));
    write_head(result, type, size);
    std::memcpy(reinterpret_cast<char*>(result) + scalar_head, content, size);
    return PointerGetDatum(result);
}

// What has no content is always the same. Nobody frees what a function returns: it could be an argument.
class Constant {
public:
    explicit Constant(JEntry type) { write_head(reinterpret_cast<Jsonb*>(bytes_), type, 0); }
    Datum datum() const { return PointerGetDatum(bytes_); }

private:
    alignas(Jsonb) char bytes_[scalar_head];
};

Datum json_null() {
    static const Constant constant{JENTRY_ISNULL};
    return constant.datum();
}

Datum json_boolean(bool value) {
    static const Constant yes{JENTRY_ISBOOL_TRUE}, no{JENTRY_ISBOOL_FALSE};
    return value ? yes.datum() : no.datum();
}

// As value_to_json: JSON that has such a number could not be read again by others.
bool too_large(const feel::Decimal& number) {
    static const feel::Decimal largest = *feel::Decimal::from_string("1e308");
    return number.absolute() > largest;
}

JsonbValue text_value(std::string_view text) {
    JsonbValue result{};
    result.type = jbvString;
    result.val.string.val = const_cast<char*>(text.data());
    result.val.string.len = static_cast<int>(text.size());
    return result;
}

class Builder {
public:
    void put(JsonbIteratorToken token, const Value& value) {
        switch (value.type()) {
            case Type::Null:
                return push_null(token);
            case Type::Boolean: {
                JsonbValue scalar{};
                scalar.type = jbvBool;
                scalar.val.boolean = value.as_boolean();
                return push(token, &scalar);
            }
            case Type::Number:
                return put_number(token, value.as_number());
            case Type::String:
                return put_text(token, value.as_string());
            case Type::List:
                return put_list(value.as_list());
            case Type::Context:
                return put_context(value.as_context());
            case Type::Date:
            case Type::Time:
            case Type::DateTime:
            case Type::DaysDuration:
            case Type::MonthsDuration:
                return put_text(token, feel::to_text(value));
            case Type::Range:
            case Type::Function:
                return put_text(token, feel::to_feel(value));
        }
    }

    Datum result() {
        return call([&] { return builder_.result(); });
    }

private:
    void put_number(JsonbIteratorToken token, const feel::Decimal& number) {
        if (too_large(number)) return push_null(token);
        JsonbValue scalar{};
        scalar.type = jbvNumeric;
        scalar.val.numeric = numeric_from_decimal(number);
        push(token, &scalar);
    }

    // The builder takes the pointer, not the bytes, so text has to live until the result is made: that of
    // ranges and functions does not.
    void put_text(JsonbIteratorToken token, std::string_view text) {
        const char* kept = call([&] { return static_cast<const char*>(pnstrdup(text.data(), text.size())); });
        JsonbValue scalar = text_value({kept, text.size()});
        push(token, &scalar);
    }

    void put_list(const feel::Items& items) {
        push(WJB_BEGIN_ARRAY, nullptr);
        for (const Value& item : items) {
            check_interrupts();
            put(WJB_ELEM, item);
        }
        push(WJB_END_ARRAY, nullptr);
    }

    void put_context(const feel::Entries& entries) {
        push(WJB_BEGIN_OBJECT, nullptr);
        for (const auto& [key, value] : entries) {
            check_interrupts();
            JsonbValue name = text_value(key);
            push(WJB_KEY, &name);
            put(WJB_VALUE, value);
        }
        push(WJB_END_OBJECT, nullptr);
    }

    void push_null(JsonbIteratorToken token) {
        JsonbValue scalar{};
        scalar.type = jbvNull;
        push(token, &scalar);
    }

    void push(JsonbIteratorToken token, JsonbValue* value) {
        call([&] { builder_.push(token, value); });
    }

    JsonbBuilder builder_;
};

Datum container(const Value& value) {
    Builder builder;
    builder.put(WJB_ELEM, value);
    return builder.result();
}

Datum json_string(std::string_view content) { return scalar(JENTRY_ISSTRING, content.data(), content.size()); }

Datum number(const feel::Decimal& value) {
    if (too_large(value)) return json_null();
    const Numeric numeric = numeric_from_decimal(value);
    return scalar(JENTRY_ISNUMERIC, numeric, VARSIZE(numeric));
}

}  // namespace

Datum jsonb_datum(const Value& value) {
    switch (value.type()) {
        case Type::Null:
            return json_null();
        case Type::Boolean:
            return json_boolean(value.as_boolean());
        case Type::Number:
            return number(value.as_number());
        case Type::String:
            return json_string(value.as_string());
        case Type::List:
        case Type::Context:
            return container(value);
        case Type::Date:
        case Type::Time:
        case Type::DateTime:
        case Type::DaysDuration:
        case Type::MonthsDuration:
            return json_string(feel::to_text(value));
        case Type::Range:
        case Type::Function:
            return json_string(feel::to_feel(value));
    }
    return 0;
}

}  // namespace wf::pg
