// Calls that FEEL lets pass with the value null: they are null here too, and the tree keeps the reason for
// whoever checks the expression.
#include "core/base/closest.hpp"
#include "core/base/in_quotes.hpp"
#include "core/expression/parser.hpp"

#include <algorithm>
#include <set>

namespace wf::feel {

namespace {

// "1", "1 or 3", "2, 3 or 4"
std::string counts_of(std::string_view function) {
    std::set<std::size_t> counts;
    for (const Builtin& builtin : signatures(function))
        for (std::size_t n = builtin.min_arguments; n <= builtin.max_arguments && n < any_number; ++n)
            counts.insert(n);
    std::string text;
    for (const std::size_t count : counts) {
        const bool is_last = count == *counts.rbegin();
        if (!text.empty()) text += is_last ? " or " : ", ";
        text += std::to_string(count);
    }
    return text + (counts == std::set<std::size_t>{1} ? " argument" : " arguments");
}

// Of several signatures the one that has most of the names.
const Builtin& meant(std::string_view function, std::span<const std::string> names) {
    const auto known = [&](const Builtin& builtin) {
        return std::ranges::count_if(names,
                                     [&](const std::string& n) { return builtin.parameter(n).has_value(); });
    };
    return *std::ranges::max_element(signatures(function), {}, known);
}

// What is wrong with the names of the arguments.
Misfit wrong_names(const Builtin& builtin, std::span<const std::string> names) {
    std::vector<std::string_view> parameters;
    for (const Builtin::Parameter& parameter : builtin.parameter_list())
        parameters.push_back(parameter.names.substr(0, parameter.names.find('/')));
    for (const std::string& name : names) {
        if (builtin.parameter(name)) continue;
        const std::string_view nearest = closest(name, parameters);
        return {.message = in_quotes(builtin.name) + " has no parameter " + in_quotes(name),
                .hint = nearest.empty() ? "" : "Did you mean " + in_quotes(nearest) + "?"};
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto here = [&](const std::string& name) { return builtin.parameter(name) == i; };
        const auto count = std::ranges::count_if(names, here);
        if (count > 1)
            return {.message = "parameter " + in_quotes(parameters[i]) + " of " + in_quotes(builtin.name) +
                               " is given twice"};
        if (count == 0 && i < builtin.min_arguments)
            return {.message = in_quotes(builtin.name) + " needs parameter " + in_quotes(parameters[i])};
    }
    return {};
}

}  // namespace

bool Parser::is_mixed(std::span<const Argument> arguments) {
    const auto is_named = [](const Argument& argument) { return argument.name.has_value(); };
    return std::ranges::any_of(arguments, is_named) && !std::ranges::all_of(arguments, is_named);
}

NodeIndex Parser::misfit(Misfit what) {
    const NodeIndex null = literal(Value{});
    if (error_) return null;
    what.node = null;
    tree_->misfits.push_back(std::move(what));
    return null;
}

// A syntax error, or null: Vocabulary::mistakes_are_null.
NodeIndex Parser::mistake(std::uint32_t begin, std::string message, std::string hint) {
    if (!vocabulary_.mistakes_are_null) return fail(begin, std::move(message), std::move(hint));
    return misfit({.code = "bad_expression", .message = std::move(message), .hint = std::move(hint)});
}

NodeIndex Parser::misfit(std::string_view function, std::span<const Argument> arguments) {
    Misfit what;
    std::vector<std::string> names;
    for (const Argument& argument : arguments)
        if (argument.name) names.push_back(*argument.name);
    const Builtin& builtin = meant(function, names);
    if (is_mixed(arguments))
        what.message = "arguments of " + in_quotes(function) + std::string{not_both};
    else if (!names.empty())
        what = wrong_names(builtin, names);
    if (what.message.empty())
        what.message =
            in_quotes(function) + " takes " + counts_of(function) + ", not " + std::to_string(arguments.size());
    if (what.hint.empty()) what.hint = "Its form is " + builtin.signature() + ".";
    return misfit(std::move(what));
}

// A conversion of literals that gives null. Of the wrong types it stays a call: the check of types says more.
NodeIndex Parser::no_value(const Builtin& builtin, std::span<const Child> arguments) {
    const std::vector<Builtin::Parameter> parameters = builtin.parameter_list();
    const auto has_type = [&](const Child& argument) {
        const std::string types = '/' + std::string{parameters[argument.tag].types} + '/';
        const Type type = literal_of(argument.node).type();
        return types.find('/' + std::string{type_name(type)} + '/') != std::string::npos;
    };
    if (!std::ranges::all_of(arguments, has_type))
        return add(Kind::Builtin, {arguments.begin(), arguments.end()},
                   static_cast<std::uint32_t>(&builtin - builtins().data()));
    const Value& first = literal_of(arguments[0].node);
    if (arguments.size() == 1 && first.is_string())
        return misfit({.code = "bad_value",
                       .message = in_quotes(first.as_string()) + " is not a " + std::string{builtin.name}});
    return misfit({.code = "bad_value", .message = "there is no such " + std::string{builtin.name}});
}

}  // namespace wf::feel
