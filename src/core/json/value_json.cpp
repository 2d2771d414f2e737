#include "core/json/value_json.hpp"

#include "core/expression/print.hpp"
#include "core/base/host_interrupt.hpp"
#include "core/base/json_string.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace wf {

namespace {

using feel::Decimal;
using feel::Entries;
using feel::Items;
using feel::Value;

// Builds values from the parser's events: numbers arrive with the text they were written as.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(std::size_t max_depth) : max_depth_(max_depth) {}

    std::optional<Value> result;
    JsonProblem problem = JsonProblem::NotJson;

    bool null() override { return put({}); }
    bool boolean(bool b) override { return put(Value::boolean(b)); }
    bool number_integer(std::int64_t n) override { return put(Value::number(n)); }
    bool number_unsigned(std::uint64_t n) override {
        if (n <= INT64_MAX) return put(Value::number(static_cast<std::int64_t>(n)));
        return put_digits(std::to_string(n));
    }
    bool number_float(double, const std::string& digits) override { return put_digits(digits); }
    bool string(std::string& text) override { return put(Value::string(std::move(text))); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Entries{}); }
    bool start_array(std::size_t) override { return open(Items{}); }
    bool key(std::string& name) override {
        open_.back().key = std::move(name);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
        constexpr int out_of_range = 406;
        if (error.id == out_of_range) problem = JsonProblem::NumberTooLarge;
        return false;
    }

private:
    struct Open {
        std::variant<Entries, Items> content;
        std::string key;                             // of the entry that comes next
        std::map<std::string, std::size_t> index{};  // of a large object, to find keys written twice
    };

    static constexpr std::size_t scanned = 16;  // entries up to which searching beats an index

    bool put_digits(const std::string& digits) {
        const std::optional<Decimal> number = Decimal::from_string(digits);
        if (!number) problem = JsonProblem::NumberTooLarge;
        return number && put(Value::number(*number));
    }

    bool put(Value value) {
        go_on();
        if (open_.empty()) {
            result = std::move(value);
            return true;
        }
        Open& parent = open_.back();
        if (Items* items = std::get_if<Items>(&parent.content)) {
            items->push_back(std::move(value));
            return true;
        }
        Entries& entries = *std::get_if<Entries>(&parent.content);
        const std::size_t at = place(parent, entries);
        if (at < entries.size())
            entries[at].second = std::move(value);
        else
            entries.emplace_back(std::move(parent.key), std::move(value));
        return true;
    }

    // Where the key is, or the end.
    static std::size_t place(Open& parent, const Entries& entries) {
        if (entries.size() < scanned) {
            const auto found = std::ranges::find(entries, parent.key, &feel::Entry::first);
            return static_cast<std::size_t>(found - entries.begin());
        }
        if (parent.index.empty())
            for (std::size_t i = 0; i < entries.size(); ++i) parent.index.emplace(entries[i].first, i);
        return parent.index.try_emplace(parent.key, entries.size()).first->second;
    }

    template <class Content>
    bool open(Content content) {
        if (open_.size() == max_depth_) return problem = JsonProblem::TooDeep, false;
        open_.push_back({std::move(content), {}});
        return true;
    }

    bool close() {
        std::variant<Entries, Items> content = std::move(open_.back().content);
        open_.pop_back();
        if (Items* items = std::get_if<Items>(&content)) return put(Value::list(std::move(*items)));
        return put(Value::context(std::move(*std::get_if<Entries>(&content))));
    }

    std::vector<Open> open_;
    std::size_t max_depth_;
};

void write_number(std::string& out, const Decimal& number) {
    static const Decimal largest = *Decimal::from_string("1e308");
    out += number.absolute() <= largest ? number.to_string() : "null";
}

void write(std::string& out, const Value& value);

void write_list(std::string& out, const Items& items) {
    out += '[';
    for (const Value& item : items) {
        if (&item != &items.front()) out += ',';
        write(out, item);
    }
    out += ']';
}

void write_context(std::string& out, const Entries& entries) {
    out += '{';
    for (const feel::Entry& entry : entries) {
        if (&entry != &entries.front()) out += ',';
        append_json_string(out, entry.first);
        out += ':';
        write(out, entry.second);
    }
    out += '}';
}

void write(std::string& out, const Value& value) {
    go_on();
    switch (value.type()) {
        case feel::Type::Null:
            out += "null";
            break;
        case feel::Type::Boolean:
            out += value.as_boolean() ? "true" : "false";
            break;
        case feel::Type::Number:
            write_number(out, value.as_number());
            break;
        case feel::Type::String:
            append_json_string(out, value.as_string());
            break;
        case feel::Type::Date:
        case feel::Type::Time:
        case feel::Type::DateTime:
        case feel::Type::DaysDuration:
        case feel::Type::MonthsDuration:
            append_json_string(out, feel::to_text(value));
            break;
        case feel::Type::List:
            write_list(out, value.as_list());
            break;
        case feel::Type::Context:
            write_context(out, value.as_context());
            break;
        case feel::Type::Range:
        case feel::Type::Function:
            append_json_string(out, feel::to_feel(value));
            break;
    }
}

}  // namespace

std::optional<feel::Value> value_from_json(std::string_view json_text) {
    JsonProblem problem{};
    return value_from_json(json_text, problem);
}

std::optional<feel::Value> value_from_json(std::string_view json_text, JsonProblem& problem,
                                           std::size_t max_depth) {
    Builder builder{max_depth};
    if (nlohmann::json::sax_parse(json_text, &builder)) return std::move(builder.result);
    problem = builder.problem;
    return std::nullopt;
}

std::string value_to_json(const feel::Value& value) {
    std::string out;
    write(out, value);
    return out;
}

std::string value_to_text(const feel::Value& value) {
    if (value.is_date_time() && value.as_date_time().time.zone.is_named()) {
        feel::DateTime moment = value.as_date_time();
        feel::Zone& zone = moment.time.zone;
        zone = feel::Zone::offset(zone.offset_at_local(moment.date.days() * 86'400 + moment.time.second));
        return feel::to_string(moment);
    }
    const bool is_text = value.is_string() || value.is_date() || value.is_time() || value.is_date_time() ||
                         value.is_days_duration() || value.is_months_duration();
    return is_text ? feel::to_text(value) : value_to_json(value);
}

}  // namespace wf
