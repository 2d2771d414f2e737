#include "gateway/rest/query.hpp"

#include "gateway/base/failure.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace wf::gateway {
namespace {

constexpr std::size_t deepest = 10;       // and(or(and(...
constexpr std::size_t most_parts = 200;   // of one list
constexpr std::array<std::string_view, 16> operators = {"eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike",
                                                        "match", "imatch", "is", "in", "cs", "cd", "ov", "isdistinct"};
constexpr std::array<std::string_view, 9> with_each = {"eq", "gt", "gte", "lt", "lte", "like", "ilike", "match", "imatch"};
constexpr const char* known = "eq, neq, gt, gte, lt, lte, like, ilike, match, imatch, is, in, cs, cd, ov, isdistinct; not. before them; (any) or (all) after them.";

template <typename List>
bool has(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

[[noreturn]] void refuse(const std::string& message, std::string_view near, const std::string& hint = {}) {
    throw Failure(400, "PGRST100", message, near.empty() ? std::string() : "At: " + std::string(near.substr(0, 100)),
                  hint.empty() ? "There are select, order, limit, offset, column=operator.value, and=(...), or=(...)." : hint);
}

// Reads from left to right; what it could not take is left.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool is_done() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) { return false; }
        rest_.remove_prefix(text.size());
        return true;
    }
    void expect(std::string_view text) {
        if (!take(text)) { refuse("Expected \"" + std::string(text) + "\" here.", rest_); }
    }
    std::string_view take_until(std::string_view ends) {
        const std::string_view taken = rest_.substr(0, rest_.find_first_of(ends));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    // "with \" and \\ in it"
    std::string take_quoted() {
        std::string text;
        expect("\"");
        while (!take("\"")) {
            if (take("\\") && is_done()) { break; }
            if (is_done()) { refuse("A quote is not closed.", text); }
            text += rest_.front();
            rest_.remove_prefix(1);
        }
        return text;
    }
    // Letters, digits, _ , spaces and $ in the middle; or in quotes.
    std::string take_name() {
        if (rest_.starts_with('"')) { return take_quoted(); }
        const auto end = std::find_if(rest_.begin(), rest_.end(), [](unsigned char c) { return !(std::isalnum(c) || c == '_' || c == '$' || c >= 0x80); });
        const std::string name(rest_.begin(), end);
        if (name.empty()) { refuse("Expected a name here.", rest_); }
        rest_.remove_prefix(name.size());
        return name;
    }

private:
    std::string_view rest_;
};

Field read_field(Reader& in) {
    Field field;
    field.column = in.take_name();
    while (in.rest().starts_with("->")) {
        const bool is_text = in.take("->>");
        if (!is_text) { in.expect("->"); }
        std::string sign = in.take("-") ? "-" : "";
        field.path.push_back({sign + in.take_name(), is_text});
        if (is_text && in.rest().starts_with("->")) { refuse("Nothing can follow ->>, which gives a text.", in.rest()); }
    }
    return field;
}

std::int64_t read_count(const std::string& name, const std::string& value) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != value.data() + value.size() || number < 0) {
        refuse(name + " must be a number of rows, 0 or more.", value);
    }
    return number;
}

SelectItem read_select_item(Reader& in) {
    SelectItem item;
    if (in.take("*")) { return item; }
    if (in.rest().starts_with("count(") || in.rest().starts_with("...")) {
        refuse("Aggregates and spreads are not part of what can be selected.", in.rest(), "Ask for a count by Prefer: count=exact.");
    }
    item.field = read_field(in);
    if (in.rest().starts_with(":") && !in.rest().starts_with("::")) {
        in.expect(":");
        if (!item.field.path.empty()) { refuse("A new name must be a plain one.", in.rest()); }
        item.alias = item.field.column;
        item.field = read_field(in);
    }
    if (in.take("::")) { item.cast = in.take_name(); }
    if (in.rest().starts_with("(") || in.rest().starts_with("!")) {
        refuse("Resources cannot be embedded.", in.rest(), "Ask for them in a request of their own.");
    }
    if (in.rest().starts_with(".")) { refuse("Aggregates are not part of what can be selected.", in.rest(), "Ask for a count by Prefer: count=exact."); }
    return item;
}

std::vector<SelectItem> read_select(const std::string& text) {
    std::vector<SelectItem> items;
    Reader in(text);
    if (in.is_done()) { return items; }
    do {
        items.push_back(read_select_item(in));
        if (items.size() > most_parts) { refuse("The select has too many parts.", {}); }
    } while (in.take(","));
    if (!in.is_done()) { refuse("The select cannot be read.", in.rest(), "column, new_name:column, column::type, data->key, data->>key, separated by commas."); }
    const bool is_all = items.size() == 1 && items.front().field.column.empty();
    return is_all ? std::vector<SelectItem>() : items;
}

std::vector<OrderItem> read_order(const std::string& text) {
    std::vector<OrderItem> items;
    Reader in(text);
    do {
        OrderItem item;
        item.field = read_field(in);
        if (in.take(".desc")) {
            item.descends = true;
        } else {
            in.take(".asc");
        }
        if (in.take(".nullsfirst")) { item.nulls_first = true; }
        if (in.take(".nullslast")) { item.nulls_first = false; }
        items.push_back(item);
        if (items.size() > most_parts) { refuse("The order has too many parts.", {}); }
    } while (in.take(","));
    if (!in.is_done()) { refuse("The order cannot be read.", in.rest(), "column.asc or .desc, then .nullsfirst or .nullslast, separated by commas."); }
    return items;
}

