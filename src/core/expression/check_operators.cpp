// Which operands an operator has a meaning for: what arithmetic.cpp and compare.cpp compute, on types.
#include "core/base/closest.hpp"
#include "core/expression/checker.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace wf::feel {

namespace {

constexpr TypeSet ordered_types = set_of(Type::Number) | set_of(Type::String) | set_of(Type::Date) |
                                  set_of(Type::Time) | set_of(Type::DateTime) | any_duration;

constexpr std::array operands{Type::Number,   Type::String,       Type::Date,          Type::Time,
                              Type::DateTime, Type::DaysDuration, Type::MonthsDuration};

bool is_duration(Type type) { return (set_of(type) & any_duration) != 0; }

std::optional<Type> shifted(Type a, Type duration) {
    if (a == Type::Date || a == Type::DateTime) return a;
    if (a == Type::Time) return duration == Type::DaysDuration ? std::optional{a} : std::nullopt;
    return a == duration ? std::optional{a} : std::nullopt;
}

std::optional<Type> sum(Type a, Type b) {
    if (a == b && (a == Type::Number || a == Type::String)) return a;
    if (is_duration(b)) return shifted(a, b);
    return is_duration(a) ? shifted(b, a) : std::nullopt;
}

std::optional<Type> difference(Type a, Type b) {
    if (a == Type::Number && b == Type::Number) return a;
    if (is_duration(b)) return shifted(a, b);
    const auto is_moment = [](Type t) { return t == Type::Date || t == Type::DateTime || t == Type::Time; };
    const bool fits = is_moment(a) && is_moment(b) && (a == Type::Time) == (b == Type::Time);
    return fits ? std::optional{Type::DaysDuration} : std::nullopt;
}

std::optional<Type> product(Type a, Type b) {
    if (a == Type::Number && (b == Type::Number || is_duration(b))) return b;
    return is_duration(a) && b == Type::Number ? std::optional{a} : std::nullopt;
}

std::optional<Type> quotient(Type a, Type b) {
    if (b == Type::Number && (a == Type::Number || is_duration(a))) return a;
    return is_duration(a) && a == b ? std::optional{Type::Number} : std::nullopt;
}

std::optional<Type> result(Op op, Type a, Type b) {
    if (op == Op::Add) return sum(a, b);
    if (op == Op::Subtract) return difference(a, b);
    return op == Op::Multiply ? product(a, b) : quotient(a, b);
}

TypeSet results(Op op, TypeSet a, TypeSet b) {
    TypeSet all = 0;
    for (const Type left : operands)
        for (const Type right : operands)
            if ((a & set_of(left)) != 0 && (b & set_of(right)) != 0)
                if (const std::optional<Type> one = result(op, left, right)) all |= set_of(*one);
    return all;
}

std::string impossible(Op op, const std::string& a, const std::string& b) {
    if (op == Op::Add) return "cannot add " + a + " and " + b;
    if (op == Op::Subtract) return "cannot subtract " + b + " from " + a;
    if (op == Op::Multiply) return "cannot multiply " + a + " by " + b;
    return "cannot divide " + a + " by " + b;
}

constexpr std::string_view always_null = ": the result is always null";

}  // namespace

StaticType Checker::logic(const Node& node) {
    const std::string_view where = node.kind == Kind::Or ? "an operand of \"or\"" : "an operand of \"and\"";
    for (const Child& operand : tree_.children_of(node)) need_boolean(operand.node, where);
    return StaticType::of(Type::Boolean);
}

StaticType Checker::arithmetic(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    StaticType all = type(children[0].node);
    for (std::size_t i = 1; i < children.size(); ++i) {
        const NodeIndex left = children[i - 1].node, right = children[i].node;
        const Op op = static_cast<Op>(children[i].tag);
        const StaticType next = type(right);
        const TypeSet set = results(op, all.types, next.types);
        if (set == 0) {
            no_result(op, {i == 1 ? left : right, all}, {right, next}, i == 1);
            return {};
        }
        all = StaticType::of(all.is_unknown() && next.is_unknown() ? all_types : set);
    }
    return all;
}

