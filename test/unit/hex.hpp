// Bytes as golden files keep them: hexadecimal, 32 bytes a line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace wf::test {

inline std::string hex_of(const std::string& bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i && i % 32 == 0) hex += '\n';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        (hex += digits[byte >> 4]) += digits[byte & 15];
    }
    return hex + '\n';
}

inline std::string bytes_of(const std::string& hex) {
    std::string digits;
    std::copy_if(hex.begin(), hex.end(), std::back_inserter(digits), [](char c) { return c != '\n'; });
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return bytes;
}

}  // namespace wf::test
