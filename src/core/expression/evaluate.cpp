#include "core/expression/evaluate.hpp"

#include "core/expression/arithmetic.hpp"
#include "core/expression/property.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

const Value null;

}  // namespace

Evaluation::Evaluation(const std::shared_ptr<const Tree>& tree, Scope& scope, Meter& meter)
    : tree_(tree), scope_(scope), meter_(meter), frame_(tree->frame_size), levels_(tree->height) {
    if (tree->names.size() > few) many_roots_ = std::vector<RootName>(tree->names.size());
    roots_ = many_roots_.empty() ? few_roots_.data() : many_roots_.data();
}

Ternary Evaluation::truth(NodeIndex index) {
    const Node& node = tree_->nodes[index];
    switch (node.kind) {
        case Kind::Or: meter_.charge(); return disjunction(node);
        case Kind::And: meter_.charge(); return conjunction(node);
        case Kind::Compare: meter_.charge(); return compare(node);
        case Kind::Between: meter_.charge(); return between(node);
        default: {
            Scratch scratch;
            const Value& value = peek(index, scratch);
            return value.is_boolean() ? Ternary{value.as_boolean()} : std::nullopt;
        }
    }
}

// Requires that `scratch` outlives the reference.
const Value& Evaluation::peek(NodeIndex index, Scratch& scratch) {
    const Node& node = tree_->nodes[index];
    switch (node.kind) {
        case Kind::Literal: return tree_->literals[node.data];
        case Kind::Root: return root_value(node.data);
        case Kind::Local: return frame_[node.data];
        case Kind::Path: return path(node, scratch);
        case Kind::ItemField: {
            const Value* field = item_field(node);
            return field ? *field : peek(child(node, node.child_count - 1).node, scratch);
        }
        default: return scratch.keep(evaluate(index));
    }
}

Value Evaluation::evaluate(NodeIndex index) {
    meter_.charge();
    const Node& node = tree_->nodes[index];
    switch (node.kind) {
        case Kind::Literal: return tree_->literals[node.data];
        case Kind::Root: return root_value(node.data);
        case Kind::Local: return frame_[node.data];
        case Kind::ItemField: return item_field_value(node);
        case Kind::Or: return to_value(disjunction(node));
        case Kind::And: return to_value(conjunction(node));
        case Kind::Arithmetic: return arithmetic(node);
        case Kind::Power: return power(node);
        case Kind::Negate: return negate(evaluate(child(node, 0).node));
        case Kind::Compare: return to_value(compare(node));
        case Kind::Between: return to_value(between(node));
        case Kind::In: return membership(node);
        case Kind::UnaryTest: return {};  // only membership() meets it
        case Kind::If: return evaluate(child(node, truth(child(node, 0).node) == true ? 1 : 2).node);
        case Kind::List: return list(node);
        case Kind::Context: return context(node);
        case Kind::Range: return range(node);
        case Kind::Span: return {};  // only iterate() meets it
        case Kind::For: return loop(node);
        case Kind::Some:
        case Kind::Every: return quantified(node);
        case Kind::Path: return path_value(node);
        case Kind::Filter: return filter(node);
        case Kind::Index: return at_index(node);
        case Kind::InstanceOf: return Value::boolean(has_type(evaluate(child(node, 0).node), node.data));
        case Kind::Builtin: return builtin(node);
        case Kind::Call: return function_call(node);
        case Kind::Invoke: return scope_call(node);
        case Kind::Function: return function_definition(index);
        case Kind::IsDefined: return Value::boolean(is_defined(child(node, 0).node));
        case Kind::Typed: return coerced(evaluate(child(node, 0).node), node.data);
    }
    return {};
}

const Evaluation::RootName& Evaluation::root(std::uint32_t name) {
    RootName& root = roots_[name];
    if (root.state != RootName::State::Unasked) return root;
    std::optional<Value> found = scope_.find(tree_->names[name].name);
    root.state = found ? RootName::State::Found : RootName::State::Unknown;
    if (found) root.value.keep(std::move(*found));
    return root;
}

const Value& Evaluation::root_value(std::uint32_t name) {
    const RootName& found = root(name);
    return found.state == RootName::State::Found ? found.value.value() : null;
}

const Value* Evaluation::entry(const Value& context, std::string_view key) {
    if (!context.is_context()) return nullptr;
    meter_.charge(context.as_context().size() / 16);
    return context.get(key);
}

const Value* Evaluation::item_field(const Node& node) {
    const std::string& name = tree_->strings[node.data];
    for (const Child& item : tree_->children_of(node).first(node.child_count - 1))
        if (const Value* field = entry(frame_[item.tag], name)) return field;
    return nullptr;
}

Value Evaluation::item_field_value(const Node& node) {
    const Value* field = item_field(node);
    return field ? *field : evaluate(child(node, node.child_count - 1).node);
}

// The entry of a context, and of each context in a list.
Value Evaluation::member(const Value& base, std::string_view name) {
    if (base.is_context()) {
        const Value* found = entry(base, name);
        return found ? *found : Value{};
    }
    if (!base.is_list()) return property(base, name);
    meter_.charge_list(base.as_list().size());
    Items values;
    values.reserve(base.as_list().size());
    for (const Value& item : base.as_list()) {
        const Value* found = entry(item, name);
        values.push_back(found ? *found : property(item, name));
    }
    return Value::list(std::move(values));
}