// With what would do instead of the right operand, or of the left one if it is there to be rewritten.
void Checker::no_result(Op op, const Operand& left, const Operand& right, bool has_left) {
    const StaticType &a = left.type, &b = right.type;
    std::string better;
    NodeIndex at = right.node;
    const auto instead_of_right = [&] {
        for (const Type wanted : operands)
            if (better.empty() && results(op, a.types, set_of(wanted)) != 0)
                better = converted(right.node, b, set_of(wanted));
    };
    if (literal_value(right.node)) instead_of_right();
    const bool joins_text = op == Op::Add && (a.is_only(Type::String) != b.is_only(Type::String));
    const Operand& other = a.is_only(Type::String) ? right : left;
    if (better.empty() && joins_text && !other.type.is_always_null() && (has_left || &other == &right)) {
        better = "string(" + std::string{text_of(other.node)} + ")";
        at = other.node;
    }
    if (better.empty()) instead_of_right();
    for (const Type wanted : operands)
        if (better.empty() && has_left && results(op, set_of(wanted), b.types) != 0) {
            better = converted(left.node, a, set_of(wanted));
            if (!better.empty()) at = left.node;
        }
    const std::string first = has_left ? shown(left.node, a) : describe(a);
    mismatch(at, impossible(op, first, shown(right.node, b)) + std::string{always_null}, std::move(better));
}

StaticType Checker::power(const Node& node) {
    for (const Child& child : tree_.children_of(node)) {
        const StaticType operand = type(child.node);
        if (!operand.may_be(Type::Number))
            mismatch(child.node, "\"**\" takes numbers, not " + shown(child.node, operand),
                     converted(child.node, operand, set_of(Type::Number)));
    }
    return StaticType::of(Type::Number);
}

StaticType Checker::negate(const Node& node) {
    constexpr TypeSet negatable = set_of(Type::Number) | any_duration;
    const NodeIndex child = tree_.children_of(node)[0].node;
    const StaticType operand = type(child);
    if (operand.may_be(negatable)) return StaticType::of(operand.types & negatable);
    mismatch(child, "\"-\" takes a number or a duration, not " + shown(child, operand),
             converted(child, operand, set_of(Type::Number)));
    return {};
}

StaticType Checker::compare(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const StaticType a = type(children[0].node), b = type(children[1].node);
    compare(node.op, children[0].node, a, children[1].node, b);
    return StaticType::of(Type::Boolean);
}

void Checker::compare(Op op, NodeIndex left, const StaticType& a, NodeIndex right, const StaticType& b) {
    const bool is_equality = op == Op::Equal || op == Op::NotEqual;
    if (is_equality && (a.is_always_null() || b.is_always_null())) return;
    const TypeSet possible = a.types & b.types & (is_equality ? all_types : ordered_types);
    if (possible == 0) return never_comparable(op, left, a, right, b);
    if (!is_equality) return;
    if (const Value* value = literal_value(right)) choice(right, *value, a, left);
    if (const Value* value = literal_value(left)) choice(left, *value, b, right);
}

void Checker::never_comparable(Op op, NodeIndex left, const StaticType& a, NodeIndex right,
                               const StaticType& b) {
    const bool is_equality = op == Op::Equal || op == Op::NotEqual;
    const TypeSet comparable = is_equality ? all_types : ordered_types;
    NodeIndex at = right;
    std::string better, hint;
    if (a.may_be(comparable)) better = converted(right, b, a.types & comparable);
    if (better.empty() && b.may_be(comparable)) {
        better = converted(left, a, b.types & comparable);
        if (!better.empty()) at = left;
    }
    const bool list_and_item = a.is_only(Type::List) && !b.may_be(Type::List);
    if (better.empty() && op == Op::Equal && list_and_item) {
        better = "list contains(" + std::string{text_of(left)} + ", " + std::string{text_of(right)} + ")";
        hint = "A list is compared with a list; write " + std::exchange(better, {}) + ".";
    }
    const bool same_types = a.types == b.types && !a.is_always_null();
    std::string message = same_types ? describe(a) + " has no order"
                                     : shown(left, a) + " and " + shown(right, b) + " cannot be compared";
    mismatch(at, message + std::string{always_null}, std::move(better), std::move(hint));
}

