// Calls: the arguments of built-in functions against their table.
#include "core/expression/checker.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace wf::feel {

namespace {

constexpr TypeSet point_types = set_of(Type::Number) | set_of(Type::String) | set_of(Type::Date) |
                                set_of(Type::Time) | set_of(Type::DateTime) | any_duration;

struct Wrong {
    std::size_t argument = 0;
    TypeSet wanted = 0;
    std::string_view parameter;
    std::string_view types;
    bool is_item = false;  // of the list that the argument is
};

bool argument_is_single(const Builtin& builtin, const Child& argument) {
    return argument.tag < 32 && ((builtin.single_values >> argument.tag) & 1) != 0;
}

enum class Fit : std::uint8_t {
    Loose,   // a point is a range of itself, a value a list of itself
    ByName,  // a value is a list of itself
    Strict,
};

TypeSet stands_for_others(Fit fit) {
    if (fit == Fit::Strict) return 0;
    return fit == Fit::ByName ? set_of(Type::List)
                              : static_cast<TypeSet>(set_of(Type::List) | set_of(Type::Range));
}

// The first argument that makes the result null.
std::optional<Wrong> misfit_of(const Builtin& builtin, std::span<const Child> arguments,
                               std::span<const StaticType> types, Fit fit) {
    const std::vector<Builtin::Parameter> parameters = builtin.parameter_list();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& parameter = parameters[std::min<std::size_t>(arguments[i].tag, parameters.size() - 1)];
        const StaticType& given = types[i];
        TypeSet wanted = type_set(parameter.types);
        if (fit == Fit::ByName && parameter.names.starts_with("point")) wanted = point_types;
        if ((wanted & stands_for_others(fit)) != 0 || given.is_always_null()) continue;
        const bool is_one = argument_is_single(builtin, arguments[i]) && given.is_only(Type::List);
        if (is_one && given.item().may_be(wanted)) continue;  // a list of one stands for its item
        const bool is_list = parameter.is_list && arguments.size() == 1 && given.is_only(Type::List);
        if (is_list && given.item().is_always_null()) continue;
        if (is_list ? given.item().may_be(wanted) : given.may_be(wanted)) continue;
        return Wrong{i, wanted, parameter.names.substr(0, parameter.names.find('/')), parameter.types,
                     is_list};
    }
    return std::nullopt;
}

// The signature has as many parameters, so it could be meant as well.
bool could_be(const Builtin& builtin, std::span<const Child> arguments) {
    const bool by_position = std::ranges::all_of(
        arguments, [&, i = std::uint32_t{0}](const Child& argument) mutable { return argument.tag == i++; });
    return by_position && arguments.size() >= builtin.min_arguments &&
           arguments.size() <= builtin.max_arguments;
}

bool gives_its_list(std::string_view function) {
    static constexpr std::array names{"distinct values", "remove", "reverse", "sort", "sublist"};
    return std::ranges::find(names, function) != names.end();
}

}  // namespace

bool Checker::has_what_it_needs(NodeIndex index, const Builtin& builtin, std::span<const Child> arguments) {
    for (std::uint32_t i = 0; i < builtin.min_arguments; ++i) {
        if (std::ranges::find(arguments, i, &Child::tag) != arguments.end()) continue;
        report(Severity::Error, "wrong_arguments", index,
               in_quotes(builtin.name) + " needs parameter " + in_quotes(builtin.parameter_list()[i].names), {},
               "Its form is " + builtin.signature() + ".");
        return false;
    }
    return true;
}

// Arguments that give a result, though perhaps not the one that was meant.
void Checker::check_fitting(const Builtin& builtin, std::span<const Child> arguments,
                            std::span<const StaticType> types) {
    const std::vector<Builtin::Parameter> parameters = builtin.parameter_list();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& parameter = parameters[std::min<std::size_t>(arguments[i].tag, parameters.size() - 1)];
        const bool is_single = !types[i].may_be(Type::List) && !types[i].is_always_null();
        if (parameter.types == "list" && !parameter.is_list && is_single)
            report(Severity::Warning, "type_mismatch", arguments[i].node,
                   shown(arguments[i].node, types[i]) + " is not a list: " + in_quotes(builtin.name) +
                       " takes it as a list of this one value");
    }
    if (builtin.name == "list contains" && arguments.size() == 2 && arguments[0].tag == 0)
        choices_among(arguments[0].node, types[1], arguments[1].node);
}

StaticType Checker::builtin(NodeIndex index, const Node& node) {
    const std::span<const Child> arguments = tree_.children_of(node);
    const Builtin& parsed = builtins()[node.data];
    std::vector<StaticType> types;
    for (const Child& argument : arguments) types.push_back(type(argument.node));

    if (!has_what_it_needs(index, parsed, arguments)) return {};
    const std::optional<Wrong> wrong =
        misfit_of(parsed, arguments, types, node.by_name ? Fit::ByName : Fit::Loose);
    if (!wrong) {
        check_fitting(parsed, arguments, types);
        return result_of(parsed, arguments, types);
    }
    for (const Builtin& other : signatures(parsed.name))
        if (!node.by_name && could_be(other, arguments) && !misfit_of(other, arguments, types, Fit::Strict))
            return result_of(other, arguments, types);

    const NodeIndex at = arguments[wrong->argument].node;
    const StaticType given = wrong->is_item ? types[wrong->argument].item() : types[wrong->argument];
    mismatch(at,
             "parameter " + in_quotes(wrong->parameter) + " of " + in_quotes(parsed.name) + " is " +
                 describe(StaticType::of(wrong->wanted)) + ", not " +
                 (wrong->is_item ? "a list of which each item is " + describe(given) : shown(at, given)),
             wrong->is_item ? "" : converted(at, given, wrong->wanted),
             "Its form is " + parsed.signature() + ".");
    return {};
}

StaticType Checker::result_of(const Builtin& builtin, std::span<const Child> arguments,
                              std::span<const StaticType> types) const {
    const std::string_view name = builtin.name;
    const StaticType first = types.empty() ? StaticType{} : types[0];
    const bool in_order = !arguments.empty() && arguments[0].tag == 0;
    if (gives_its_list(name) && in_order && first.is_only(Type::List)) return first;
    if (name == "split") return StaticType::list_of(StaticType::of(Type::String));
    if (name == "mode" || name == "index of") return StaticType::list_of(StaticType::of(Type::Number));
    if (name == "min" || name == "max") {
        if (types.size() == 1 && first.is_only(Type::List)) return first.item();
        StaticType all = StaticType::of(TypeSet{0});
        for (const StaticType& one : types) all = either(all, one);
        return all.may_be(Type::List) || all.is_always_null() ? StaticType{} : all;
    }
    const TypeSet result = type_set(builtin.result);
    if (name == "abs" && first.may_be(result)) return StaticType::of(first.types & result);
    return StaticType::of(result);
}

StaticType Checker::call(const Node& node) {
    const std::span<const Child> children = tree_.children_of(node);
    const StaticType function = type(children[0].node);
    if (!function.may_be(Type::Function))
        mismatch(children[0].node,
                 shown(children[0].node, function) + " is not a function: the result is always null");
    for (const Child& argument : children.subspan(1)) type(argument.node);
    return {};
}

StaticType Checker::invoke(const Node& node) {
    for (const Child& argument : tree_.children_of(node)) type(argument.node);
    return scope_.result_of(tree_.functions[node.data].name);
}

}  // namespace wf::feel
