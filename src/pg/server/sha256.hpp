// SHA-256, by whatever the server has it from.
#pragma once

#include <string>
#include <string_view>

namespace wf::pg {

constexpr std::size_t sha256_size = 32;

// The 32 bytes of the digest.
std::string sha256(std::string_view bytes);

// As hexadecimal digits.
std::string hex(std::string_view bytes);

}  // namespace wf::pg
