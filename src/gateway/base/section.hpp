// A [section] of the settings file, read by the part that owns it.
#pragma once

#include "gateway/base/settings.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace wf::gateway {

// A whole number from 1 to `most`; `otherwise` if it is not set. Throws std::runtime_error.
[[nodiscard]] long number_in(const Settings& settings, const std::string& section, const std::string& name, long otherwise, long most);

// Throws std::runtime_error for a name that the section does not have.
void check_names(const Settings& settings, const std::string& section, std::initializer_list<std::string_view> names);

}  // namespace wf::gateway
