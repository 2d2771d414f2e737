// The table of built-in functions. It drives name recognition, arity, named arguments, dispatch, the check of
// types and the documentation.
#pragma once

#include "core/expression/meter.hpp"
#include "core/expression/value.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::feel {

class Scope;

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
    Scope& scope;

    bool has(std::size_t i) const { return i < values.size() && ((given >> i) & 1) != 0; }
    Value& operator[](std::size_t i) const { return values[i]; }
};

inline constexpr std::uint8_t any_number = 255;

// One signature; a function with several has several entries, next to each other.
struct Builtin {
    std::string_view name;
    // "n: number, scale?: number": names and types; "?" behind what may be left out, "..." behind what may be
    // a list or its items as arguments, "/" between alternatives. Types are those of type_name, and "any".
    std::string_view parameters;
    std::string_view result;   // type, or alternatives
    std::string_view summary;  // for people
    Value (*function)(Arguments&);
    std::uint8_t min_arguments;
    std::uint8_t max_arguments;   // any_number: one list or its items as arguments
    std::uint32_t single_values;  // bit per parameter that takes no list: of a list of one it gets the item

    constexpr Builtin(std::string_view name_is, std::string_view parameters_are, std::string_view result_is,
                      std::string_view summary_is, Value (*function_is)(Arguments&))
        : name{name_is},
          parameters{parameters_are},
          result{result_is},
          summary{summary_is},
          function{function_is},
          min_arguments{count(false)},
          max_arguments{count(true)},
          single_values{single()} {}

    struct Parameter {
        std::string_view names;  // alternatives separated by "/"
        std::string_view types;
        bool is_optional = false;
        bool is_list = false;
    };
    std::vector<Parameter> parameter_list() const;
    // "substring(string: string, start position: number, length?: number)"
    std::string signature() const { return std::string{name} + "(" + std::string{parameters} + ")"; }
    // Position of the parameter of this name.
    std::optional<std::uint32_t> parameter(std::string_view parameter_name) const;

private:
    constexpr std::uint8_t count(bool with_optional) const {
        if (with_optional && parameters.find("...") != std::string_view::npos) return any_number;
        std::uint8_t result_is = 0;
        for (std::size_t begin = 0; begin < parameters.size();) {
            const std::size_t colon = parameters.find(':', begin);
            const std::size_t end = std::min(parameters.find(',', colon), parameters.size());
            if (with_optional || parameters[colon - 1] != '?') ++result_is;
            begin = end + 2;
        }
        return result_is;
    }

    constexpr std::uint32_t single() const {
        std::uint32_t bits = 0, bit = 1;
        for (std::size_t begin = 0; begin < parameters.size(); bit *= 2) {
            const std::size_t colon = parameters.find(':', begin);
            const std::size_t end = std::min(parameters.find(',', colon), parameters.size());
            const std::string_view types = parameters.substr(colon + 2, end - colon - 2);
            if (types.find("list") == types.npos && types != "any") bits |= bit;
            begin = end + 2;
        }
        return max_arguments == any_number ? 0 : bits;
    }
};

std::span<const Builtin> builtins();  // sorted by name

// Index of the first entry of this name into builtins().
std::optional<std::uint32_t> find_builtin(std::string_view name);

// All entries of this name.
std::span<const Builtin> signatures(std::string_view name);

// Does a built-in with blanks in its name begin with this word?
bool starts_builtin(std::string_view word);

// The built-in whose name is closest to a misspelt one; empty if none is close.
std::string_view nearest_builtin(std::string_view name);

}  // namespace wf::feel
