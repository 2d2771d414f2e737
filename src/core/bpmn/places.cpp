#include "core/base/host_interrupt.hpp"
#include "core/bpmn/read.hpp"

namespace wf::bpmn {
namespace {

std::string label_of(const Element& element) {
    const std::string& name = element.attribute("name");
    return element.name + (name.empty() ? "" : ' ' + compiler::in_quotes(name));
}

void add_places(const Element& element, const std::string& around, BpmnPlaces& places) {
    go_on();
    const bool is_own = !element.id().empty() && (!element.parent || holds_named_things(*element.parent));
    const std::string label = is_own ? label_of(element) : around;
    if (!element.path.empty())
        places.try_emplace(element.path, BpmnPlace{.element = label, .line = element.line});
    for (const Element& child : element.children)
        if (child.space != Namespace::Other) add_places(child, label, places);
}

}  // namespace

BpmnPlaces places_of(const Element& definitions) {
    BpmnPlaces places;
    for (const Element& element : definitions.children)
        if (element.space != Namespace::Other) add_places(element, {}, places);
    return places;
}

void set_place(Finding& finding, const BpmnPlaces& places) {
    for (std::string path = finding.path; !path.empty();) {
        const auto found = places.find(path);
        if (found != places.end()) {
            finding.element = found->second.element;
            finding.line = found->second.line;
            return;
        }
        const std::size_t slash = path.rfind('/');
        path.resize(slash == std::string::npos ? 0 : slash);
    }
}

}  // namespace wf::bpmn
