#include "core/form/form_value.hpp"

#include "core/model/time.hpp"

#include <algorithm>
#include <string>

namespace wf {
namespace {

// Forms take more ways to write a moment than FEEL does: "2026-11-21 09:30+01".
std::string as_feel_writes_it(std::string text) {
    constexpr std::size_t date_size = 10;
    if (text.size() <= date_size) return text;
    // "+01:00[Europe/Paris]" is as good as its offset, and "[Europe/Paris]" is "@Europe/Paris".
    if (const std::size_t bracket = text.find('['); bracket != std::string::npos) {
        const bool has_offset = text.find_first_of("Z+-", date_size) < bracket;
        text = text.substr(0, bracket) +
               (has_offset ? "" : "@" + text.substr(bracket + 1, text.size() - bracket - 2));
    }
    if (text[date_size] == ' ') text[date_size] = 'T';
    std::size_t zone =
        text.find_first_of("Z+-@", date_size);  // the name of a zone has these signs behind its "@"
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

feel::Value with_offset(FieldType type, feel::Value value, const feel::Zone& zone) {
    if (type != FieldType::Datetime) return value;
    const feel::Value read = form_value(type, value);
    if (!read.is_date_time()) return value;
    feel::DateTime moment = read.as_date_time();
    if (!moment.time.zone.is_none() && !moment.time.zone.is_named()) return value;
    if (moment.time.zone.is_none()) moment.time.zone = zone;
    if (!moment.time.zone.is_named()) return feel::Value::string(feel::to_string(moment));
    // As by itself, also where the clocks leave that time out.
    const std::optional<Instant> at = parse_instant(feel::to_string(moment));
    const std::optional<feel::DateTime> exact = at ? moment_of(*at, moment.time.zone) : std::nullopt;
    return exact ? feel::Value::string(feel::to_string(*exact)) : value;
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
