// Loops, filters and calls.
#include "core/expression/evaluate.hpp"

#include "core/expression/compare.hpp"
#include "core/expression/static_type.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

constexpr std::size_t max_levels = 1000;  // of recursion, through calls of functions

}  // namespace

bool Evaluation::step(Value value, std::span<const Child> domains, const Visit& visit, bool& goes_on) {
    meter_.charge();
    frame_[domains.front().tag] = std::move(value);
    if (domains.size() == 1) {
        goes_on = visit();
        return true;
    }
    return iterate(domains.subspan(1), visit, goes_on);
}

// Up or down, by one or by days.
bool Evaluation::iterate_span(const Value& low, const Value& high, std::span<const Child> domains,
                              const Visit& visit, bool& goes_on) {
    const bool by_days = low.is_date() && high.is_date();
    if (!by_days && !(low.is_number() && high.is_number())) return false;
    const auto place = [&](const Value& value) {
        return by_days ? std::optional{value.as_date().days()} : value.as_number().to_int64();
    };
    const std::optional<std::int64_t> first = place(low), last = place(high);
    if (!first || !last) return false;
    const std::int64_t direction = *first <= *last ? 1 : -1;
    for (std::int64_t i = *first;; i += direction) {
        Value value = by_days ? Value::temporal(Date::from_days(i)) : Value::number(i);
        if (!step(std::move(value), domains, visit, goes_on)) return false;
        if (!goes_on || i == *last) return true;
    }
}

bool Evaluation::iterate(std::span<const Child> domains, const Visit& visit, bool& goes_on) {
    const Node& domain = tree_->nodes[domains.front().node];
    if (domain.kind == Kind::Span) {
        const Value low = evaluate(child(domain, 0).node);
        return iterate_span(low, evaluate(child(domain, 1).node), domains, visit, goes_on);
    }
    const Value values = evaluate(domains.front().node);
    if (values.is_null()) return false;
    if (values.is_range()) {
        const Range& range = values.as_range();
        if (range.low_end != Range::End::Closed || range.high_end != Range::End::Closed) return false;
        const auto found = order(range.low, range.high);
        if (!found || *found > 0) return false;  // only low..high without brackets counts down
        return iterate_span(range.low, range.high, domains, visit, goes_on);
    }
    if (!values.is_list()) return step(values, domains, visit, goes_on);
    for (const Value& item : values.as_list()) {
        if (!step(item, domains, visit, goes_on)) return false;
        if (!goes_on) return true;
    }
    return true;
}

Value Evaluation::loop(const Node& node) {
    const std::span<const Child> children = tree_->children_of(node);
    Items results;
    bool goes_on = true;
    const Visit visit = [&] {
        if (node.data != 0) {
            meter_.charge(results.size());
            frame_[node.data - 1] = Value::list(results);
        }
        results.push_back(evaluate(children.back().node));
        meter_.limit_list(results.size());
        return true;
    };
    if (!iterate(children.first(children.size() - 1), visit, goes_on)) return {};
    return Value::list(std::move(results));
}

Value Evaluation::quantified(const Node& node) {
    const std::span<const Child> children = tree_->children_of(node);
    const bool is_some = node.kind == Kind::Some;
    bool decided = false, has_null = false, goes_on = true;
    const Visit visit = [&] {
        const Ternary holds = truth(children.back().node);
        has_null = has_null || !holds;
        decided = holds == is_some;
        return !decided;
    };
    if (!iterate(children.first(children.size() - 1), visit, goes_on)) return {};
    if (decided) return Value::boolean(is_some);
    return has_null ? Value{} : Value::boolean(!is_some);
}

namespace {

Value item_at(const Items& items, const Value& position) {
    const std::optional<std::int64_t> index = position.as_number().to_int64();
    const auto size = static_cast<std::int64_t>(items.size());
    if (!index || *index == 0 || *index > size || *index < -size) return {};
    return items[static_cast<std::size_t>(*index > 0 ? *index - 1 : size + *index)];
}

// A single value is a list of itself.
Value as_list_value(Value value) {
    if (value.is_list()) return value;
    if (value.is_null()) return Value::list({});
    return Value::list({std::move(value)});
}

}  // namespace

Value Evaluation::at_index(const Node& node) {
    const Value operand = as_list_value(evaluate(child(node, 0).node));
    const Value condition = evaluate(child(node, 1).node);
    if (condition.is_number()) return item_at(operand.as_list(), condition);
    if (condition.is_true()) return operand;
    return Value::list({});
}

// A name in the condition may be a field or not, so that only its first value tells whether it is an index.
Value Evaluation::filter(const Node& node) {
    const Value operand = as_list_value(evaluate(child(node, 0).node));
    const NodeIndex condition = child(node, 1).node;
    const Items& items = operand.as_list();
    Items kept;
    for (std::size_t i = 0; i < std::max<std::size_t>(items.size(), 1); ++i) {
        frame_[node.data] = items.empty() ? Value{} : items[i];
        if (i > 0) {
            if (truth(condition) == true) kept.push_back(items[i]);
            continue;
        }
        const Value found = evaluate(condition);
        if (found.is_number()) return item_at(items, found);
        if (found.is_true() && !items.empty()) kept.push_back(items[i]);
    }
    meter_.charge_list(kept.size());
    return Value::list(std::move(kept));
}

