// Whole numbers as bytes: seven bits each, the lowest first; signed ones zigzag, so that small ones stay short.
#pragma once

#include <cstdint>
#include <string>

namespace wf {

inline void append_leb128(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

// `next_byte` () -> unsigned char. False: it has more bits than there is room for. Inlined: a large snapshot is mostly
// numbers.
template <class NextByte>
[[gnu::always_inline]] inline bool read_leb128(NextByte next_byte, std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const unsigned char byte = next_byte();
        number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    number = 0;
    return false;
}

constexpr std::uint64_t to_zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
constexpr std::int64_t from_zigzag(std::uint64_t raw) {
    return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
}

}  // namespace wf
