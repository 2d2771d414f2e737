#include "core/expression/builtins.hpp"
#include "core/base/closest.hpp"
#include "core/base/synonym.hpp"
#include "core/expression/builtin_functions.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace wf::feel {

namespace {

namespace f = builtin;

constexpr std::array table{
    Builtin{"abs", "n: number/days and time duration/years and months duration",
            "number/days and time duration/years and months duration", "The value without its sign",
            f::absolute},
    Builtin{"after", "point1: any, point2: any", "boolean", "Comes the first behind the second?", f::after},
    Builtin{"after", "point: any, range: range", "boolean", "Comes the first behind the second?", f::after},
    Builtin{"after", "range: range, point: any", "boolean", "Comes the first behind the second?", f::after},
    Builtin{"after", "range1: range, range2: range", "boolean", "Comes the first behind the second?",
            f::after},
    Builtin{"all", "list...: boolean", "boolean",
            "Are all true? Null if one is not a boolean and none is false", f::all},
    Builtin{"any", "list...: boolean", "boolean",
            "Is one true? Null if one is not a boolean and none is true", f::any},
    Builtin{"append", "list: list, item...?: any", "list", "The list with items behind it", f::append},
    Builtin{"before", "point1: any, point2: any", "boolean", "Comes the first before the second?", f::before},
    Builtin{"before", "point: any, range: range", "boolean", "Comes the first before the second?", f::before},
    Builtin{"before", "range: range, point: any", "boolean", "Comes the first before the second?", f::before},
    Builtin{"before", "range1: range, range2: range", "boolean", "Comes the first before the second?",
            f::before},
    Builtin{"ceiling", "n: number, scale?: number", "number", "Rounded towards positive infinity",
            f::ceiling},
    Builtin{"coincides", "point1: any, point2: any", "boolean", "Are both the same?", f::coincides},
    Builtin{"coincides", "range1: range, range2: range", "boolean", "Are both the same?", f::coincides},
    Builtin{"concatenate", "list...: list", "list", "The lists one behind the other", f::concatenate},
    Builtin{"contains", "string: string, match: string", "boolean", "Is the second text in the first?",
            f::contains},
    Builtin{"context", "entries: list", "context", "Of [{key: \"a\", value: 1}]; null if a key comes twice",
            f::context},
    Builtin{"context merge", "contexts: list", "context", "All entries; of a key that comes twice the last",
            f::context_merge},
    Builtin{"context put", "context: context, key: string, value: any", "context",
            "With the entry added or replaced", f::context_put},
    Builtin{"context put", "context: context, keys: list, value: any", "context",
            "With the entry added or replaced", f::context_put},
    Builtin{"count", "list: list", "number", "How many items", f::count},
    Builtin{"date", "from: string/date/date and time", "date", "A date, from its text or of a date and time",
            f::date_from},
    Builtin{"date", "year: number, month: number, day: number", "date",
            "A date, from its text or of a date and time", f::date_of},
    Builtin{"date and time", "from: string/date/date and time", "date and time",
            "A date and time, from its text", f::date_time_from},
    Builtin{"date and time", "date: date/date and time, time: time", "date and time",
            "A date and time, from its text", f::date_time_of},
    Builtin{"date and time",
            "year: number, month: number, day: number, hour: number, minute: number, second: number, "
            "offset?: days and time duration/string",
            "date and time", "A date and time, from its text", f::date_time_of_parts},
    Builtin{"day of week", "date: date/date and time", "string", "\"Monday\" to \"Sunday\"", f::day_of_week},
    Builtin{"day of year", "date: date/date and time", "number", "1 to 366", f::day_of_year},
    Builtin{"decimal", "n: number, scale: number", "number",
            "Rounded to scale digits, halves to the even neighbour", f::decimal},
    Builtin{"distinct values", "list: list", "list", "Without what is there already", f::distinct_values},
    Builtin{"duration", "from: string/days and time duration/years and months duration",
            "days and time duration/years and months duration",
            "A duration from its text, such as \"P2DT3H\" or \"P1Y6M\"", f::duration},
    Builtin{"during", "point: any, range: range", "boolean", "Does the second include the first?", f::during},
    Builtin{"during", "range1: range, range2: range", "boolean", "Does the second include the first?",
            f::during},
    Builtin{"ends with", "string: string, match: string", "boolean",
            "Does the first text end with the second?", f::ends_with},
    Builtin{"even", "number: number", "boolean", "Is it a multiple of two?", f::even},
    Builtin{"exp", "number: number", "number", "e to the power of number", f::exponential},
    Builtin{"finished by", "range: range, point: any", "boolean",
            "Do both end at the same point, the first starting before?", f::finished_by},
    Builtin{"finished by", "range1: range, range2: range", "boolean",
            "Do both end at the same point, the first starting before?", f::finished_by},
    Builtin{"finishes", "point: any, range: range", "boolean",
            "Do both end at the same point, the second starting before?", f::finishes},
    Builtin{"finishes", "range1: range, range2: range", "boolean",
            "Do both end at the same point, the second starting before?", f::finishes},
    Builtin{"flatten", "list: list", "list", "Lists in it replaced by their items", f::flatten},
    Builtin{"floor", "n: number, scale?: number", "number", "Rounded towards negative infinity", f::floor},
    Builtin{"get entries", "m: context", "list", "[{key: \"a\", value: 1}], one for each entry",
            f::get_entries},
    Builtin{"get value", "m/context: context, key: string", "any",
            "The value of an entry, or of a path of keys", f::get_value},
    Builtin{"get value", "m/context: context, keys: list", "any",
            "The value of an entry, or of a path of keys", f::get_value},
    Builtin{"includes", "range: range, point: any", "boolean", "Is the second within the first?",
            f::includes},
    Builtin{"includes", "range1: range, range2: range", "boolean", "Is the second within the first?",
            f::includes},
    Builtin{"index of", "list: list, match: any", "list", "All positions of a value, from 1", f::index_of},
    Builtin{"insert before", "list: list, position: number, newItem: any", "list",
            "The list with an item more", f::insert_before},
    Builtin{"is", "value1: any, value2?: any", "boolean",
            "Are both of the same type and the same? Never null", f::is_same},
    Builtin{"is defined", "value: any", "boolean", "Is there such a name or entry, be it null?",
            nullptr},  // Kind::IsDefined: it asks for a name, not for a value
    Builtin{"list contains", "list: list, element: any", "boolean", "Is the value in the list?",
            f::list_contains},
    Builtin{"list replace", "list: list, position: number, newItem: any", "list",
            "With another item at a position, or wherever match(item, newItem) is true", f::list_replace},
    Builtin{"list replace", "list: list, match: function, newItem: any", "list",
            "With another item at a position, or wherever match(item, newItem) is true", f::list_replace},
    Builtin{"log", "number: number", "number", "The natural logarithm", f::logarithm},
    Builtin{"lower case", "string: string", "string", "In small letters", f::lower_case},
    Builtin{"matches", "input: string, pattern: string, flags?: string", "boolean",
            "Does a regular expression (of XPath) match anywhere? Flags: i, m, s, x, q", f::matches},
    Builtin{"max", "list...: any", "any", "The greatest", f::maximum},
    Builtin{"mean", "list...: number", "number", "The arithmetic mean", f::mean},
    Builtin{"median", "list...: number", "number", "The middle one", f::median},
    Builtin{"meets", "range1: range, range2: range", "boolean", "Does the first end where the second starts?",
            f::meets},
    Builtin{"met by", "range1: range, range2: range", "boolean",
            "Does the first start where the second ends?", f::met_by},
    Builtin{"min", "list...: any", "any", "The least", f::minimum},
    Builtin{"mode", "list...: number", "list", "The most frequent ones, in ascending order", f::mode},
    Builtin{"modulo", "dividend: number, divisor: number", "number",
            "The rest of the division, with the divisor's sign", f::modulo},
    Builtin{"month of year", "date: date/date and time", "string", "\"January\" to \"December\"",
            f::month_of_year},
    Builtin{"not", "negand: boolean", "boolean", "True of false, false of true, else null", f::negation},
    Builtin{"now", "", "date and time", "The moment of the evaluation", f::now},
    Builtin{"number", "from: string, grouping separator?: string, decimal separator?: string", "number",
            "A number from its text", f::number},
    Builtin{"odd", "number: number", "boolean", "Is it an integer and no multiple of two?", f::odd},
    Builtin{"overlaps", "range1: range, range2: range", "boolean", "Have both a part in common?",
            f::overlaps},
    Builtin{"overlaps after", "range1: range, range2: range", "boolean",
            "Do they overlap, the first starting later and not ending earlier?", f::overlaps_after},
    Builtin{"overlaps before", "range1: range, range2: range", "boolean",
            "Do they overlap, the first starting earlier and not ending later?", f::overlaps_before},
    Builtin{"product", "list...: number", "number", "All multiplied", f::product},
    Builtin{"range", "from: string", "range", "A range from its text, such as \"[1..10)\"", f::range},
    Builtin{"remove", "list: list, position: number", "list", "Without the item at a position", f::remove},
    Builtin{"replace", "input: string, pattern: string, replacement: string, flags?: string", "string",
            "All matches of a regular expression replaced; $1 is its first group", f::replace},
    Builtin{"reverse", "list: list", "list", "Last item first", f::reverse},
    Builtin{"round down", "n: number, scale?: number", "number", "Rounded towards zero", f::round_down},
    Builtin{"round half down", "n: number, scale?: number", "number",
            "Rounded to the nearest, halves towards zero", f::round_half_down},
    Builtin{"round half up", "n: number, scale?: number", "number",
            "Rounded to the nearest, halves away from zero", f::round_half_up},
    Builtin{"round up", "n: number, scale?: number", "number", "Rounded away from zero", f::round_up},
    Builtin{"sort", "list: list, precedes?: function", "list",
            "In ascending order, or as precedes(a, b) has it; stable", f::sort},
    Builtin{"split", "string: string, delimiter: string", "list",
            "The parts between matches of a regular expression", f::split},
    Builtin{"sqrt", "number: number", "number", "The square root", f::square_root},
    Builtin{"started by", "range: range, point: any", "boolean",
            "Do both start at the same point, the first ending later?", f::started_by},
    Builtin{"started by", "range1: range, range2: range", "boolean",
            "Do both start at the same point, the first ending later?", f::started_by},
    Builtin{"starts", "point: any, range: range", "boolean",
            "Do both start at the same point, the second ending later?", f::starts},
    Builtin{"starts", "range1: range, range2: range", "boolean",
            "Do both start at the same point, the second ending later?", f::starts},
    Builtin{"starts with", "string: string, match: string", "boolean",
            "Does the first text start with the second?", f::starts_with},
    Builtin{"stddev", "list...: number", "number", "The standard deviation of a sample",
            f::standard_deviation},
    Builtin{"string", "from: any", "string", "The value as text", f::string},
    Builtin{"string join", "list: list, delimiter?: string", "string",
            "The texts of a list in one, nulls left out", f::string_join},
    Builtin{"string length", "string: string", "number", "How many characters (code points)",
            f::string_length},
    Builtin{"sublist", "list: list, start position: number, length?: number", "list",
            "A part of a list; positions from 1, negative ones from the end", f::sublist},
    Builtin{"substring", "string: string, start position: number, length?: number", "string",
            "A part of a text; positions from 1, negative ones from the end", f::substring},
    Builtin{"substring after", "string: string, match: string", "string",
            "What stands behind the first match, or nothing", f::substring_after},
    Builtin{"substring before", "string: string, match: string", "string",
            "What stands before the first match, or nothing", f::substring_before},
    Builtin{"sum", "list...: number", "number", "All added", f::sum},
    Builtin{"time", "from: string/time/date/date and time", "time",
            "A time, from its text or of a date and time", f::time_from},
    Builtin{"time", "hour: number, minute: number, second: number, offset?: days and time duration", "time",
            "A time, from its text or of a date and time", f::time_of},
    Builtin{"today", "", "date", "The day of the evaluation", f::today},
    Builtin{"union", "list...: list", "list", "All items of the lists, each once", f::union_of},
    Builtin{"upper case", "string: string", "string", "In capital letters", f::upper_case},
    Builtin{"week of year", "date: date/date and time", "number", "ISO 8601: 1 to 53", f::week_of_year},
    Builtin{"years and months duration", "from: date/date and time, to: date/date and time",
            "years and months duration", "Whole months between two dates", f::months_between},
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

std::vector<Builtin::Parameter> Builtin::parameter_list() const {
    std::vector<Parameter> list;
    for (std::size_t begin = 0; begin < parameters.size();) {
        const std::size_t colon = parameters.find(':', begin);
        const std::size_t end = std::min(parameters.find(',', colon), parameters.size());
        Parameter parameter{parameters.substr(begin, colon - begin),
                            parameters.substr(colon + 2, end - colon - 2)};
        parameter.is_optional = parameter.names.ends_with('?');
        if (parameter.is_optional) parameter.names.remove_suffix(1);
        parameter.is_list = parameter.names.ends_with("...");
        if (parameter.is_list) parameter.names.remove_suffix(3);
        list.push_back(parameter);
        begin = end + 2;
    }
    return list;
}

std::optional<std::uint32_t> Builtin::parameter(std::string_view parameter_name) const {
    std::uint32_t position = 0;
    for (const Parameter& parameter : parameter_list()) {
        std::string_view names = parameter.names;
        for (std::size_t end = 0; end != std::string_view::npos; names.remove_prefix(end + 1)) {
            end = names.find('/');
            if (names.substr(0, end) == parameter_name) return position;
            if (end == std::string_view::npos) break;
        }
        ++position;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> find_builtin(std::string_view name) {
    const auto found = std::ranges::lower_bound(table, name, {}, &Builtin::name);
    if (found == table.end() || found->name != name) return std::nullopt;
    return static_cast<std::uint32_t>(found - table.begin());
}

std::span<const Builtin> signatures(std::string_view name) {
    return {std::ranges::lower_bound(table, name, {}, &Builtin::name),
            std::ranges::upper_bound(table, name, {}, &Builtin::name)};
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
    const std::string_view meant = synonym(name, names);
    return meant.empty() ? closest(spaced(name), names) : meant;
}

}  // namespace wf::feel
