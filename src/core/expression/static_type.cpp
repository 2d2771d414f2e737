#include "core/expression/static_type.hpp"

#include "core/base/json_string.hpp"
#include "core/expression/ast.hpp"
#include "core/expression/lexer.hpp"
#include "core/expression/parser.hpp"

#include <algorithm>
#include <array>

namespace wf::feel {

namespace {

// Beyond this nothing is known: every walk through a type is short, whatever the expression.
constexpr std::uint8_t max_item_depth = 12;
constexpr std::size_t max_fields = 256;
constexpr int max_merges = 2000;

constexpr std::array every_type{Type::Boolean,      Type::Number,         Type::String, Type::Date,
                                Type::Time,         Type::DateTime,       Type::List,   Type::Context,
                                Type::DaysDuration, Type::MonthsDuration, Type::Range,  Type::Function};

StaticType around(Type type, StaticType items) {
    StaticType result = StaticType::of(type);
    if (items.depth >= max_item_depth || items.is_unknown()) return result;
    result.depth = static_cast<std::uint8_t>(items.depth + 1);
    result.items = std::make_shared<const StaticType>(std::move(items));
    return result;
}

StaticType merge(const StaticType& a, const StaticType& b, int& budget);

std::shared_ptr<const StaticFields> merged_fields(const StaticFields& a, const StaticFields& b, int& budget) {
    StaticFields all{.list = a.list, .is_open = a.is_open || b.is_open};
    budget -= static_cast<int>((a.list.size() + 1) * (b.list.size() + 1) / 16);
    for (const auto& [name, type] : b.list) {
        const auto same = std::ranges::find(all.list, name, [](const auto& field) { return field.first; });
        if (same == all.list.end())
            all.list.emplace_back(name, type);
        else
            same->second = merge(same->second, type, budget);
    }
    if (all.list.size() > max_fields || budget < 0) return nullptr;
    return std::make_shared<const StaticFields>(std::move(all));
}

// Details of what only one of both may be are its own.
StaticType merge(const StaticType& a, const StaticType& b, int& budget) {
    if (a.is_unknown() || b.is_unknown() || --budget < 0) return {};
    if (a.is_always_null()) return b;
    if (b.is_always_null()) return a;
    StaticType result = StaticType::of(static_cast<TypeSet>(a.types | b.types));
    result.depth = std::max(a.depth, b.depth);
    constexpr TypeSet with_items = set_of(Type::List) | set_of(Type::Range);
    const TypeSet a_items = a.types & with_items, b_items = b.types & with_items;
    if (a_items == 0 || b_items == 0)
        result.items = a_items == 0 ? b.items : a.items;
    else if (a.items == b.items)
        result.items = a.items;
    else if (a_items == b_items && a.items && b.items)
        result.items = std::make_shared<const StaticType>(merge(*a.items, *b.items, budget));
    if (!a.may_be(Type::Context) || !b.may_be(Type::Context))
        result.fields = a.may_be(Type::Context) ? a.fields : b.fields;
    else if (a.fields == b.fields)
        result.fields = a.fields;
    else if (a.fields && b.fields)
        result.fields = merged_fields(*a.fields, *b.fields, budget);
    if (!a.may_be(Type::String) || !b.may_be(Type::String))
        result.choices = a.may_be(Type::String) ? a.choices : b.choices;
    else if (a.choices == b.choices)
        result.choices = a.choices;
    return result;
}

StaticType of_items(const Items& items) {
    constexpr std::size_t looked_at = 1000;
    if (items.size() > looked_at) return StaticType::of(Type::List);
    StaticType all = StaticType::of(TypeSet{0});
    for (const Value& item : items) all = either(all, StaticType::of_value(item));
    return StaticType::list_of(std::move(all));
}

}  // namespace

StaticType StaticType::list_of(StaticType items) { return around(Type::List, std::move(items)); }

StaticType StaticType::range_of(StaticType ends) { return around(Type::Range, std::move(ends)); }

StaticType StaticType::context_of(StaticFields fields) {
    StaticType result = of(Type::Context);
    if (fields.list.size() > max_fields) return result;
    std::uint8_t deepest = 0;
    for (auto& [name, type] : fields.list) {
        if (type.depth >= max_item_depth) type = of(type.types);
        deepest = std::max(deepest, type.depth);
    }
    result.depth = static_cast<std::uint8_t>(deepest + 1);
    result.fields = std::make_shared<const StaticFields>(std::move(fields));
    return result;
}

StaticType StaticType::choice_of(std::vector<std::string> values) {
    StaticType result = of(Type::String);
    result.choices = std::make_shared<const std::vector<std::string>>(std::move(values));
    return result;
}

StaticType StaticType::of_value(const Value& value) {
    if (value.is_null()) return of(TypeSet{0});
    if (value.is_list()) return of_items(value.as_list());
    if (!value.is_range()) return of(value.type());
    return range_of(either(of_value(value.as_range().low), of_value(value.as_range().high)));
}

const StaticType* StaticFields::find(std::string_view name) const {
    for (const auto& [field, type] : list)
        if (field == name) return &type;
    return nullptr;
}

StaticType either(const StaticType& a, const StaticType& b) {
    int budget = max_merges;
    return merge(a, b, budget);
}

std::string describe(const StaticType& type) {
    if (type.is_unknown()) return "something";
    if (type.is_always_null()) return "null";
    std::vector<std::string> names;
    if ((type.types & any_duration) == any_duration) names.emplace_back("a duration");
    for (const Type one : every_type) {
        const bool said = (set_of(one) & any_duration) != 0 && !names.empty() && names[0] == "a duration";
        if (type.may_be(one) && !said) names.push_back("a " + std::string{type_name(one)});
    }
    std::string text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 < names.size() ? ", " : " or ") + names[i];
    return text;
}

