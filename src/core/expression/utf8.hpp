// UTF-8 text by code points, and which of them FEEL takes in names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wf::feel::utf8 {

inline constexpr char32_t invalid = 0xFFFFFFFF;

// The code point at `offset`, which is moved behind it; `invalid` (and one byte further) if the bytes are no
// UTF-8.
char32_t next(std::string_view text, std::size_t& offset);

void append(std::string& text, char32_t code_point);

// How many code points; requires valid UTF-8.
std::size_t length(std::string_view text);

// The byte offset of code point `index`, at most text.size().
std::size_t offset_of(std::string_view text, std::size_t index);

bool is_space(char32_t c);
// Shows the text nothing? Empty, or white space and characters without width, which come with pasted text, only.
bool is_blank(std::string_view text);
bool starts_name(char32_t c);
bool continues_name(char32_t c);

// The half-width form of a full-width sign that an input method types for it (，→ ,), or 0.
char half_width(char32_t c);

std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace wf::feel::utf8
