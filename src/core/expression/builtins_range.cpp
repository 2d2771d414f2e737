// Where points and ranges lie relative to each other. A point counts as a closed range of one value.
#include "core/expression/builtin_functions.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/expression.hpp"

namespace wf::feel::builtin {

namespace {

using End = Range::End;

struct Bound {
    const Value* value;
    bool is_closed;
};

struct Interval {
    Bound low, high;
};

// Nullopt: null, or a range without one of its ends.
std::optional<Interval> interval(const Value& value) {
    if (value.is_null()) return std::nullopt;
    if (!value.is_range()) return Interval{{&value, true}, {&value, true}};
    const Range& range = value.as_range();
    if (range.low_end == End::None || range.high_end == End::None) return std::nullopt;
    return Interval{{&range.low, range.low_end == End::Closed}, {&range.high, range.high_end == End::Closed}};
}

// Answers questions about two intervals; one pair of bounds that has no order makes every answer null.
class Pair {
public:
    explicit Pair(const Arguments& args) : a_(interval(args[0])), b_(interval(args[1])) {
        args.meter.charge(args[0].weight() + args[1].weight());
        is_valid_ =
            a_ && b_ && order(*a_->low.value, *b_->low.value) && order(*a_->high.value, *b_->high.value);
    }

    const Interval& a() const { return *a_; }
    const Interval& b() const { return *b_; }
    bool is_valid() const { return is_valid_; }

    Value answer(bool (*question)(const Interval&, const Interval&)) const {
        return is_valid_ ? Value::boolean(question(*a_, *b_)) : Value{};
    }

private:
    std::optional<Interval> a_, b_;
    bool is_valid_ = false;
};

std::weak_ordering compared(const Bound& a, const Bound& b) {
    return order(*a.value, *b.value).value_or(std::weak_ordering::equivalent);
}

// Does a, which ends at its high bound, end before b begins?
bool lies_before(const Interval& a, const Interval& b) {
    const auto found = compared(a.high, b.low);
    return found < 0 || (found == 0 && !(a.high.is_closed && b.low.is_closed));
}

// Order of two low bounds: a closed one starts earlier than an open one at the same value.
std::weak_ordering starts_order(const Interval& a, const Interval& b) {
    const auto found = compared(a.low, b.low);
    return found != 0 ? found : b.low.is_closed <=> a.low.is_closed;
}

// Order of two high bounds: a closed one ends later than an open one at the same value.
std::weak_ordering ends_order(const Interval& a, const Interval& b) {
    const auto found = compared(a.high, b.high);
    return found != 0 ? found : a.high.is_closed <=> b.high.is_closed;
}

bool overlap(const Interval& a, const Interval& b) { return !lies_before(a, b) && !lies_before(b, a); }

bool holds(const Interval& a, const Interval& b) { return starts_order(a, b) <= 0 && ends_order(a, b) >= 0; }

bool meet(const Interval& a, const Interval& b) {
    return a.high.is_closed && b.low.is_closed && compared(a.high, b.low) == 0;
}

bool finish(const Interval& a, const Interval& b) { return ends_order(a, b) == 0 && starts_order(a, b) >= 0; }

bool start(const Interval& a, const Interval& b) { return starts_order(a, b) == 0 && ends_order(a, b) <= 0; }

bool both_ranges(const Arguments& args) { return args[0].is_range() && args[1].is_range(); }

template <bool (*question)(const Interval&, const Interval&)>
bool turned(const Interval& a, const Interval& b) {
    return question(b, a);
}

}  // namespace

Value before(Arguments& args) { return Pair{args}.answer(lies_before); }
Value after(Arguments& args) { return Pair{args}.answer(turned<lies_before>); }
Value includes(Arguments& args) { return args[0].is_range() ? Pair{args}.answer(holds) : Value{}; }
Value during(Arguments& args) { return args[1].is_range() ? Pair{args}.answer(turned<holds>) : Value{}; }
Value finishes(Arguments& args) { return args[1].is_range() ? Pair{args}.answer(finish) : Value{}; }
Value finished_by(Arguments& args) {
    return args[0].is_range() ? Pair{args}.answer(turned<finish>) : Value{};
}
Value starts(Arguments& args) { return args[1].is_range() ? Pair{args}.answer(start) : Value{}; }
Value started_by(Arguments& args) { return args[0].is_range() ? Pair{args}.answer(turned<start>) : Value{}; }
Value meets(Arguments& args) { return both_ranges(args) ? Pair{args}.answer(meet) : Value{}; }
Value met_by(Arguments& args) { return both_ranges(args) ? Pair{args}.answer(turned<meet>) : Value{}; }
Value overlaps(Arguments& args) { return both_ranges(args) ? Pair{args}.answer(overlap) : Value{}; }

Value overlaps_before(Arguments& args) {
    return both_ranges(args) ? Pair{args}.answer([](const Interval& a, const Interval& b) {
        return overlap(a, b) && starts_order(a, b) < 0 && ends_order(a, b) <= 0;
    })
                             : Value{};
}

Value overlaps_after(Arguments& args) {
    return both_ranges(args) ? Pair{args}.answer([](const Interval& a, const Interval& b) {
        return overlap(a, b) && starts_order(a, b) > 0 && ends_order(a, b) >= 0;
    })
                             : Value{};
}

Value coincides(Arguments& args) {
    if (args[0].is_range() != args[1].is_range()) return {};
    return Pair{args}.answer([](const Interval& a, const Interval& b) {
        return starts_order(a, b) == 0 && ends_order(a, b) == 0;
    });
}

// "[1..10)": the ends are literals, and in order.
Value range(Arguments& args) {
    if (!args[0].is_string()) return {};
    args.meter.charge(10 + args[0].as_string().size());
    SyntaxError error;
    const std::optional<Expression> expression = Expression::parse(args[0].as_string(), error);
    const Value* value = expression ? expression->constant() : nullptr;
    if (value == nullptr || !value->is_range()) return {};
    const Range& range = value->as_range();
    if (range.low_end == End::None || range.high_end == End::None) return {};
    const auto found = order(range.low, range.high);
    return found && *found <= 0 ? *value : Value{};
}

}  // namespace wf::feel::builtin
