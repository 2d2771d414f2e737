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
    declared_.emplace_back(prefix);
    meanings_[declared_.back()].push_back(namespace_of(uri));
}

void Prefixes::release(std::size_t mark) {
    for (; declared_.size() > mark; declared_.pop_back()) meanings_.at(declared_.back()).pop_back();
}

Namespace Prefixes::find(std::string_view prefix) const {
    const auto found = meanings_.find(std::string{prefix});
    return found == meanings_.end() || found->second.empty() ? Namespace::Other : found->second.back();
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