const Value& Evaluation::path(const Node& node, Scratch& scratch) {
    meter_.charge();
    const std::string& name = tree_->strings[node.data];
    const Value& base = peek(child(node, 0).node, scratch);
    const bool is_lasting = !scratch.is(base);  // what scratch owns goes when it keeps something else
    if (base.is_context() && is_lasting) {
        const Value* found = entry(base, name);
        return found ? *found : null;
    }
    return scratch.keep(member(base, name));
}

Value Evaluation::path_value(const Node& node) {
    Scratch scratch;
    return path(node, scratch);
}

Ternary Evaluation::disjunction(const Node& node) {
    bool all_false = true;
    for (const Child& operand : tree_->children_of(node)) {
        const Ternary holds = truth(operand.node);
        if (holds == true) return true;
        all_false = all_false && holds;
    }
    return all_false ? Ternary{false} : std::nullopt;
}

Ternary Evaluation::conjunction(const Node& node) {
    bool all_true = true;
    for (const Child& operand : tree_->children_of(node)) {
        const Ternary holds = truth(operand.node);
        if (holds == false) return false;
        all_true = all_true && holds;
    }
    return all_true ? Ternary{true} : std::nullopt;
}

Value Evaluation::arithmetic(const Node& node) {
    Value result = evaluate(child(node, 0).node);
    for (const Child& operand : tree_->children_of(node).subspan(1)) {
        Scratch scratch;
        const Value& value = peek(operand.node, scratch);
        switch (static_cast<Op>(operand.tag)) {
            case Op::Add: result = add(result, value, meter_); break;
            case Op::Subtract: result = subtract(result, value); break;
            case Op::Multiply: result = multiply(result, value); break;
            default: result = divide(result, value); break;
        }
    }
    return result;
}

Value Evaluation::power(const Node& node) {
    Scratch base_scratch, exponent_scratch;
    const Value& base = peek(child(node, 0).node, base_scratch);
    const Value& exponent = peek(child(node, 1).node, exponent_scratch);
    return feel::power(base, exponent);
}

Ternary Evaluation::compare(const Node& node) {
    Scratch a_scratch, b_scratch;
    const Value& a = peek(child(node, 0).node, a_scratch);
    const Value& b = peek(child(node, 1).node, b_scratch);
    return compare(node.op, a, b);
}

namespace {

bool is_so(Op op, std::weak_ordering order) {
    if (op == Op::Less) return order < 0;
    if (op == Op::LessEqual) return order <= 0;
    if (op == Op::Greater) return order > 0;
    return order >= 0;
}

}  // namespace

Ternary Evaluation::compare(Op op, const Value& a, const Value& b) {
    const bool are_numbers = a.is_number() && b.is_number();
    meter_.charge(are_numbers ? 1 : std::min(a.weight(), b.weight()));
    if (op == Op::Equal) return equal(a, b);
    if (op == Op::NotEqual) {
        const Ternary same = equal(a, b);
        return same ? Ternary{!*same} : std::nullopt;
    }
    if (are_numbers) return is_so(op, a.as_number() <=> b.as_number());
    const std::optional<std::weak_ordering> found = order(a, b);
    return found ? Ternary{is_so(op, *found)} : std::nullopt;
}

Ternary Evaluation::between(const Node& node) {
    Scratch scratch, low_scratch, high_scratch;
    const Value& value = peek(child(node, 0).node, scratch);
    const Value& low = peek(child(node, 1).node, low_scratch);
    const Value& high = peek(child(node, 2).node, high_scratch);
    const auto above = order(value, low), below = order(value, high);
    if (!above || !below) return std::nullopt;
    return *above >= 0 && *below <= 0;
}

Value Evaluation::membership(const Node& node) {
    Scratch scratch;
    const Value& value = peek(child(node, 0).node, scratch);
    bool has_null = false;
    for (const Child& test : tree_->children_of(node).subspan(1)) {
        Scratch test_scratch;
        const Node& form = tree_->nodes[test.node];
        Value found;
        if (form.kind == Kind::UnaryTest) {
            found = to_value(compare(form.op, value, peek(child(form, 0).node, test_scratch)));
        } else {
            const Value& tests = peek(test.node, test_scratch);
            meter_.charge(tests.weight());
            found = to_value(is_in(value, tests));
        }
        if (found.is_true()) return found;
        has_null = has_null || found.is_null();
    }
    return has_null ? Value{} : Value::boolean(false);
}

Value Evaluation::range(const Node& node) {
    const auto form = static_cast<Range::Form>(node.data / 16);
    const auto low_end = static_cast<Range::End>(node.data / 4 % 4),
               high_end = static_cast<Range::End>(node.data % 4);
    Value low = evaluate(child(node, 0).node);
    return Value::range({std::move(low), evaluate(child(node, 1).node), low_end, high_end, form});
}

Value Evaluation::list(const Node& node) {
    meter_.charge_list(node.child_count);
    Items items;
    items.reserve(node.child_count);
    for (const Child& item : tree_->children_of(node)) items.push_back(evaluate(item.node));
    return Value::list(std::move(items));
}

Value Evaluation::context(const Node& node) {
    Entries entries;
    entries.reserve(node.child_count);
    std::uint32_t slot = node.data;
    for (const Child& item : tree_->children_of(node)) {
        frame_[slot] = evaluate(item.node);
        entries.emplace_back(tree_->strings[item.tag], frame_[slot]);
        ++slot;
    }
    return Value::context(std::move(entries));
}

}  // namespace wf::feel
