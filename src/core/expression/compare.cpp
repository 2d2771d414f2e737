#include "core/expression/compare.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

Ternary equal_lists(const Items& a, const Items& b) {
    if (a.size() != b.size()) return false;
    Ternary result = true;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Ternary same = equal(a[i], b[i]);
        if (same == false) return false;
        if (!same) result = std::nullopt;
    }
    return result;
}

std::vector<const Entry*> by_key(const Entries& entries) {
    std::vector<const Entry*> sorted;
    for (const Entry& entry : entries) sorted.push_back(&entry);
    std::ranges::sort(sorted, {}, [](const Entry* entry) -> const std::string& { return entry->first; });
    return sorted;
}

// In any order of the entries.
Ternary equal_contexts(const Entries& a, const Entries& b) {
    if (a.size() != b.size()) return false;
    const std::vector<const Entry*> left = by_key(a), right = by_key(b);
    Ternary result = true;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i]->first != right[i]->first) return false;
        const Ternary same = equal(left[i]->second, right[i]->second);
        if (same == false) return false;
        if (!same) result = std::nullopt;
    }
    return result;
}

Ternary equal_ranges(const Range& a, const Range& b) {
    if (a.form != b.form || a.low_end != b.low_end || a.high_end != b.high_end) return false;
    const Ternary low = equal(a.low, b.low), high = equal(a.high, b.high);
    if (low == false || high == false) return false;
    return low && high ? Ternary{true} : std::nullopt;
}

// Is x on the right side of one end? `side` is the order x must have towards it.
Ternary within(const Value& x, const Value& end, Range::End kind, std::weak_ordering side) {
    if (kind == Range::End::None) return true;
    const auto found = order(x, end);
    if (!found) return std::nullopt;
    return *found == side || (*found == 0 && kind == Range::End::Closed);
}

// A moment with a zone and one without can be compared only where it is known which zone is meant.
std::optional<std::weak_ordering> order_of(const DateTime& a, const DateTime& b) {
    if (a.time.zone.is_none() == b.time.zone.is_none()) return a.nanoseconds() <=> b.nanoseconds();
    if (!LocalZone::current()) return std::nullopt;
    return a.beside_zoned().nanoseconds() <=> b.beside_zoned().nanoseconds();
}

std::optional<std::weak_ordering> order_of(const Time& a, const Time& b) {
    if (a.zone.is_none() != b.zone.is_none()) return std::nullopt;  // of no day, so of no zone
    return order_of(DateTime{time_epoch, a}, DateTime{time_epoch, b});
}

}  // namespace

Ternary equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.type() != b.type()) return std::nullopt;
    switch (a.type()) {
        case Type::Null:
            return true;
        case Type::Boolean:
            return a.as_boolean() == b.as_boolean();
        case Type::Number:
            return a.as_number() == b.as_number();
        case Type::String:
            return a.as_string() == b.as_string();
        case Type::Date:
            return a.as_date() == b.as_date();
        case Type::Time:
        case Type::DateTime: {
            const auto found = order(a, b);
            return found && *found == 0;
        }
        case Type::DaysDuration:
            return a.as_days_duration() == b.as_days_duration();
        case Type::MonthsDuration:
            return a.as_months_duration() == b.as_months_duration();
        case Type::List:
            return equal_lists(a.as_list(), b.as_list());
        case Type::Context:
            return equal_contexts(a.as_context(), b.as_context());
        case Type::Range:
            return equal_ranges(a.as_range(), b.as_range());
        case Type::Function:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::weak_ordering> order(const Value& a, const Value& b) {
    if (a.type() != b.type()) return std::nullopt;
    if (a.is_number()) return a.as_number() <=> b.as_number();
    // Bytes of UTF-8 have the order of the code points.
    if (a.is_string()) return a.as_string() <=> b.as_string();
    if (a.is_date()) return a.as_date() <=> b.as_date();
    if (a.is_time()) return order_of(a.as_time(), b.as_time());
    if (a.is_date_time()) return order_of(a.as_date_time(), b.as_date_time());
    if (a.is_days_duration()) return a.as_days_duration() <=> b.as_days_duration();
    if (a.is_months_duration()) return a.as_months_duration() <=> b.as_months_duration();
    return std::nullopt;
}

Ternary includes(const Range& range, const Value& x) {
    if (range.form == Range::Form::NotEqual) {
        const Ternary same = equal(x, range.low);
        return same ? Ternary{!*same} : std::nullopt;
    }
    const Ternary above = within(x, range.low, range.low_end, std::weak_ordering::greater);
    const Ternary below = within(x, range.high, range.high_end, std::weak_ordering::less);
    if (!above || !below) return std::nullopt;
    return *above && *below;
}

Ternary is_in(const Value& x, const Value& test) {
    if (test.is_range() && !x.is_range()) return includes(test.as_range(), x);
    if (!test.is_list()) return equal(x, test);
    if (equal(x, test) == true) return true;
    Ternary result = false;
    for (const Value& item : test.as_list()) {
        const bool by_range = item.is_range() && !x.is_range();
        const Ternary found = by_range ? includes(item.as_range(), x) : equal(x, item);
        if (found == true) return true;
        if (!found && by_range) result = std::nullopt;
    }
    return result;
}

}  // namespace wf::feel
