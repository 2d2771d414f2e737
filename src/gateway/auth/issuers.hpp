// Whose tokens are taken: ours, and those of the [issuer.NAME] sections of the settings file.
#pragma once

#include "gateway/auth/token.hpp"
#include "gateway/base/settings.hpp"

#include <vector>

namespace wf::gateway {

// The others. Throws std::runtime_error that names the section and what is wrong.
[[nodiscard]] std::vector<Issuer> read_issuers(const Settings& settings);

// Issuer and audience are public_url, or what stands for it once the port is known.
[[nodiscard]] Issuer our_own(const Settings& settings);

}  // namespace wf::gateway
