// Functions over a list, or over any number of arguments: sum([1, 2]) is sum(1, 2).
#include "core/expression/builtin_functions.hpp"
#include "core/expression/compare.hpp"

#include <algorithm>

namespace wf::feel::builtin {

std::span<const Value> items_of(const Arguments& args) {
    if (args.values.size() == 1 && args[0].is_list()) {
        const Items& items = args[0].as_list();
        args.meter.charge(items.size());
        return items;
    }
    return args.values;
}

namespace {

// Nullopt if there is none, or one of the items is not a number.
std::optional<std::vector<Decimal>> numbers_of(const Arguments& args) {
    std::vector<Decimal> numbers;
    for (const Value& item : items_of(args)) {
        if (!item.is_number()) return std::nullopt;
        numbers.push_back(item.as_number());
    }
    if (numbers.empty()) return std::nullopt;
    return numbers;
}

Decimal total(const std::vector<Decimal>& numbers) {
    Decimal result;
    for (const Decimal number : numbers) result = result + number;
    return result;
}

Decimal size_of(const std::vector<Decimal>& numbers) { return static_cast<std::int64_t>(numbers.size()); }

// std::sort needs finite numbers, which all values hold.
void sort_numbers(Arguments& args, std::vector<Decimal>& numbers) {
    args.meter.charge(4 * numbers.size());
    std::ranges::sort(numbers, [](Decimal a, Decimal b) { return a < b; });
}

Value extreme(const Arguments& args, bool (*better)(std::partial_ordering)) {
    const std::span<const Value> items = items_of(args);
    if (items.empty()) return {};
    const Value* best = &items[0];
    for (const Value& item : items) {
        const auto found = order(item, *best);
        if (!found) return {};
        if (better(*found)) best = &item;
    }
    return *best;
}

// `deciding` settles it; else null if an item was not a boolean.
Value junction(const Arguments& args, bool deciding) {
    bool has_null = false;
    for (const Value& item : items_of(args)) {
        if (!item.is_boolean())
            has_null = true;
        else if (item.as_boolean() == deciding)
            return Value::boolean(deciding);
    }
    return has_null ? Value{} : Value::boolean(!deciding);
}

}  // namespace

Value minimum(Arguments& args) { return extreme(args, std::is_lt); }
Value maximum(Arguments& args) { return extreme(args, std::is_gt); }
Value all(Arguments& args) { return junction(args, false); }
Value any(Arguments& args) { return junction(args, true); }

Value sum(Arguments& args) {
    const auto numbers = numbers_of(args);
    return numbers ? Value::number(total(*numbers)) : Value{};
}

Value mean(Arguments& args) {
    const auto numbers = numbers_of(args);
    return numbers ? Value::number(total(*numbers) / size_of(*numbers)) : Value{};
}

Value product(Arguments& args) {
    const auto numbers = numbers_of(args);
    if (!numbers) return {};
    Decimal result = 1;
    for (const Decimal number : *numbers) result = result * number;
    return Value::number(result);
}

Value median(Arguments& args) {
    auto numbers = numbers_of(args);
    if (!numbers) return {};
    sort_numbers(args, *numbers);
    const std::size_t middle = numbers->size() / 2;
    if (numbers->size() % 2 == 1) return Value::number((*numbers)[middle]);
    return Value::number(((*numbers)[middle - 1] + (*numbers)[middle]) / 2);
}

// The most frequent ones, in ascending order.
Value mode(Arguments& args) {
    if (items_of(args).empty()) return Value::list({});
    auto numbers = numbers_of(args);
    if (!numbers) return {};
    sort_numbers(args, *numbers);
    Items result;
    std::size_t most = 0;
    for (std::size_t begin = 0, end = 0; begin < numbers->size(); begin = end) {
        while (end < numbers->size() && (*numbers)[end] == (*numbers)[begin]) ++end;
        if (end - begin < most) continue;
        if (end - begin > most) result.clear();
        most = end - begin;
        result.push_back(Value::number((*numbers)[begin]));
    }
    return Value::list(std::move(result));
}

// Of a sample: divided by one less than the number of items.
Value standard_deviation(Arguments& args) {
    const auto numbers = numbers_of(args);
    if (!numbers || numbers->size() < 2) return {};
    const Decimal average = total(*numbers) / size_of(*numbers);
    Decimal squares;
    for (const Decimal number : *numbers) squares = squares + (number - average) * (number - average);
    return Value::number((squares / (size_of(*numbers) - 1)).square_root());
}

Value count(Arguments& args) {
    if (args[0].is_null()) return {};
    return Value::number(args[0].is_list() ? static_cast<std::int64_t>(args[0].as_list().size()) : 1);
}

}  // namespace wf::feel::builtin
