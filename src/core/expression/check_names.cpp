// What names, fields and items are.
#include "core/base/closest.hpp"
#include "core/expression/checker.hpp"
#include "core/expression/compare.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

std::vector<std::string_view> fields_of(const StaticType& type) {
    std::vector<std::string_view> names;
    if (type.may_be(Type::Context) && type.fields)
        for (const auto& [name, field] : type.fields->list) names.push_back(name);
    for (const Type temporal :
         {Type::Date, Type::Time, Type::DateTime, Type::DaysDuration, Type::MonthsDuration, Type::Range})
        if (type.may_be(temporal))
            for (const std::string_view name : property_names(temporal)) names.push_back(name);
    return names;
}

bool counts_down(const Value& value) {
    if (!value.is_range()) return false;
    const auto found = order(value.as_range().low, value.as_range().high);
    return found && *found > 0;
}

// "[3..1]" as "3..1".
std::string without_brackets(std::string_view range) {
    return range.size() > 2 ? std::string{range.substr(1, range.size() - 2)} : std::string{};
}

}  // namespace

StaticType Checker::root(NodeIndex index, const Node& node) {
    const std::string& name = tree_.names[node.data].name;
    if (std::optional<StaticType> found = scope_.find(name)) return *found;
    unknown_name(index, name, scope_.names());
    return {};
}

void Checker::unknown_name(NodeIndex index, const std::string& name,
                           std::vector<std::string_view> candidates) {
    if (!told_.insert(name).second) return;
    report(Severity::Error, "unknown_name", index, "unknown name " + in_quotes(name),
           std::string{closest(name, candidates)});
}

// A field of an item, if one of the filters around has such a thing; else what the name means outside.
StaticType Checker::item_field(NodeIndex index, const Node& node) {
    const std::string& name = tree_.strings[node.data];
    const std::span<const Child> children = tree_.children_of(node);
    std::vector<std::string_view> candidates;
    for (const Child& child : children.first(children.size() - 1)) {
        const StaticType& item = slots_[child.tag];
        if (!item.may_be(Type::Context)) continue;
        const StaticType* field = item.fields ? item.fields->find(name) : nullptr;
        if (field != nullptr && item.is_only(Type::Context)) return *field;
        if (!item.fields || item.fields->is_open || field != nullptr) return {};
        for (const std::string_view known : fields_of(item)) candidates.push_back(known);
    }
    const NodeIndex outside = children.back().node;
    if (tree_.nodes[outside].kind != Kind::Root) return type(outside);
    if (std::optional<StaticType> found = scope_.find(name)) return *found;
    for (const std::string_view known : scope_.names()) candidates.push_back(known);
    unknown_name(index, name, std::move(candidates));
    return {};
}

StaticType Checker::path(NodeIndex index, const Node& node) {
    const StaticType base = type(tree_.children_of(node)[0].node);
    return field(index, base, tree_.strings[node.data]);
}

// Of every type that the base may be, what it has under this name.
StaticType Checker::field(NodeIndex index, const StaticType& base, const std::string& name) {
    if (base.is_unknown() || base.is_always_null()) return {};
    if (base.is_only(Type::List)) {
        if (!base.items) return StaticType::of(Type::List);
        return StaticType::list_of(field(index, *base.items, name));
    }
    if (base.may_be(Type::List) || (base.may_be(Type::Context) && !base.fields)) return {};
    StaticType found = StaticType::of(TypeSet{0});
    bool is_found = false;
    const auto add = [&](const StaticType& one) {
        found = is_found ? either(found, one) : one;
        is_found = true;
    };
    if (base.may_be(Type::Context))
        if (const StaticType* entry = base.fields->find(name)) add(*entry);
    if (base.may_be(Type::Range) && (name == "start" || name == "end")) add(base.item());
    for (const Type one :
         {Type::Date, Type::Time, Type::DateTime, Type::DaysDuration, Type::MonthsDuration, Type::Range})
        if (base.may_be(one))
            if (const std::optional<StaticType> property = property_type(one, name)) add(*property);
    return is_found ? found : unknown_field(index, base, name, fields_of(base));
}