// A text that the field never has. The empty one stands for a field left out.
void Checker::choice(NodeIndex index, const Value& value, const StaticType& field, NodeIndex named) {
    if (!value.is_string() || value.as_string().empty() || !field.choices || !field.is_only(Type::String))
        return;
    const std::vector<std::string>& values = *field.choices;
    if (std::ranges::find(values, value.as_string()) != values.end()) return;
    const std::vector<std::string_view> candidates{values.begin(), values.end()};
    const std::string_view nearest = closest(value.as_string(), candidates);
    std::string hint;
    if (nearest.empty() && values.size() <= 12) {
        for (const std::string& one : values) hint += (hint.empty() ? "Its values are " : ", ") + in_quotes(one);
        hint += '.';
    }
    report(Severity::Error, "bad_value", index,
           in_quotes(value.as_string()) + " is not a value of " + std::string{text_of(named)},
           nearest.empty() ? "" : in_quotes(nearest), std::move(hint));
}

void Checker::choices_among(NodeIndex values, const StaticType& field, NodeIndex named) {
    const Node& node = tree_.nodes[values];
    if (const Value* list = literal_value(values); list && list->is_list()) {
        for (const Value& item : list->as_list()) choice(values, item, field, named);
    } else if (node.kind == Kind::List) {
        for (const Child& item : tree_.children_of(node))
            if (const Value* value = literal_value(item.node)) choice(item.node, *value, field, named);
    } else if (list) {
        choice(values, *list, field, named);
    }
}

StaticType Checker::between(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const StaticType value = type(children[0].node);
    const StaticType low = type(children[1].node), high = type(children[2].node);
    compare(Op::GreaterEqual, children[0].node, value, children[1].node, low);
    compare(Op::LessEqual, children[0].node, value, children[2].node, high);
    return StaticType::of(Type::Boolean);
}

StaticType Checker::membership(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const StaticType value = type(children[0].node);
    for (const Child& child : children.subspan(1)) test(children[0].node, value, child.node);
    return StaticType::of(Type::Boolean);
}

// One test of a value: a comparison, a range it lies in, a list it is among, or what it equals.
void Checker::test(NodeIndex value, const StaticType& type_of_value, NodeIndex index) {
    const Node& node = tree_.nodes[index];
    if (node.kind == Kind::UnaryTest) {
        const NodeIndex operand = tree_.children_of(node)[0].node;
        return compare(node.op, value, type_of_value, operand, type(operand));
    }
    const StaticType tests = type(index);
    if (type_of_value.is_always_null() || tests.is_always_null()) return;
    choices_among(index, type_of_value, value);
    TypeSet possible = tests.types;  // what the value must be for the test to say anything
    const auto inside = [&](const StaticType& list_or_range) -> TypeSet {
        return !list_or_range.items || list_or_range.items->is_always_null() ? all_types
                                                                             : list_or_range.items->types;
    };
    if (tests.may_be(Type::Range)) possible |= inside(tests);
    if (tests.may_be(Type::List)) {
        TypeSet items = inside(tests);
        if (tests.items && tests.items->may_be(Type::Range)) items |= inside(*tests.items);
        possible |= items;
    }
    if (!type_of_value.may_be(possible))
        mismatch(index, shown(value, type_of_value) + " is never in " + shown(index, tests),
                 tests.items ? "" : converted(index, tests, type_of_value.types));
}

StaticType Checker::range(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const NodeIndex left = children[0].node, right = children[1].node;
    const StaticType low = type(left), high = type(right);
    if (!low.is_always_null() && !high.is_always_null() && !low.may_be(high.types & ordered_types))
        never_comparable(Op::LessEqual, left, low, right, high);
    return StaticType::range_of(either(low, high));
}

}  // namespace wf::feel
