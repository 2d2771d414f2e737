// The table of built-in functions. It drives name recognition, arity, named arguments and dispatch.
#pragma once

#include "core/expression/meter.hpp"
#include "core/expression/value.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wf::feel {

// Calls a function value on behalf of a built-in (sort).
class Caller {
public:
    virtual ~Caller() = default;
    virtual Value call(const Value& function, std::span<Value> arguments) = 0;
};

struct Arguments {
    std::span<Value> values;  // by parameter, or as given for a function over a list of any length
    std::uint32_t given = 0;  // bit per parameter: an argument left out is not the same as null
    Meter& meter;
    Caller& caller;

    bool has(std::size_t i) const { return i < values.size() && ((given >> i) & 1) != 0; }
    Value& operator[](std::size_t i) const { return values[i]; }
};

inline constexpr std::uint8_t any_number = 255;

struct Builtin {
    std::string_view name;
    std::string_view parameters;  // separated by ",", alternatives of one position by "|"
    std::uint8_t min_arguments;
    std::uint8_t max_arguments;  // any_number: one list or its items as arguments
    Value (*function)(Arguments&);

    std::optional<std::uint32_t> parameter(std::string_view parameter_name) const;
};

std::span<const Builtin> builtins();

// Index into builtins().
std::optional<std::uint32_t> find_builtin(std::string_view name);

// Does a built-in with blanks in its name begin with this word?
bool starts_builtin(std::string_view word);

// The built-in whose name is closest to a misspelt one; empty if none is close.
std::string_view nearest_builtin(std::string_view name);

}  // namespace wf::feel