namespace {

// A call by name says which form it means, so each argument must be of that form's types: a point is no range.
bool fits_form(const Builtin& builtin, std::span<const Value> values) {
    const std::vector<Builtin::Parameter> parameters = builtin.parameter_list();
    for (std::size_t i = 0; i < values.size() && i < parameters.size(); ++i) {
        const Builtin::Parameter& parameter = parameters[i];
        const TypeSet types = type_set(parameter.types);
        const bool is_point = parameter.names.starts_with("point");
        const bool takes_list = parameter.is_list || (types & set_of(Type::List)) != 0;
        if (is_point && values[i].is_range()) return false;
        if (values[i].is_null() || takes_list) continue;
        if ((types & set_of(values[i].type())) == 0) return false;
    }
    return true;
}

}  // namespace

Value Evaluation::builtin(const Node& node) {
    const Builtin& builtin = builtins()[node.data];
    constexpr std::size_t usual = 4;
    std::array<Value, usual> few_values;
    std::vector<Value> many_values;
    std::size_t count = node.by_name ? builtin.min_arguments : 0;  // what a name leaves out is null
    for (const Child& argument : tree_->children_of(node))
        count = std::max<std::size_t>(count, argument.tag + 1);
    if (count > usual) many_values.resize(count);
    const std::span<Value> values =
        count > usual ? std::span{many_values} : std::span{few_values}.first(count);
    std::uint32_t given = 0;
    for (const Child& argument : tree_->children_of(node)) {
        Value& value = values[argument.tag] = evaluate(argument.node);
        const std::uint32_t bit = argument.tag < 32 ? 1u << argument.tag : 0;
        given |= bit;
        if ((builtin.single_values & bit) != 0 && value.is_list() && value.as_list().size() == 1)
            value = Value{value.as_list()[0]};
    }
    if (node.by_name && !fits_form(builtin, values)) return {};
    Arguments arguments{values, given, meter_, *this, scope_};
    return builtin.function(arguments);
}

Value Evaluation::function_definition(NodeIndex index) {
    const Node& node = tree_->nodes[index];
    meter_.charge(node.data);
    return Value::function({tree_, index, Items(frame_.begin(), frame_.begin() + node.data)});
}

Value Evaluation::call(const Value& value, std::span<Value> arguments) {
    if (!value.is_function()) return {};
    const Function& function = value.as_function();
    if (function.tree != tree_) return {};  // made by another expression, whose root names are not ours
    const Node& node = tree_->nodes[function.node];
    if (arguments.size() != node.child_count - 1) return {};
    levels_ += tree_->height;
    if (levels_ > std::max<std::size_t>(max_levels, 2 * tree_->height))
        throw LimitExceeded{"functions call each other too deeply"};
    meter_.charge(tree_->frame_size);
    Items frame(tree_->frame_size);
    std::ranges::copy(function.captured, frame.begin());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const NodeIndex type = child(node, i + 1).node;
        frame[node.data + i] =
            type == 0 ? std::move(arguments[i]) : coerced(std::move(arguments[i]), type - 1);
    }
    frame_.swap(frame);
    Value result = evaluate(child(node, 0).node);
    frame_.swap(frame);
    levels_ -= tree_->height;
    return result;
}

Value Evaluation::function_call(const Node& node) {
    const Value function = evaluate(child(node, 0).node);
    if (!function.is_function() || function.as_function().tree != tree_) return {};
    const Node& definition = tree_->nodes[function.as_function().node];
    const std::span<const Child> parameters = tree_->children_of(definition).subspan(1);
    const std::span<const Child> arguments = tree_->children_of(node).subspan(1);
    const bool by_name = !arguments.empty() && arguments[0].tag != 0;  // what is left out is null
    if (!by_name && parameters.size() != arguments.size()) return {};
    Items values(parameters.size());
    std::vector<bool> given(parameters.size());
    std::size_t next = 0;
    for (const Child& argument : arguments) {
        std::size_t at = next++;
        if (argument.tag != 0) {
            const auto named = [&](const Child& parameter) { return parameter.tag == argument.tag - 1; };
            at = static_cast<std::size_t>(std::ranges::find_if(parameters, named) - parameters.begin());
        }
        if (at >= values.size() || given[at]) return {};
        given[at] = true;
        values[at] = evaluate(argument.node);
    }
    return call(function, values);
}

Value Evaluation::scope_call(const Node& node) {
    std::vector<Scope::Argument> arguments;
    for (const Child& argument : tree_->children_of(node)) {
        const std::string_view name =
            argument.tag == 0 ? std::string_view{} : tree_->strings[argument.tag - 1];
        arguments.push_back({name, evaluate(argument.node)});
    }
    return scope_.call(tree_->functions[node.data].name, arguments);
}

// An entry or a name that is there is defined, even when it is null.
bool Evaluation::is_defined(NodeIndex index) {
    const Node& node = tree_->nodes[index];
    if (node.kind == Kind::Root) return root(node.data).state == RootName::State::Found;
    if (node.kind == Kind::ItemField)
        return item_field(node) || is_defined(child(node, node.child_count - 1).node);
    const Value value = evaluate(node.kind == Kind::Path ? child(node, 0).node : index);
    if (node.kind == Kind::Path && value.is_context()) return value.get(tree_->strings[node.data]) != nullptr;
    return node.kind == Kind::Local || !evaluate(index).is_null();
}

}  // namespace wf::feel
