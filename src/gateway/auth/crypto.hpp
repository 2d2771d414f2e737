// What signing in needs of OpenSSL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wf::gateway {

[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);  // nothing for what is not exactly that
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string bytea(std::string_view bytes);  // SHA-256 as PostgreSQL reads a bytea
[[nodiscard]] std::string hmac(std::string_view key, std::string_view text);  // SHA-256, as base64url

[[nodiscard]] std::string random_token();  // 256 bits, as base64url

// Takes as long wherever they differ.
[[nodiscard]] bool is_same(std::string_view a, std::string_view b);

}  // namespace wf::gateway
