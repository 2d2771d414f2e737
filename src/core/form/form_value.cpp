#include "core/form/form_value.hpp"

#include <algorithm>
#include <string>

namespace wf {
namespace {

// Forms take more ways to write a moment than FEEL does: "2026-11-21 09:30+01".
std::string as_feel_writes_it(std::string text) {
    constexpr std::size_t date_size = 10;
    if (text.size() <= date_size) return text;
    if (text[date_size] == ' ') text[date_size] = 'T';
    std::size_t zone = text.find_first_of("Z+-@", date_size);
    if (zone == std::string::npos) zone = text.size();
    if (zone == date_size + 6) {  // T09:30
        text.insert(zone, ":00");
        zone += 3;
    }
    const bool has_offset = zone < text.size() && (text[zone] == '+' || text[zone] == '-');
    if (!has_offset) return text;
    if (text.size() == zone + 3) text += ":00";                  // +01
    if (text.size() == zone + 5) text.insert(zone + 3, 1, ':');  // +0130
    return text;
}

}  // namespace

feel::Value form_value(FieldType type, feel::Value value) {
    if (!value.is_string() || (type != FieldType::Date && type != FieldType::Datetime)) return value;
    if (value.as_string().empty()) return {};
    feel::Value read =
        type == FieldType::Date
            ? feel::Value::temporal(feel::date_from(value.as_string()))
            : feel::Value::temporal(feel::date_time_from(as_feel_writes_it(value.as_string())));
    return read.is_null() ? value : read;
}

feel::StaticType static_type(const Field& field) {
    using feel::StaticType;
    switch (field.type) {
        case FieldType::Number:
            return StaticType::of(feel::Type::Number);
        case FieldType::Boolean:
            return StaticType::of(feel::Type::Boolean);
        case FieldType::Choice:
            return StaticType::choice_of(field.values);
        case FieldType::Date:
            return StaticType::of(feel::Type::Date);
        case FieldType::Datetime:
            return StaticType::of(feel::Type::DateTime);
        case FieldType::Text:
        case FieldType::Person:
        case FieldType::Department:
            return StaticType::of(feel::Type::String);
        case FieldType::List:
            return StaticType::of(feel::Type::List);
        case FieldType::Object:
            return StaticType::of(feel::Type::Context);
        case FieldType::Attachment:
            break;
    }
    return {};
}

}  // namespace wf
