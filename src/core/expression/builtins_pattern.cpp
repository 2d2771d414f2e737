#include "core/expression/builtin_functions.hpp"
#include "core/expression/pattern.hpp"

namespace wf::feel::builtin {

namespace {

// The pattern of argument 1 with the flags of argument `flags`; nullptr if they are none, or the text of
// argument 0 is not a text.
std::shared_ptr<const Pattern> pattern_of(const Arguments& args, std::size_t flags) {
    if (!args[0].is_string() || !args[1].is_string()) return nullptr;
    constexpr std::size_t longest = 16 * 1024;
    if (args[1].as_string().size() > longest)
        throw LimitExceeded{"regular expression is longer than " + std::to_string(longest) + " bytes"};
    args.meter.charge(10 + args[1].as_string().size());
    if (!args.has(flags) || args[flags].is_null()) return Pattern::compile(args[1].as_string(), {});
    if (!args[flags].is_string()) return nullptr;
    return Pattern::compile(args[1].as_string(), args[flags].as_string());
}

}  // namespace

Value matches(Arguments& args) {
    const auto pattern = pattern_of(args, 2);
    return pattern ? Value::boolean(pattern->is_found_in(args[0].as_string(), args.meter)) : Value{};
}

Value replace(Arguments& args) {
    const auto pattern = pattern_of(args, 3);
    if (!pattern || !args[2].is_string()) return {};
    std::optional<std::string> result =
        pattern->replace(args[0].as_string(), args[2].as_string(), args.meter);
    return result ? Value::string(std::move(*result)) : Value{};
}

Value split(Arguments& args) {
    const auto pattern = pattern_of(args, 2);
    if (!pattern) return {};
    Items parts;
    for (std::string& part : pattern->split(args[0].as_string(), args.meter))
        parts.push_back(Value::string(std::move(part)));
    args.meter.charge_list(parts.size());
    return Value::list(std::move(parts));
}

}  // namespace wf::feel::builtin
