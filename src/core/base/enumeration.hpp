// Tables with a line for each value of an enumeration, which is the place in the table.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace wf {

// Has the value a name? GCC and Clang write one without a name as a cast: "(wf::Mode)4".
template <auto value>
consteval bool is_enumerator() {
    constexpr std::string_view self = __PRETTY_FUNCTION__;
    constexpr std::string_view before = "value = ";
    return self[self.find(before) + before.size()] != '(';
}

// Requires: the values count from 0.
template <class Enum, std::size_t first = 0>
consteval std::size_t count_of() {
    if constexpr (is_enumerator<static_cast<Enum>(first)>())
        return count_of<Enum, first + 1>();
    else
        return first;
}

// `static_assert(has_each<Mode>(mode_names));` stands beside each table, so that a new value is not read past its end.
template <class Enum, class Line, std::size_t lines>
consteval bool has_each(const std::array<Line, lines>&) {
    return lines == count_of<Enum>();
}
template <class Enum, class Line, std::size_t lines>
consteval bool has_each(const Line (&)[lines]) {
    return lines == count_of<Enum>();
}

// The line of a value.
template <class Table, class Enum>
constexpr const auto& line_of(const Table& table, Enum value) {
    return table[static_cast<std::size_t>(value)];
}

}  // namespace wf
