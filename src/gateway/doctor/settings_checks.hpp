// What can be said of the settings without asking anybody.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/doctor/finding.hpp"

namespace wf::gateway {

[[nodiscard]] Findings check_settings(const Settings& settings);

}  // namespace wf::gateway
