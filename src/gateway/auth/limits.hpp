// [auth] of the settings file.
#pragma once

#include "gateway/base/settings.hpp"

#include <string>

namespace wf::gateway {

struct Limits {
    unsigned token_minutes = 15, session_minutes = 720, idle_minutes = 120, requests_per_minute = 120;
};

[[nodiscard]] Limits read_limits(const Settings& settings);  // throws std::runtime_error

[[nodiscard]] std::string seconds(unsigned minutes);  // as PostgreSQL reads an interval

}  // namespace wf::gateway
