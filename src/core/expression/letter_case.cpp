// Upper and lower case of the scripts that have them and are written in business: Latin, Greek, Cyrillic,
// Armenian. Not towupper(): its answer depends on the locale of the server, and a condition must not.
#include "core/expression/utf8.hpp"

namespace wf::feel::utf8 {

namespace {

// Letters whose two cases lie `shift` apart, or alternate (upper, lower, upper, ...) where shift is 1.
struct Letters {
    char32_t first, last;  // upper case letters; of alternating ones both cases
    char32_t shift;
};

constexpr Letters letters[] = {
    {'A', 'Z', 32},     {0xC0, 0xD6, 32},    {0xD8, 0xDE, 32},    {0x100, 0x12F, 1},  {0x132, 0x137, 1},
    {0x14A, 0x177, 1},  {0x200, 0x21F, 1},   {0x222, 0x233, 1},   {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32},
    {0x400, 0x40F, 80}, {0x410, 0x42F, 32},  {0x460, 0x481, 1},   {0x48A, 0x4BF, 1},  {0x4D0, 0x52F, 1},
    {0x531, 0x556, 48}, {0x1E00, 0x1E95, 1}, {0x1EA0, 0x1EFF, 1},
};

// Latin Extended-A between 139 and 148, 179 and 17E: lower case is the even code point there.
bool odd_is_upper(char32_t c) {
    return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
}

char32_t lower(char32_t c) {
    if (odd_is_upper(c)) return (c & 1) ? c + 1 : c;
    if (c == 0x178) return 0xFF;
    for (const Letters& range : letters) {
        if (c < range.first || c > range.last) continue;
        if (range.shift == 1) return (c & 1) ? c : c + 1;
        return c + range.shift;
    }
    return c;
}

char32_t upper(char32_t c) {
    if (odd_is_upper(c)) return (c & 1) ? c : c - 1;
    if (c == 0xFF) return 0x178;
    if (c == 0x3C2) return 0x3A3;  // final sigma
    for (const Letters& range : letters) {
        if (range.shift == 1) {
            if (c >= range.first && c <= range.last) return (c & 1) ? c - 1 : c;
        } else if (c >= range.first + range.shift && c <= range.last + range.shift) {
            return c - range.shift;
        }
    }
    return c;
}

template <class Convert>
std::string converted(std::string_view text, Convert convert) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = next(text, i);
        if (c != invalid) append(result, convert(c));
    }
    return result;
}

}  // namespace

std::string upper_case(std::string_view text) { return converted(text, upper); }
std::string lower_case(std::string_view text) { return converted(text, lower); }

}  // namespace wf::feel::utf8
