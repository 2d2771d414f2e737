// The bytes of events, as event_encoder.cpp writes and event_decoder.cpp reads them.
//
// Layout: version, then of each event its number (event_numbers.hpp), a mask, and fields: bit n of the mask says
// that the nth of its list (fields.hpp) is written. One that has its default is not.
//
// Whole numbers are LEB128, signed ones and times zigzag. A flag is written by its bit alone: it is what its
// default is not. Lists have their length; a struct in one is a mask and its fields. Text is 2 * length and its
// bytes, or, since the events of an entry name the same people and nodes again and again, 2 * length + 1 and how
// far before this number the same bytes stand. Before the first byte stand `common_words`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wf::event_format {

inline constexpr char version = 1;
inline constexpr std::string_view common_words = "rejectedstartapproved";
// Longer text is written again: what a few bytes may stand for has its bounds.
inline constexpr std::size_t shortest_repeated = 2, longest_repeated = 255;
using Mask = std::uint64_t;

}  // namespace wf::event_format
