#include "core/expression/builtins.hpp"
#include "core/closest.hpp"
#include "core/expression/builtin_functions.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace wf::feel {

namespace {

namespace f = builtin;

constexpr std::array table{
    Builtin{"abs", "n", 1, 1, f::absolute},
    Builtin{"all", "list", 1, any_number, f::all},
    Builtin{"any", "list", 1, any_number, f::any},
    Builtin{"append", "list,item", 1, any_number, f::append},
    Builtin{"ceiling", "n,scale", 1, 2, f::ceiling},
    Builtin{"concatenate", "list", 1, any_number, f::concatenate},
    Builtin{"contains", "string,match", 2, 2, f::contains},
    Builtin{"context", "entries", 1, 1, f::context},
    Builtin{"context merge", "contexts", 1, 1, f::context_merge},
    Builtin{"context put", "context,key|keys,value", 3, 3, f::context_put},
    Builtin{"count", "list", 1, 1, f::count},
    Builtin{"decimal", "n,scale", 2, 2, f::decimal},
    Builtin{"distinct values", "list", 1, 1, f::distinct_values},
    Builtin{"ends with", "string,match", 2, 2, f::ends_with},
    Builtin{"even", "number", 1, 1, f::even},
    Builtin{"exp", "number", 1, 1, f::exponential},
    Builtin{"flatten", "list", 1, 1, f::flatten},
    Builtin{"floor", "n,scale", 1, 2, f::floor},
    Builtin{"get entries", "m", 1, 1, f::get_entries},
    Builtin{"get value", "m|context,key|keys", 2, 2, f::get_value},
    Builtin{"index of", "list,match", 2, 2, f::index_of},
    Builtin{"insert before", "list,position,newItem", 3, 3, f::insert_before},
    Builtin{"is", "value1,value2", 2, 2, f::is_same},
    Builtin{"is defined", "value", 1, 1, nullptr},  // Kind::IsDefined: it asks for a name, not for a value
    Builtin{"list contains", "list,element", 2, 2, f::list_contains},
    Builtin{"list replace", "list,position|match,newItem", 3, 3, f::list_replace},
    Builtin{"log", "number", 1, 1, f::logarithm},
    Builtin{"lower case", "string", 1, 1, f::lower_case},
    Builtin{"max", "list", 1, any_number, f::maximum},
    Builtin{"mean", "list", 1, any_number, f::mean},
    Builtin{"median", "list", 1, any_number, f::median},
    Builtin{"min", "list", 1, any_number, f::minimum},
    Builtin{"mode", "list", 1, any_number, f::mode},
    Builtin{"modulo", "dividend,divisor", 2, 2, f::modulo},
    Builtin{"not", "negand", 1, 1, f::negation},
    Builtin{"number", "from,grouping separator,decimal separator", 1, 3, f::number},
    Builtin{"odd", "number", 1, 1, f::odd},
    Builtin{"product", "list", 1, any_number, f::product},
    Builtin{"remove", "list,position", 2, 2, f::remove},
    Builtin{"reverse", "list", 1, 1, f::reverse},
    Builtin{"round down", "n,scale", 1, 2, f::round_down},
    Builtin{"round half down", "n,scale", 1, 2, f::round_half_down},
    Builtin{"round half up", "n,scale", 1, 2, f::round_half_up},
    Builtin{"round up", "n,scale", 1, 2, f::round_up},
    Builtin{"sort", "list,precedes", 1, 2, f::sort},
    Builtin{"sqrt", "number", 1, 1, f::square_root},
    Builtin{"starts with", "string,match", 2, 2, f::starts_with},
    Builtin{"stddev", "list", 1, any_number, f::standard_deviation},
    Builtin{"string", "from", 1, 1, f::string},
    Builtin{"string join", "list,delimiter", 1, 2, f::string_join},
    Builtin{"string length", "string", 1, 1, f::string_length},
    Builtin{"sublist", "list,start position,length", 2, 3, f::sublist},
    Builtin{"substring", "string,start position,length", 2, 3, f::substring},
    Builtin{"substring after", "string,match", 2, 2, f::substring_after},
    Builtin{"substring before", "string,match", 2, 2, f::substring_before},
    Builtin{"sum", "list", 1, any_number, f::sum},
    Builtin{"union", "list", 1, any_number, f::union_of},
    Builtin{"upper case", "string", 1, 1, f::upper_case},
};

static_assert(std::ranges::is_sorted(table, {}, &Builtin::name), "found by binary search");

// Names as programmers of other languages spell them: stringLength, string_length.
std::string spaced(std::string_view name) {
    std::string result;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if ((upper || c == '_') && !result.empty()) result += ' ';
        if (c != '_') result += upper ? static_cast<char>(c | 0x20) : c;
    }
    return result;
}

}  // namespace

std::span<const Builtin> builtins() { return table; }

std::optional<std::uint32_t> Builtin::parameter(std::string_view parameter_name) const {
    std::uint32_t position = 0;
    for (std::size_t begin = 0; begin < parameters.size();) {
        const std::size_t end = std::min(parameters.find_first_of(",|", begin), parameters.size());
        if (parameters.substr(begin, end - begin) == parameter_name) return position;
        if (end < parameters.size() && parameters[end] == ',') ++position;
        begin = end + 1;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> find_builtin(std::string_view name) {
    const auto found = std::ranges::lower_bound(table, name, {}, &Builtin::name);
    if (found == table.end() || found->name != name) return std::nullopt;
    return static_cast<std::uint32_t>(found - table.begin());
}

bool starts_builtin(std::string_view word) {
    return std::ranges::any_of(table, [&](const Builtin& builtin) {
        return builtin.name.size() > word.size() && builtin.name.starts_with(word) &&
               builtin.name[word.size()] == ' ';
    });
}

std::string_view nearest_builtin(std::string_view name) {
    std::array<std::string_view, table.size()> names;
    std::ranges::transform(table, names.begin(), &Builtin::name);
    return closest(spaced(name), names);
}

}  // namespace wf::feel
