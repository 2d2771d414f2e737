#include "core/decide/form_data.hpp"

#include "core/json/value_json.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace wf {
namespace {

using feel::Entries;
using feel::Value;

bool read_digits(std::string_view text, std::size_t at, std::size_t count, unsigned& number) {
    if (text.size() < at + count) return false;
    const char* end = text.data() + at + count;
    return std::from_chars(text.data() + at, end, number).ptr == end;
}

bool is_date(std::string_view text) {
    unsigned year = 0, month = 0, day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    if (!read_digits(text, 0, 4, year) || !read_digits(text, 5, 2, month) || !read_digits(text, 8, 2, day))
        return false;
    return std::chrono::year_month_day{std::chrono::year{int(year)}, std::chrono::month{month},
                                       std::chrono::day{day}}
        .ok();
}

// Takes "09:30", and ":05" and ".25" if they follow, from the front of `text`.
bool take_clock(std::string_view& text) {
    unsigned hour = 0, minute = 0, second = 0;
    if (text.size() < 5 || text[2] != ':' || !read_digits(text, 0, 2, hour) ||
        !read_digits(text, 3, 2, minute))
        return false;
    text.remove_prefix(5);
    if (text.starts_with(':')) {
        if (!read_digits(text, 1, 2, second)) return false;
        text.remove_prefix(3);
        if (text.starts_with('.'))
            text.remove_prefix(std::min(text.size(), text.find_first_not_of("0123456789", 1)));
    }
    return hour < 24 && minute < 60 && second < 60;
}

// "Z", "+08", "+08:00", "-0330" or nothing.
bool is_offset(std::string_view text) {
    if (text.empty() || text == "Z") return true;
    if (text[0] != '+' && text[0] != '-') return false;
    unsigned hour = 0, minute = 0;
    const std::size_t minutes_at = text.size() > 3 && text[3] == ':' ? 4 : 3;
    if (!read_digits(text, 1, 2, hour) || hour > 15) return false;
    return text.size() == 3 ||
           (text.size() == minutes_at + 2 && read_digits(text, minutes_at, 2, minute) && minute < 60);
}

// ISO 8601: a date, "T" or a blank, a time of day, and an offset if known.
bool is_datetime(std::string_view text) {
    if (text.size() < 16 || !is_date(text.substr(0, 10)) || (text[10] != 'T' && text[10] != ' '))
        return false;
    text.remove_prefix(11);
    return take_clock(text) && is_offset(text);
}

const char* expected(FieldType type) {
    switch (type) {
        case FieldType::Number:
            return "a number";
        case FieldType::Text:
            return "text";
        case FieldType::Boolean:
            return "true or false";
        case FieldType::Choice:
            return "one of its values";
        case FieldType::Date:
            return "a date such as \"2026-11-21\"";
        case FieldType::Datetime:
            return "a date and time such as \"2026-11-21T09:30:00+01:00\"";
        case FieldType::Person:
            return "the id of an active person";
        case FieldType::Department:
            return "the id of a department";
        case FieldType::List:
            return "a list";
        case FieldType::Object:
            return "an object";
        case FieldType::Attachment:
            return "text or an object that names the attachment";
    }
    return "";
}

bool fits(const Field& field, const Value& value, World& world) {
    switch (field.type) {
        case FieldType::Number:
            return value.is_number();
        case FieldType::Text:
            return value.is_string();
        case FieldType::Boolean:
            return value.is_boolean();
        case FieldType::Choice:
            return value.is_string() && std::find(field.values.begin(), field.values.end(),
                                                  value.as_string()) != field.values.end();
        case FieldType::Date:
            return value.is_string() && is_date(value.as_string());
        case FieldType::Datetime:
            return value.is_string() && is_datetime(value.as_string());
        case FieldType::Person:
            return value.is_string() && !world.active({PersonId{value.as_string()}}).empty();
        case FieldType::Department:
            return value.is_string();
        case FieldType::List:
            return value.is_list();
        case FieldType::Object:
            return value.is_context();
        case FieldType::Attachment:
            return value.is_string() || value.is_context();
    }
    return false;
}

bool is_missing(const Value* value) {
    return !value || value->is_null() || (value->is_string() && value->as_string().empty());
}

std::vector<std::string> problems_of(const Form& form, const Value& data, World& world, bool is_draft) {
    std::vector<std::string> problems;
    for (const auto& [name, value] : data.as_context())
        if (!form.find(name)) problems.push_back("\"" + name + "\" is not a field of the form");
    for (const Field& field : form.fields) {
        const Value* value = data.get(field.name);
        if (is_missing(value)) {
            if (field.required && !is_draft) problems.push_back("\"" + field.name + "\" is required");
        } else if (!fits(field, *value, world)) {
            problems.push_back("\"" + field.name + "\" must be " + expected(field.type));
        }
    }
    return problems;
}

Refusal check(const Definition& definition, const Value& data, World& world, bool is_draft = false) {
    if (!definition.form) return {};
    const std::vector<std::string> problems = problems_of(*definition.form, data, world, is_draft);
    if (problems.empty()) return {};
    return refuse::bad_data(problems);
}

Refusal read_object(const Json& json, Value& object) {
    std::optional<Value> value = value_from_json(json.text);
    if (!value)  // it was JSON already, so it is a number
        return refuse::bad_argument("data has a number that is out of range",
                                    "Numbers keep 34 digits and go up to 1e308.");
    if (!value->is_context())
        return refuse::bad_argument("data is not a JSON object",
                                    "Pass the form's fields as an object, for example {\"days\": 3}.");
    object = std::move(*value);
    return {};
}

void set(Entries& fields, const std::string& name, const Value& value) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    if (value.is_null()) {
        if (found != fields.end()) fields.erase(found);
    } else if (found != fields.end()) {
        found->second = value;
    } else {
        fields.emplace_back(name, value);
    }
}

