#include "core/expression/check.hpp"

#include "core/expression/checker.hpp"
#include "core/expression/print.hpp"
#include "core/expression/utf8.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

constexpr std::size_t max_shown = 40;  // bytes of an operand repeated in a message
constexpr std::size_t max_findings = 100;

}  // namespace

std::vector<Finding> check(const Expression& expression, const StaticScope& scope, const StaticType& wanted) {
    return Checker{expression.tree(), scope}.run(wanted);
}

std::vector<Finding> check_tests(const Expression& tests, const StaticType& input, const StaticScope& scope) {
    return Checker{tests.tree(), scope}.run_tests(input);
}

Checker::Checker(const Tree& tree, const StaticScope& scope)
    : tree_(tree), scope_(scope), slots_(tree.frame_size) {
    for (const Misfit& misfit : tree.misfits) misfits_.insert(misfit.node);
}

std::vector<Finding> Checker::run(const StaticType& wanted) {
    const StaticType found = type(tree_.root);
    if (!found.may_be(wanted.types) && findings_.empty())
        mismatch(tree_.root, "the result is " + describe(found) + ", never " + describe(wanted));
    return finish();
}

std::vector<Finding> Checker::run_tests(const StaticType& input) {
    has_input_ = true;
    if (!slots_.empty()) slots_[0] = input;
    type(tree_.root);
    return finish();
}

std::vector<Finding> Checker::finish() {
    for (const Misfit& misfit : tree_.misfits)
        report(Severity::Error, misfit.code, misfit.node, misfit.message, {}, misfit.hint);
    std::ranges::stable_sort(findings_, {}, &Finding::position);
    return std::move(findings_);
}

StaticType Checker::type(NodeIndex index) { return form(index, tree_.nodes[index]); }

StaticType Checker::form(NodeIndex index, const Node& node) {
    switch (node.kind) {
        case Kind::Literal: return literal(index, node);
        case Kind::Root: return root(index, node);
        case Kind::Local: return slots_[node.data];
        case Kind::ItemField: return item_field(index, node);
        case Kind::Or:
        case Kind::And: return logic(node);
        case Kind::Arithmetic: return arithmetic(node);
        case Kind::Power: return power(node);
        case Kind::Negate: return negate(node);
        case Kind::Compare: return compare(node);
        case Kind::Between: return between(node);
        case Kind::In: return membership(node);
        case Kind::If: return conditional(node);
        case Kind::List: return list(node);
        case Kind::Context: return context(node);
        case Kind::Range: return range(node);
        case Kind::UnaryTest:
        case Kind::Span: return {};  // membership() and item_of() look into them
        case Kind::For: return loop(node);
        case Kind::Some:
        case Kind::Every: return quantified(node);
        case Kind::Path: return path(index, node);
        case Kind::Filter:
        case Kind::Index: return filter(node);
        case Kind::InstanceOf: type(tree_.children_of(node)[0].node); return StaticType::of(Type::Boolean);
        case Kind::Builtin: return builtin(index, node);
        case Kind::Call: return call(node);
        case Kind::Invoke: return invoke(node);
        case Kind::Function: return function(node);
        case Kind::IsDefined: return is_defined(node);
        case Kind::Typed: return typed(node);
    }
    return {};
}

StaticType Checker::literal(NodeIndex index, const Node& node) {
    if (misfits_.contains(index)) return {};
    const Value& value = tree_.literals[node.data];
    if (value.is_range()) {
        const Range& range = value.as_range();
        const bool has_both = !range.low.is_null() && !range.high.is_null();
        if (has_both && range.low.type() != range.high.type())
            mismatch(index, "nothing lies between " + describe(StaticType::of_value(range.low)) + " and " +
                                describe(StaticType::of_value(range.high)));
    }
    return StaticType::of_value(value);
}

StaticType Checker::conditional(const Node& node) {
    const std::span<const Child> parts = tree_.children_of(node);
    need_boolean(parts[0].node, "the condition of \"if\"");
    const StaticType yes = type(parts[1].node);
    return either(yes, type(parts[2].node));
}

StaticType Checker::list(const Node& node) {
    StaticType items = StaticType::of(TypeSet{0});
    for (const Child& item : tree_.children_of(node)) items = either(items, type(item.node));
    return StaticType::list_of(std::move(items));
}

StaticType Checker::context(const Node& node) {
    StaticFields fields;
    std::uint32_t slot = node.data;
    for (const Child& entry : tree_.children_of(node)) {
        slots_[slot] = type(entry.node);
        fields.list.emplace_back(tree_.strings[entry.tag], slots_[slot]);
        ++slot;
    }
    return StaticType::context_of(std::move(fields));
}

// What it is called with is known as far as its parameters say.
StaticType Checker::function(const Node& node) {
    const std::span<const Child> parameters = tree_.children_of(node).subspan(1);
    for (std::uint32_t i = 0; i < parameters.size(); ++i)
        slots_[node.data + i] =
            parameters[i].node == 0 ? StaticType{} : type_from_spec(tree_, parameters[i].node - 1);
    type(tree_.children_of(node)[0].node);
    return StaticType::of(Type::Function);
}