// (a,"b,c")
std::vector<std::string> read_list(Reader& in) {
    std::vector<std::string> list;
    in.expect("(");
    if (in.take(")")) { return list; }
    do {
        list.push_back(in.rest().starts_with('"') ? in.take_quoted() : std::string(in.take_until(",)")));
    } while (in.take(","));
    in.expect(")");
    return list;
}

// A value inside and(...) ends at a comma or parenthesis, unless it is in quotes or braces.
std::string read_nested_value(Reader& in) {
    if (in.rest().starts_with('"')) { return in.take_quoted(); }
    std::string value;
    int open = 0;
    while (!in.is_done()) {
        const char next = in.rest().front();
        if (open == 0 && (next == ',' || next == ')')) { break; }
        if (next == '"' && open > 0) {
            const std::string_view before = in.rest();
            in.take_quoted();
            value += before.substr(0, before.size() - in.rest().size());
            continue;
        }
        open += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
        value += next;
        in.take(std::string_view(&next, 1));
    }
    return value;
}

// not.eq.1, in.(a,b), like(any).{a,b}
Filter read_operation(Reader& in, Field field, bool is_nested) {
    Filter filter;
    filter.field = std::move(field);
    filter.is_negated = in.take("not.");
    filter.op = std::string(in.take_until(".("));
    if (!has(operators, filter.op)) {
        refuse("There is no operator \"" + filter.op + "\" here.", filter.field.column + "=" + filter.op, std::string("Known are ") + known);
    }
    if (in.take("(")) {
        filter.each = std::string(in.take_until(")"));
        in.expect(")");
        if ((filter.each != "any" && filter.each != "all") || !has(with_each, filter.op)) { refuse("\"" + filter.each + "\" cannot be used with \"" + filter.op + "\".", in.rest()); }
    }
    in.expect(".");
    if (filter.op == "in") {
        filter.list = read_list(in);
    } else if (is_nested) {
        filter.value = read_nested_value(in);
    } else {
        filter.value = std::string(in.rest());
        in.take(filter.value);
    }
    if (filter.op == "is") {
        static constexpr std::array<std::string_view, 5> words = {"null", "not_null", "true", "false", "unknown"};
        std::transform(filter.value.begin(), filter.value.end(), filter.value.begin(), [](unsigned char c) { return std::tolower(c); });
        if (!has(words, filter.value)) { refuse("is takes null, not_null, true, false or unknown.", filter.value); }
    }
    return filter;
}

std::vector<Condition> read_conditions(Reader& in, std::size_t depth);

// and(...), or(...), not.and(...), column.eq.1
Condition read_condition(Reader& in, std::size_t depth) {
    Condition condition;
    Reader ahead = in;
    condition.is_negated = ahead.take("not.");
    const bool is_all = ahead.take("and(");
    if (is_all || ahead.take("or(")) {
        condition.kind = is_all ? Condition::Kind::all_of : Condition::Kind::any_of;
        in = ahead;
        condition.parts = read_conditions(in, depth + 1);
        return condition;
    }
    condition.is_negated = false;
    Field field = read_field(in);
    in.expect(".");
    condition.filter = read_operation(in, std::move(field), true);
    return condition;
}

// After the opening parenthesis.
std::vector<Condition> read_conditions(Reader& in, std::size_t depth) {
    if (depth > deepest) { refuse("Conditions are nested too deep.", {}); }
    std::vector<Condition> parts;
    do {
        parts.push_back(read_condition(in, depth));
        if (parts.size() > most_parts) { refuse("A condition has too many parts.", {}); }
    } while (in.take(","));
    in.expect(")");
    return parts;
}

// or=(...), not.and=(...)
std::optional<Condition> read_logic(const std::string& name, const std::string& value) {
    Reader word(name);
    Condition condition;
    condition.is_negated = word.take("not.");
    if (word.rest() != "and" && word.rest() != "or") { return std::nullopt; }
    condition.kind = word.rest() == "and" ? Condition::Kind::all_of : Condition::Kind::any_of;
    Reader in(value);
    in.expect("(");
    condition.parts = read_conditions(in, 1);
    if (!in.is_done()) { refuse("The condition cannot be read.", in.rest()); }
    return condition;
}

Condition read_filter(const std::string& name, const std::string& value) {
    Reader left(name);
    Condition condition;
    Field field = read_field(left);
    if (!left.is_done()) { refuse("The parameter is not a column.", name, "Filters are column=operator.value."); }
    Reader in(value);
    condition.filter = read_operation(in, std::move(field), false);
    if (!in.is_done()) { refuse("The filter cannot be read.", in.rest()); }
    return condition;
}

}  // namespace

ReadQuery read_query(const std::vector<std::pair<std::string, std::string>>& parameters, const std::vector<std::string>& arguments) {
    ReadQuery read;
    for (const auto& [name, value] : parameters) {
        if (has(arguments, name)) {
            read.arguments.emplace_back(name, value);
        } else if (name == "select") {
            read.query.select = read_select(value);
        } else if (name == "order") {
            read.query.order = read_order(value);
        } else if (name == "limit") {
            read.query.limit = read_count(name, value);
        } else if (name == "offset") {
            read.query.offset = read_count(name, value);
        } else if (name == "apikey") {  // never an identity, and no column
            refuse("A key does not belong into the address.", {}, "Sign in, or send Authorization: Bearer.");
        } else if (auto logic = read_logic(name, value)) {
            read.query.conditions.push_back(std::move(*logic));
        } else {
            read.query.conditions.push_back(read_filter(name, value));
        }
        if (read.query.conditions.size() > most_parts) { refuse("There are too many filters.", {}); }
    }
    return read;
}

}  // namespace wf::gateway
