#include "core/form/field_type.hpp"

#include "core/base/enumeration.hpp"
#include "core/expression/utf8.hpp"
#include "core/model/time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace wf {
namespace {

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

// "@Europe/Paris", "[Europe/Paris]", the latter also behind an offset. Gives what is before it.
std::optional<std::string_view> without_zone(std::string_view text) {
    const std::size_t mark = text.find_first_of("@[");
    if (mark == std::string_view::npos) return text;
    std::string_view name = text.substr(mark + 1);
    const bool is_bracket = text[mark] == '[';
    if (is_bracket ? !name.ends_with(']') : mark != 0) return {};
    if (is_bracket) name.remove_suffix(1);
    return zone_named(name) ? std::optional{text.substr(0, mark)} : std::nullopt;
}

// ISO 8601: a date, "T" or a blank, a time of day, and an offset or a zone if known.
bool is_datetime(std::string_view text) {
    if (text.size() < 16 || !is_date(text.substr(0, 10)) || (text[10] != 'T' && text[10] != ' '))
        return false;
    text.remove_prefix(11);
    if (!take_clock(text)) return false;
    const std::optional<std::string_view> offset = without_zone(text);
    return offset && is_offset(*offset);
}

}  // namespace

bool is_missing(const feel::Value* value) {
    return !value || value->is_null() || (value->is_string() && feel::utf8::is_blank(value->as_string()));
}

bool fits(const Field& field, const feel::Value& value) {
    switch (field.type) {
        case FieldType::Number: return value.is_number();
        case FieldType::Text:
        case FieldType::Person:
        case FieldType::Department: return value.is_string();
        case FieldType::Boolean: return value.is_boolean();
        case FieldType::Choice:
            return value.is_string() && std::find(field.values.begin(), field.values.end(),
                                                  value.as_string()) != field.values.end();
        case FieldType::Date: return value.is_string() && is_date(value.as_string());
        case FieldType::Datetime: return value.is_string() && is_datetime(value.as_string());
        case FieldType::List: return value.is_list();
        case FieldType::Object: return value.is_context();
        case FieldType::Attachment: return value.is_string() || value.is_context();
    }
    return false;
}

std::string_view word_for(FieldType type) {
    static constexpr std::string_view words[] = {"number", "text",     "boolean",   "choice",
                                                 "date",   "datetime", "person",    "department",
                                                 "list",   "object",   "attachment"};
    static_assert(has_each<FieldType>(words));
    return line_of(words, type);
}

std::string_view expected(FieldType type) {
    switch (type) {
        case FieldType::Number: return "a number";
        case FieldType::Text: return "text";
        case FieldType::Boolean: return "true or false";
        case FieldType::Choice: return "one of its values";
        case FieldType::Date: return "a date such as \"2026-11-21\"";
        case FieldType::Datetime: return "a date and time such as \"2026-11-21T09:30:00+01:00\"";
        case FieldType::Person: return "the id of an active person";
        case FieldType::Department: return "the id of a department";
        case FieldType::List: return "a list";
        case FieldType::Object: return "an object";
        case FieldType::Attachment: return "text or an object that names the attachment";
    }
    return "";
}

std::string_view expected_in_chinese(FieldType type) {
    switch (type) {
        case FieldType::Number: return "数字";
        case FieldType::Text: return "文本";
        case FieldType::Boolean: return "布尔值（true 或 false）";
        case FieldType::Choice: return "可选值之一";
        case FieldType::Date: return "日期，例如 2026-11-21";
        case FieldType::Datetime: return "日期时间，例如 2026-11-21T09:30:00+01:00";
        case FieldType::Person: return "在职人员的编号";
        case FieldType::Department: return "部门的编号";
        case FieldType::List: return "列表";
        case FieldType::Object: return "对象";
        case FieldType::Attachment: return "文本，或说明附件的对象";
    }
    return "";
}

}  // namespace wf