TypeSet type_set(std::string_view alternatives) {
    TypeSet set = 0;
    const std::string list = '/' + std::string{alternatives} + '/';
    for (const Type type : every_type)
        if (list.find('/' + std::string{type_name(type)} + '/') != std::string::npos) set |= set_of(type);
    return set == 0 ? all_types : set;
}

StaticType type_from_spec(const Tree& tree, std::uint32_t index) {
    const TypeSpec& spec = tree.types[index];
    const auto member = [&](std::size_t i) { return type_from_spec(tree, spec.members[i].second); };
    switch (spec.shape) {
        case TypeSpec::Shape::Any:
            return {};
        case TypeSpec::Shape::Plain:
            return spec.plain == Type::Null ? StaticType::of(TypeSet{0}) : StaticType::of(spec.plain);
        case TypeSpec::Shape::Function:
            return StaticType::of(Type::Function);
        case TypeSpec::Shape::List:
            return spec.members.empty() ? StaticType::of(Type::List) : StaticType::list_of(member(0));
        case TypeSpec::Shape::Range:
            return spec.members.empty() ? StaticType::of(Type::Range) : StaticType::range_of(member(0));
        case TypeSpec::Shape::Context:
            break;
    }
    if (spec.members.empty()) return StaticType::of(Type::Context);
    StaticFields fields;
    for (std::size_t i = 0; i < spec.members.size(); ++i)
        fields.list.emplace_back(spec.members[i].first, member(i));
    return StaticType::context_of(std::move(fields));
}

std::optional<StaticType> type_from_text(std::string_view text, const Vocabulary& vocabulary,
                                         SyntaxError& error) {
    const Limits limits{.max_depth = 20};
    std::optional<Tokens> tokens = tokenize(text, error);
    if (!tokens) return std::nullopt;
    Parser parser{text, std::move(*tokens), limits, vocabulary};
    const std::shared_ptr<const Tree> tree = parser.run_type(error);
    return tree ? std::optional{type_from_spec(*tree, static_cast<std::uint32_t>(tree->types.size() - 1))}
                : std::nullopt;
}

std::optional<std::string> type_text(const Value& given) {
    if (given.is_null()) return "Any";
    if (given.is_string()) return given.as_string();
    if (given.is_list()) {
        const std::optional<std::string> item =
            given.as_list().size() == 1 ? type_text(given.as_list()[0]) : std::nullopt;
        return item ? std::optional{"list<" + *item + ">"} : std::nullopt;
    }
    if (!given.is_context()) return std::nullopt;
    std::string text;
    for (const auto& [name, type] : given.as_context()) {
        const std::optional<std::string> member = type_text(type);
        if (!member) return std::nullopt;
        text += text.empty() ? "context<" : ", ";
        append_json_string(text, name);
        text += ": " + *member;
    }
    return text.empty() ? "context" : text + ">";
}

namespace {

struct Property {
    std::string_view name;
    TypeSet of;
    Type type;
};

constexpr TypeSet with_date = set_of(Type::Date) | set_of(Type::DateTime);
constexpr TypeSet with_time = set_of(Type::Time) | set_of(Type::DateTime);
constexpr TypeSet days = set_of(Type::DaysDuration), months = set_of(Type::MonthsDuration);

constexpr std::array properties{
    Property{"year", with_date, Type::Number},
    Property{"month", with_date, Type::Number},
    Property{"day", with_date, Type::Number},
    Property{"weekday", with_date, Type::Number},
    Property{"hour", with_time, Type::Number},
    Property{"minute", with_time, Type::Number},
    Property{"second", with_time, Type::Number},
    Property{"timezone", with_time, Type::String},
    Property{"time offset", with_time, Type::DaysDuration},
    Property{"days", days, Type::Number},
    Property{"hours", days, Type::Number},
    Property{"minutes", days, Type::Number},
    Property{"seconds", days, Type::Number},
    Property{"years", months, Type::Number},
    Property{"months", months, Type::Number},
    Property{"start included", set_of(Type::Range), Type::Boolean},
    Property{"end included", set_of(Type::Range), Type::Boolean},
};

}  // namespace

std::optional<StaticType> property_type(Type type, std::string_view name) {
    for (const Property& property : properties)
        if (property.name == name && (property.of & set_of(type)) != 0) return StaticType::of(property.type);
    return std::nullopt;
}

std::vector<std::string_view> property_names(Type type) {
    std::vector<std::string_view> names;
    for (const Property& property : properties)
        if ((property.of & set_of(type)) != 0) names.push_back(property.name);
    if (type == Type::Range) names.insert(names.end(), {"start", "end"});
    return names;
}

}  // namespace wf::feel