// In an open context it may be there; told only if another name is near.
StaticType Checker::unknown_field(NodeIndex index, const StaticType& base, const std::string& name,
                                  const std::vector<std::string_view>& candidates) {
    const std::string nearest{closest(name, candidates)};
    const bool is_open = base.may_be(Type::Context) && base.fields->is_open;
    if (is_open && nearest.empty()) return {};
    const Node& node = tree_.nodes[index];
    std::string better;
    if (node.kind == Kind::Path && !nearest.empty())
        better = std::string{text_of(tree_.children_of(node)[0].node)} + "." + nearest;
    std::string owner = base.is_only(Type::Context) && node.kind == Kind::Path
                            ? in_quotes(text_of(tree_.children_of(node)[0].node))
                            : describe(base);
    std::string hint;
    if (nearest.empty() && !candidates.empty() && candidates.size() <= 12) {
        for (const std::string_view known : candidates)
            hint += (hint.empty() ? "It has " : ", ") + in_quotes(known);
        hint += '.';
    }
    report(is_open ? Severity::Warning : Severity::Error, "unknown_field", index,
           owner + " has no field " + in_quotes(name), std::move(better), std::move(hint));
    return {};
}

// list[position], list[condition]. A single value is a list of itself.
StaticType Checker::filter(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const StaticType operand = type(children[0].node);
    const bool is_single = !operand.may_be(Type::List) && !operand.is_always_null();
    if (is_single)
        report(Severity::Warning, "type_mismatch", children[0].node,
               shown(children[0].node, operand) +
                   " is not a list: the filter looks at a list of this one value");
    const StaticType item = is_single ? operand : operand.is_only(Type::List) ? operand.item() : StaticType{};
    if (node.kind == Kind::Filter) slots_[node.data] = item;
    const StaticType condition = type(children[1].node);
    const bool by_position = condition.may_be(Type::Number), by_truth = condition.may_be(Type::Boolean);
    if (!by_position && !by_truth)
        mismatch(children[1].node, "a filter is a condition or a position, not " + describe(condition));
    if (by_position == by_truth) return {};
    return by_position ? item : StaticType::list_of(item);
}

StaticType Checker::item_of(NodeIndex domain) {
    const Node& node = tree_.nodes[domain];
    if (node.kind == Kind::Span) {
        const StaticType low = type(tree_.children_of(node)[0].node);
        const StaticType high = type(tree_.children_of(node)[1].node);
        const TypeSet both = low.types & high.types & (set_of(Type::Number) | set_of(Type::Date));
        if (both == 0)
            mismatch(domain, "\"..\" counts from number to number or from date to date, not from " +
                                 describe(low) + " to " + describe(high));
        return both == 0 ? StaticType{} : StaticType::of(both);
    }
    const StaticType values = type(domain);
    if (values.is_only(Type::List)) return values.item();
    if (const Value* literal = literal_value(domain); literal && counts_down(*literal))
        mismatch(domain, "a range in brackets does not count down: the result is always null",
                 without_brackets(text_of(domain)));
    if (values.may_be(Type::List) || values.may_be(Type::Range)) {
        if (!values.is_only(Type::Range) || !values.items) return {};
        const TypeSet steps = values.items->types & (set_of(Type::Number) | set_of(Type::Date));
        if (steps != 0) return StaticType::of(steps);
        mismatch(domain, "a range of " + describe(*values.items) + " cannot be counted through");
        return {};
    }
    if (values.is_always_null())
        mismatch(domain, "there is nothing to go through: it is always null");
    else
        report(Severity::Warning, "type_mismatch", domain,
               shown(domain, values) + " is not a list: it is gone through as a list of this one value");
    return values.is_always_null() ? StaticType{} : values;
}

void Checker::iterate(std::span<const Child> domains) {
    for (const Child& domain : domains) slots_[domain.tag] = item_of(domain.node);
}

StaticType Checker::loop(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    iterate(children.first(children.size() - 1));
    if (node.data != 0) slots_[node.data - 1] = StaticType::of(Type::List);
    return StaticType::list_of(type(children.back().node));
}

StaticType Checker::quantified(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    iterate(children.first(children.size() - 1));
    need_boolean(children.back().node, "what follows \"satisfies\"");
    return StaticType::of(Type::Boolean);
}

}  // namespace wf::feel
