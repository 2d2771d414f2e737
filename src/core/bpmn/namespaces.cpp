#include "core/bpmn/namespaces.hpp"

#include <array>

namespace wf::bpmn {
namespace {

constexpr std::array<std::pair<std::string_view, Namespace>, 6> known = {{
    {bpmn_uri, Namespace::Bpmn},
    {"http://camunda.org/schema/1.0/bpmn", Namespace::Camunda},
    {"http://activiti.org/bpmn", Namespace::Camunda},
    {"http://flowable.org/bpmn", Namespace::Camunda},
    {"http://camunda.org/schema/zeebe/1.0", Namespace::Zeebe},
    {wf_uri, Namespace::Wf},
}};

// Prefix and local part; the prefix of "task" is empty.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

}  // namespace

Namespace namespace_of(std::string_view uri) {
    for (const auto& [known_uri, space] : known)
        if (uri == known_uri) return space;
    return Namespace::Other;
}

void Prefixes::declare(std::string_view prefix, std::string_view uri) {
    declared_.emplace_back(prefix, namespace_of(uri));
}

Namespace Prefixes::find(std::string_view prefix) const {
    for (auto it = declared_.rbegin(); it != declared_.rend(); ++it)
        if (it->first == prefix) return it->second;
    return Namespace::Other;
}

std::pair<Namespace, std::string_view> Prefixes::element(std::string_view name) const {
    const auto [prefix, local] = split(name);
    return {find(prefix), local};
}

std::pair<Namespace, std::string_view> Prefixes::attribute(std::string_view name) const {
    const auto [prefix, local] = split(name);
    return {prefix.empty() ? Namespace::None : find(prefix), local};
}

}  // namespace wf::bpmn