// Records those of `changes` that are variables of tokens, and gives the rest.
Entries write_variables(Step& step, Entries changes, TokenId at) {
    while (const Token* token = step.state().find_token(at)) {
        at = token->scope;
        if (token->data.text.empty()) continue;
        const TokenId id = token->id;
        Entries own = value_from_json(token->data.text).value_or(Value::context({})).as_context();
        const auto is_own = [&](const auto& change) {
            return std::any_of(own.begin(), own.end(),
                               [&](const auto& entry) { return entry.first == change.first; });
        };
        bool changed = false;
        for (const auto& change : changes)
            if (is_own(change)) {
                set(own, change.first, change.second);
                changed = true;
            }
        if (!changed) continue;
        std::erase_if(changes, is_own);
        step.emit(VariablesChanged{.token = id, .data = Json{value_to_json(Value::context(std::move(own)))}});
    }
    return changes;
}

std::vector<std::string> material_changes(const Definition& definition, const Value& before,
                                          const Value& after) {
    std::vector<std::string> changed;
    if (!definition.form) return changed;
    const auto text_of = [](const Value* value) {
        return value ? value_to_json(*value) : std::string{"null"};
    };
    for (const Field& field : definition.form->fields)
        if (field.material && text_of(before.get(field.name)) != text_of(after.get(field.name)))
            changed.push_back(field.name);
    return changed;
}

}  // namespace

Refusal read_form(const Definition& definition, const Json& data, World& world, Json& form) {
    Value object;
    if (Refusal refused = read_object(data, object)) return refused;
    form.text = value_to_json(object);
    return check(definition, object, world);
}

Refusal read_draft_form(const Definition& definition, const Json& data, World& world, Json& form) {
    Value object;
    if (Refusal refused = read_object(data, object)) return refused;
    form.text = value_to_json(object);
    return check(definition, object, world, true);
}

Refusal check_form(Step& step) {
    Value object;
    if (Refusal refused = read_object(step.state().data, object)) return refused;
    return check(step.definition(), object, step.world());
}

Refusal read_called_form(const Definition& definition, const Json& data, World& world, Json& form) {
    Value object;
    if (Refusal refused = read_object(data, object)) return refused;
    if (definition.form) {
        Entries known;
        for (const auto& [name, value] : object.as_context())
            if (definition.form->find(name)) known.emplace_back(name, value);
        object = Value::context(std::move(known));
    }
    form.text = value_to_json(object);
    return check(definition, object, world);
}

Refusal merge_data(Step& step, const Json& patch, TokenId at) {
    Value changes;
    Value current;
    if (Refusal refused = read_object(patch, changes)) return refused;
    Entries for_form = write_variables(step, changes.as_context(), at);
    if (for_form.empty()) return {};
    if (Refusal refused = read_object(step.state().data, current)) return refused;
    Entries fields = current.as_context();
    for (const auto& [name, value] : for_form) set(fields, name, value);
    const Value merged = Value::context(std::move(fields));
    if (Refusal refused = check(step.definition(), merged, step.world())) return refused;
    Json text{value_to_json(merged)};
    if (text == step.state().data) return {};
    MaterialChanged material{.fields = material_changes(step.definition(), current, merged)};
    step.emit(DataChanged{.data = std::move(text)});
    if (!material.fields.empty()) step.emit(std::move(material));
    return {};
}

}  // namespace wf
