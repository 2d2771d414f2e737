// What only the database can say: whether it is there, fits, and lets the login role do what it must.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/doctor/finding.hpp"

#include <string_view>

namespace wf::gateway {

// version: the gateway's own.
[[nodiscard]] Findings check_database(const Settings& settings, std::string_view version);

}  // namespace wf::gateway
