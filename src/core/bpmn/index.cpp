#include "core/bpmn/index.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/bpmn/settings.hpp"
#include "core/compile/names.hpp"

#include <utility>

namespace wf::bpmn {
namespace {

template <class ById>
const std::vector<const Element*>& all_of(const ById& map, const std::string& id) {
    static const std::vector<const Element*> nothing;
    const auto found = map.find(id);
    return found == map.end() ? nothing : found->second;
}

// XML ids have no limit, ours do.
std::string short_enough(std::string id) {
    return id.size() <= compiler::max_name ? std::move(id) : compiler::key_from(id);
}

}  // namespace

bool is_short_flow(const Element& flow) { return flow.find_attribute(Namespace::Wf, "to") != nullptr; }

void Index::add(const Element& element) {
    go_on();
    if (element.space != Namespace::Bpmn) return;
    if (!element.id().empty())
        elements_.emplace(element.id(),
                          Known{.element = &element, .node_id = short_enough(settings_id(element))});
    if (element.name == "boundaryEvent") boundaries_[element.attribute("attachedToRef")].push_back(&element);
    if (element.name == "association") associations_[element.attribute("sourceRef")].push_back(&element);
    if (element.name == "sequenceFlow") {
        sources_.insert(element.attribute("sourceRef"));
        targets_.insert(element.attribute("targetRef"));
        if (is_short_flow(element)) short_flows_[element.attribute("sourceRef")].push_back(&element);
    }
    for (const Element& child : element.children) add(child);
}

const Index::Known* Index::known(std::string_view reference) const {
    auto found = elements_.find(std::string{reference});
    const std::size_t colon = reference.find(':');
    if (found == elements_.end() && colon != std::string_view::npos)
        found = elements_.find(std::string{reference.substr(colon + 1)});
    return found == elements_.end() ? nullptr : &found->second;
}

const Element* Index::find(std::string_view reference) const {
    const Known* found = known(reference);
    return found ? found->element : nullptr;
}

std::string Index::node_id(std::string_view reference) const {
    const Known* found = known(reference);
    return found ? found->node_id : std::string{reference};
}

std::string Index::own_id(const Element& element) { return short_enough(element.id()); }

const std::vector<const Element*>& Index::boundaries_of(const std::string& host) const {
    return all_of(boundaries_, host);
}

const std::vector<const Element*>& Index::associations_from(const std::string& source) const {
    return all_of(associations_, source);
}

const std::vector<const Element*>& Index::short_flows_from(const std::string& source) const {
    return all_of(short_flows_, source);
}

}  // namespace wf::bpmn
