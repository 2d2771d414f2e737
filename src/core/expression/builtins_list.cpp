#include "core/expression/builtin_functions.hpp"
#include "core/expression/compare.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace wf::feel::builtin {

std::optional<std::span<const Value>> list_at(const Arguments& args, std::size_t i) {
    const Value& value = args[i];
    if (value.is_null()) return std::nullopt;
    if (!value.is_list()) return std::span{&value, 1};
    args.meter.charge(value.as_list().size());
    return std::span{value.as_list()};
}

namespace {

// A list of one's own.
std::optional<Items> taken(const Arguments& args, std::size_t i) {
    const auto list = list_at(args, i);
    if (!list) return std::nullopt;
    args.meter.charge_list(list->size());
    return Items(list->begin(), list->end());
}

bool is_equal(Meter& meter, const Value& a, const Value& b) {
    meter.charge(std::min(a.weight(), b.weight()));
    return equal(a, b) == true;
}

// From 1, or from the end if negative. Nullopt outside of the list.
std::optional<std::size_t> offset_in(const Items& list, const Value& position) {
    const std::optional<std::int64_t> at = whole(position);
    const auto size = static_cast<std::int64_t>(list.size());
    if (!at || *at == 0 || *at > size || *at < -size) return std::nullopt;
    return static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at);
}

std::ptrdiff_t steps(std::size_t offset) { return static_cast<std::ptrdiff_t>(offset); }

// All arguments one after the other; nullopt if one is null.
std::optional<Items> joined(Arguments& args) {
    Items result;
    for (std::size_t i = 0; i < args.values.size(); ++i) {
        std::optional<Items> list = taken(args, i);
        if (!list) return std::nullopt;
        args.meter.charge_list(result.size() + list->size());
        std::ranges::move(*list, std::back_inserter(result));
    }
    return result;
}

Items distinct(Meter& meter, std::span<const Value> list) {
    Items result;
    for (const Value& item : list) {
        const auto same = [&](const Value& other) { return is_equal(meter, item, other); };
        if (std::ranges::none_of(result, same)) result.push_back(item);
    }
    return result;
}

void flatten_into(Arguments& args, Items& result, std::span<const Value> list) {
    args.meter.charge(list.size() + 1);
    for (const Value& item : list) {
        if (item.is_list())
            flatten_into(args, result, item.as_list());
        else
            result.push_back(item);
    }
}

}  // namespace

Value list_contains(Arguments& args) {
    const auto list = list_at(args, 0);
    if (!list) return {};
    return Value::boolean(
        std::ranges::any_of(*list, [&](const Value& item) { return is_equal(args.meter, item, args[1]); }));
}

Value append(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    args.meter.charge_list(list->size() + args.values.size());
    std::ranges::move(args.values.subspan(1), std::back_inserter(*list));
    return Value::list(std::move(*list));
}

Value concatenate(Arguments& args) {
    std::optional<Items> list = joined(args);
    return list ? Value::list(std::move(*list)) : Value{};
}

Value union_of(Arguments& args) {
    const std::optional<Items> list = joined(args);
    return list ? Value::list(distinct(args.meter, *list)) : Value{};
}

Value distinct_values(Arguments& args) {
    const auto list = list_at(args, 0);
    return list ? Value::list(distinct(args.meter, *list)) : Value{};
}

Value flatten(Arguments& args) {
    const auto list = list_at(args, 0);
    if (!list) return {};
    Items result;
    flatten_into(args, result, *list);
    args.meter.charge_list(result.size());
    return Value::list(std::move(result));
}

Value reverse(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    std::ranges::reverse(*list);
    return Value::list(std::move(*list));
}

Value index_of(Arguments& args) {
    const auto list = list_at(args, 0);
    if (!list) return {};
    Items result;
    for (std::size_t i = 0; i < list->size(); ++i)
        if (is_equal(args.meter, (*list)[i], args[1]))
            result.push_back(Value::number(static_cast<std::int64_t>(i + 1)));
    return Value::list(std::move(result));
}

Value sublist(Arguments& args) {
    const std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    const std::optional<std::size_t> first = offset_in(*list, args[1]);
    const std::optional<std::int64_t> wanted = args.has(2) && !args[2].is_null() ? whole(args[2]) : INT64_MAX;
    if (!first || !wanted || *wanted < 0) return {};
    const auto rest = static_cast<std::int64_t>(list->size() - *first);
    const auto begin = list->begin() + steps(*first);
    return Value::list(Items(begin, begin + std::min(*wanted, rest)));
}

Value insert_before(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    const std::optional<std::size_t> at = offset_in(*list, args[1]);
    if (!at) return {};
    list->insert(list->begin() + steps(*at), std::move(args[2]));
    return Value::list(std::move(*list));
}

Value remove(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    const std::optional<std::size_t> at = offset_in(*list, args[1]);
    if (!at) return {};
    list->erase(list->begin() + steps(*at));
    return Value::list(std::move(*list));
}

// At a position, or wherever match(item, newItem) is true.
Value list_replace(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    if (!list) return {};
    if (!args[1].is_function()) {
        const std::optional<std::size_t> at = offset_in(*list, args[1]);
        if (!at) return {};
        (*list)[*at] = std::move(args[2]);
        return Value::list(std::move(*list));
    }
    for (Value& item : *list) {
        std::array<Value, 2> pair{item, args[2]};
        const Value matches = args.caller.call(args[1], pair);
        if (!matches.is_boolean()) return {};
        if (matches.as_boolean()) item = args[2];
    }
    return Value::list(std::move(*list));
}

// Stable; ascending unless `precedes` says otherwise. By merging and not by std::sort, which may run out of
// bounds when a user's function is not an order.
Value sort(Arguments& args) {
    std::optional<Items> list = taken(args, 0);
    const bool has_function = args.has(1);
    if (!list || (has_function && !args[1].is_function())) return {};
    bool failed = false;
    const auto precedes = [&](const Value& a, const Value& b) {
        args.meter.charge();
        if (has_function) {
            std::array<Value, 2> pair{a, b};
            const Value answer = args.caller.call(args[1], pair);
            failed = failed || !answer.is_boolean();
            return answer.is_true();
        }
        const auto found = order(a, b);
        failed = failed || !found;
        return found && *found < 0;
    };
    for (std::size_t width = 1; width < list->size(); width *= 2) {
        Items merged;
        merged.reserve(list->size());
        for (std::size_t begin = 0; begin < list->size(); begin += 2 * width) {
            const std::size_t middle = std::min(begin + width, list->size());
            const std::size_t end = std::min(begin + 2 * width, list->size());
            std::size_t left = begin, right = middle;
            while (left < middle || right < end) {
                const bool from_right =
                    left == middle || (right < end && precedes((*list)[right], (*list)[left]));
                merged.push_back(std::move((*list)[from_right ? right++ : left++]));
            }
        }
        *list = std::move(merged);
        if (failed) return {};
    }
    return Value::list(std::move(*list));
}

}  // namespace wf::feel::builtin
