#include "core/expression/print.hpp"

#include "core/base/json_string.hpp"
#include "core/expression/function.hpp"

namespace wf::feel {

namespace {

void print(std::string& out, const Value& value);

void print_list(std::string& out, const Items& items) {
    out += '[';
    const char* separator = "";
    for (const Value& item : items) {
        out += separator;
        print(out, item);
        separator = ", ";
    }
    out += ']';
}

void print_context(std::string& out, const Entries& entries) {
    out += '{';
    const char* separator = "";
    for (const auto& [key, value] : entries) {
        out += separator;
        out += key;
        out += ": ";
        print(out, value);
        separator = ", ";
    }
    out += '}';
}

void print_range(std::string& out, const Range& range) {
    using enum Range::End;
    if (range.form != Range::Form::Between) {
        out += range.form == Range::Form::Equal ? "(= " : "(!= ";
        print(out, range.low);
        out += ')';
        return;
    }
    if (range.low_end == None || range.high_end == None) {
        const bool has_low = range.low_end != None;
        const bool closed = (has_low ? range.low_end : range.high_end) == Closed;
        out += has_low ? "(>" : "(<";
        out += closed ? "= " : " ";
        print(out, has_low ? range.low : range.high);
        out += ')';
        return;
    }
    out += range.low_end == Closed ? '[' : '(';
    print(out, range.low);
    out += "..";
    print(out, range.high);
    out += range.high_end == Closed ? ']' : ')';
}

void print_temporal(std::string& out, const std::string& text) { out += "@\"" + text + '"'; }

void print(std::string& out, const Value& value) {
    switch (value.type()) {
        case Type::Null: out += "null"; break;
        case Type::Boolean: out += value.as_boolean() ? "true" : "false"; break;
        case Type::Number: out += value.as_number().to_string(); break;
        case Type::String: append_json_string(out, value.as_string()); break;
        case Type::Date: print_temporal(out, to_string(value.as_date())); break;
        case Type::Time: print_temporal(out, to_string(value.as_time())); break;
        case Type::DateTime: print_temporal(out, to_string(value.as_date_time())); break;
        case Type::DaysDuration: print_temporal(out, to_string(value.as_days_duration())); break;
        case Type::MonthsDuration: print_temporal(out, to_string(value.as_months_duration())); break;
        case Type::List: print_list(out, value.as_list()); break;
        case Type::Context: print_context(out, value.as_context()); break;
        case Type::Range: print_range(out, value.as_range()); break;
        case Type::Function: out += "function"; break;
    }
}

}  // namespace

std::string to_text(const Value& value) {
    if (value.is_string()) return value.as_string();
    std::string out = to_feel(value);
    const bool is_literal = out.starts_with('@');
    return is_literal ? out.substr(2, out.size() - 3) : out;
}

std::string to_feel(const Value& value) {
    std::string out;
    print(out, value);
    return out;
}

std::string to_feel(const Value& value, std::size_t max_bytes) {
    std::string text = to_feel(value);
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "...";
}

}  // namespace wf::feel
