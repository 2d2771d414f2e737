// A [section] of the settings file, read by the part that owns it.
#pragma once

#include "gateway/base/settings.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace wf::gateway {

// A whole number from 1 to `most`; `otherwise` if it is not set. Throws std::runtime_error.
[[nodiscard]] long number_in(const Settings& settings, const std::string& section, const std::string& name, long otherwise, long most);

// What a section says, for sections of which there can be several: `name` is its own. Throw std::runtime_error that names the section.
[[noreturn]] void wrong_section(const std::string& name, const std::string& what);
[[nodiscard]] std::string needed(const std::string& name, const Section& section, const std::string& key);
[[nodiscard]] std::string or_else(const Section& section, const std::string& key, const std::string& fallback);
void check_keys(const std::string& name, const Section& section, std::initializer_list<std::string_view> keys);

// Throws std::runtime_error for a name that the section does not have.
void check_names(const Settings& settings, const std::string& section, std::initializer_list<std::string_view> names);

}  // namespace wf::gateway