// It may ask for what there is not.
StaticType Checker::is_defined(const Node& node) {
    const Node& asked = tree_.nodes[tree_.children_of(node)[0].node];
    if (asked.kind == Kind::Path)
        type(tree_.children_of(asked)[0].node);
    else if (asked.kind != Kind::Root && asked.kind != Kind::ItemField)
        type(tree_.children_of(node)[0].node);
    return StaticType::of(Type::Boolean);
}

// A list of one stands for its item, the other way round too, and a date for its midnight.
StaticType Checker::typed(const Node& node) {
    const NodeIndex result = tree_.children_of(node)[0].node;
    const StaticType found = type(result), wanted = type_from_spec(tree_, node.data);
    const auto fits = [&](const StaticType& one, const StaticType& other) {
        return one.is_always_null() || other.is_always_null() || one.may_be(other.types) ||
               (one.may_be(Type::Date) && other.may_be(Type::DateTime));
    };
    const bool is_right = fits(found, wanted) || (found.may_be(Type::List) && fits(found.item(), wanted)) ||
                          (wanted.may_be(Type::List) && fits(found, wanted.item()));
    if (!is_right)
        mismatch(result, "the result is " + describe(found) + ", not " + describe(wanted) + ": it is always null");
    return wanted;
}

void Checker::need_boolean(NodeIndex index, std::string_view where) {
    const StaticType found = type(index);
    if (found.may_be(Type::Boolean)) return;
    mismatch(index, std::string{where} + " is never true or false: " + shown(index, found),
             converted(index, found, set_of(Type::Boolean)));
}

std::string_view Checker::text_of(NodeIndex index) const {
    const Extent extent = tree_.extents[index];
    return std::string_view{tree_.text}.substr(extent.begin, extent.end - extent.begin);
}

std::string Checker::shown(NodeIndex index, const StaticType& type) const {
    const Node& node = tree_.nodes[index];
    const std::string_view text = text_of(index);
    if (has_input_ && node.kind == Kind::Local && node.data == 0 && text != "?")
        return "the value tested (" + describe(type) + ")";
    if (text.size() > max_shown || text.find('\n') != std::string_view::npos || type.is_always_null())
        return describe(type);
    return std::string{text} + " (" + describe(type) + ")";
}

const Value* Checker::literal_value(NodeIndex index) const {
    const Node& node = tree_.nodes[index];
    return node.kind == Kind::Literal && !misfits_.contains(index) ? &tree_.literals[node.data] : nullptr;
}

namespace {

// The literal that a text stands for, if one of the wanted types has it.
std::string from_text(const std::string& text, TypeSet wanted) {
    const auto wants = [&](Type type) { return (wanted & set_of(type)) != 0; };
    const auto call = [&](std::string_view function) {
        return std::string{function} + "(" + in_quotes(text) + ")";
    };
    if (wants(Type::Number) && Decimal::from_string(text)) return text;
    if (wants(Type::Boolean) && (text == "true" || text == "false")) return text;
    if (wants(Type::Date) && date_from(text)) return call("date");
    if (wants(Type::DateTime) && (date_time_from(text) || date_from(text))) return call("date and time");
    if (wants(Type::Time) && time_from(text)) return call("time");
    if (wants(Type::DaysDuration) && days_duration_from(text)) return call("duration");
    if (wants(Type::MonthsDuration) && months_duration_from(text)) return call("duration");
    return {};
}

}  // namespace

std::string Checker::converted(NodeIndex index, const StaticType& type, TypeSet wanted) const {
    const auto wants = [&](TypeSet set) { return (wanted & set) != 0 && (wanted & ~set) == 0; };
    if (const Value* value = literal_value(index)) {
        if (value->is_string()) return from_text(value->as_string(), wanted);
        if (value->is_number() && wants(set_of(Type::String))) return in_quotes(text_of(index));
        return {};
    }
    const std::string_view text = text_of(index);
    if (text.size() > max_shown) return {};
    const auto call = [&](std::string_view function) {
        return std::string{function} + "(" + std::string{text} + ")";
    };
    const bool is_text = type.is_only(Type::String);
    if (wants(set_of(Type::Date)) && (is_text || type.is_only(Type::DateTime))) return call("date");
    if (wants(set_of(Type::DateTime)) && (is_text || type.is_only(Type::Date))) return call("date and time");
    if (wants(set_of(Type::Time)) && (is_text || type.is_only(Type::DateTime))) return call("time");
    if (wants(any_duration) && is_text) return call("duration");
    if (wants(set_of(Type::Number)) && is_text) return call("number");
    return {};
}

void Checker::report(Severity severity, std::string code, NodeIndex at, std::string message,
                     std::string suggestion, std::string hint) {
    if (findings_.size() >= max_findings) return;
    const std::size_t begin = tree_.extents[at].begin;
    findings_.push_back({severity, std::move(code),
                         utf8::length(std::string_view{tree_.text}.substr(0, begin)), std::move(message),
                         std::move(suggestion), std::move(hint)});
}

void Checker::mismatch(NodeIndex at, std::string message, std::string suggestion, std::string hint) {
    report(Severity::Error, "type_mismatch", at, std::move(message), std::move(suggestion), std::move(hint));
}

}  // namespace wf::feel
