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
    for (const auto& each : found->second) {
        if (std::find(names.begin(), names.end(), each.first) == names.end()) {
            throw std::runtime_error("there is no setting [" + section + "] " + each.first);
        }
    }
}

}  // namespace wf::gateway
