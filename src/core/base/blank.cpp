#include "core/base/blank.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace wf {
namespace {

struct Interval {
    std::uint32_t first, last;
};

// White_Space of Unicode, and of the format characters those that have no width and no meaning alone.
constexpr std::array blanks{
    Interval{0x09, 0x0D},     Interval{0x20, 0x20},     Interval{0x85, 0x85},     Interval{0xA0, 0xA0},
    Interval{0x1680, 0x1680}, Interval{0x180E, 0x180E}, Interval{0x2000, 0x200F}, Interval{0x2028, 0x202F},
    Interval{0x205F, 0x2064}, Interval{0x3000, 0x3000}, Interval{0xFEFF, 0xFEFF},
};

// The code point in front of `text`, taken off it. All blanks have three bytes at the most; what has more, or is
// none, gives a letter.
std::uint32_t take(std::string_view& text) {
    constexpr std::uint32_t letter = 'x';
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    };
    const std::uint32_t lead = byte(0);
    const std::size_t size = lead < 0x80 ? 1 : (lead & 0xE0U) == 0xC0 ? 2 : (lead & 0xF0U) == 0xE0 ? 3 : 0;
    if (size == 0) return letter;
    std::uint32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return letter;
        code = code << 6 | (byte(i) & 0x3FU);
    }
    text.remove_prefix(size);
    return code;
}

bool is_blank_letter(std::uint32_t code) {
    for (const Interval& one : blanks)
        if (code >= one.first && code <= one.last) return true;
    return false;
}

}  // namespace

bool is_blank(std::string_view text) {
    while (!text.empty())
        if (!is_blank_letter(take(text))) return false;
    return true;
}

}  // namespace wf
