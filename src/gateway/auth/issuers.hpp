// Whose tokens are taken: ours, and those of the [issuer.NAME] sections of the settings file.
#pragma once

#include "gateway/auth/token.hpp"
#include "gateway/base/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::gateway {

// The others. Throws std::runtime_error that names the section and what is wrong.
[[nodiscard]] std::vector<Issuer> read_issuers(const Settings& settings);

// Of a section `name`. Algorithms are only those that a public key verifies. Throw std::runtime_error.
[[nodiscard]] std::vector<std::string> read_algorithms(const std::string& name, const std::string& text);
[[nodiscard]] std::optional<std::int64_t> read_tenant(const std::string& name, const Section& section);

// Issuer and audience are public_url, or what stands for it once the port is known.
[[nodiscard]] Issuer our_own(const Settings& settings);

}  // namespace wf::gateway
