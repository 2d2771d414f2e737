// `wf-gateway doctor`: looks at the settings, the database and the roles, and says what to do for each finding.
#pragma once

#include "gateway/base/settings.hpp"

#include <functional>
#include <iosfwd>
#include <string_view>

namespace wf::gateway {

// Writes a line for each check: ok, warning or error, what was found, and what to do. Returns 1 if there was an error, else 0.
int examine(const std::function<Settings()>& read, std::string_view version, std::ostream& out);

}  // namespace wf::gateway
