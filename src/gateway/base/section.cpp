#include "gateway/base/section.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace wf::gateway {

long number_in(const Settings& settings, const std::string& section, const std::string& name, long otherwise, long most) {
    const auto found = settings.sections.find(section);
    if (found == settings.sections.end() || !found->second.contains(name)) { return otherwise; }
    const std::string& text = found->second.at(name);
    long value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < 1 || value > most) {
        throw std::runtime_error("[" + section + "] " + name + " must be between 1 and " + std::to_string(most));
    }
    return value;
}

void check_names(const Settings& settings, const std::string& section, std::initializer_list<std::string_view> names) {
    const auto found = settings.sections.find(section);
    if (found == settings.sections.end()) { return; }
    check_keys(section, found->second, names);
}

void wrong_section(const std::string& name, const std::string& what) { throw std::runtime_error("[" + name + "]: " + what); }

std::string needed(const std::string& name, const Section& section, const std::string& key) {
    const std::string value = or_else(section, key, {});
    if (value.empty()) { wrong_section(name, "it needs " + key); }
    return value;
}

std::string or_else(const Section& section, const std::string& key, const std::string& fallback) {
    const auto found = section.find(key);
    return found == section.end() || found->second.empty() ? fallback : found->second;
}

void check_keys(const std::string& name, const Section& section, std::initializer_list<std::string_view> keys) {
    for (const auto& each : section) {
        if (std::find(keys.begin(), keys.end(), each.first) == keys.end()) { throw std::runtime_error("there is no setting [" + name + "] " + each.first); }
    }
}

}  // namespace wf::gateway
