#include "core/simulate/values.hpp"

#include "core/expression/print.hpp"

#include <algorithm>
#include <string_view>

namespace wf {
namespace {

constexpr std::size_t max_value_bytes = 100;

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// ".rank", ".address.city": what follows a name in the text.
std::string_view path_at(std::string_view text) {
    std::size_t end = 0;
    while (end + 1 < text.size() && text[end] == '.' && is_name_byte(text[end + 1])) {
        ++end;
        while (end < text.size() && is_name_byte(text[end])) ++end;
    }
    return text.substr(0, end);
}

feel::Value value_at(feel::Value value, std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('.', 1), path.size());
        const feel::Value* found = value.get(path.substr(1, end - 1));
        value = found ? *found : feel::Value{};
        path.remove_prefix(end);
    }
    return value;
}

void add_once(std::vector<std::string>& parts, std::string part) {
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
}

void add_paths(std::vector<std::string>& parts, std::string_view text, const std::string& name,
               const feel::Value& value) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool is_whole = (at == 0 || (!is_name_byte(text[at - 1]) && text[at - 1] != '.')) &&
                              (end == text.size() || !is_name_byte(text[end]));
        if (!is_whole) continue;
        const std::string_view path = path_at(text.substr(end));
        add_once(parts, name + std::string{path} + " = " + brief(value_at(value, path)));
    }
}

}  // namespace

std::string brief(const feel::Value& value) {
    std::string text = feel::to_feel(value);
    if (text.size() <= max_value_bytes) return text;
    std::size_t end = max_value_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // whole characters
    text.resize(end);
    return text + "…";
}

std::string values_in(const std::string& expression, const feel::Entries& names,
                      const std::vector<std::string>& secret) {
    std::vector<std::string> parts;
    for (const auto& [name, value] : names) {
        if (std::find(secret.begin(), secret.end(), name) != secret.end())
            add_once(parts, name + " is not shown");
        else if (value.is_context())
            add_paths(parts, expression, name, value);
        else
            add_once(parts, name + " = " + brief(value));
    }
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

}  // namespace wf
