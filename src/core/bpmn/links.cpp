#include "core/bpmn/links.hpp"

#include <set>
#include <utility>
#include <vector>

namespace wf::bpmn {
namespace {

const Element* link_of(const Element& event) { return event.child("linkEventDefinition"); }

std::string written_name(const Element& event) {
    const std::string& name = link_of(event)->attribute("name");
    return name.empty() ? event.attribute("name") : name;
}

void report_dangling(const Element& reference, std::string_view what, compiler::Report& report) {
    report.error("dangling_reference", reference.path,
                 "there is no " + std::string{what} + ' ' + compiler::in_quotes(reference.text) +
                     " that this link could lead " + (what.starts_with("catch") ? "to" : "from"),
                 "Name the id of its linkEventDefinition, or give both events the same name.");
}

}  // namespace

Links::Links(const Index& index, const Element& process, compiler::Report& report) {
    collect(process);
    follow_targets(index, report);
    follow_sources(index, report);
    name_catches();
    for (const auto& [thrower, catcher] : catch_of_) names_[thrower] = names_.at(catcher);
}

std::string Links::name_of(const Element& event) const {
    const auto found = names_.find(&event);
    return found == names_.end() ? written_name(event) : found->second;
}

void Links::collect(const Element& scope) {
    for (const Element& element : scope.children) {
        if (element.space != Namespace::Bpmn) continue;
        if (element.is("intermediateThrowEvent") && link_of(element)) throws_.push_back(&element);
        if (element.is("intermediateCatchEvent") && link_of(element)) catches_.push_back(&element);
        collect(element);
    }
}

// The written name, unless another catch of the scope has it too or there is none: then the id, which is found
// by those that refer to it.
void Links::name_catches() {
    std::set<std::pair<const Element*, std::string>> taken;
    std::set<const Element*> referred;
    for (const auto& [thrower, catcher] : catch_of_) referred.insert(catcher);
    for (const Element* catcher : catches_) {
        std::string name = written_name(*catcher);
        if (referred.contains(catcher) && (name.empty() || taken.contains({catcher->parent, name})))
            name = catcher->id();
        taken.emplace(catcher->parent, name);
        names_[catcher] = std::move(name);
    }
}

// Tools write the id of the definition, or of the event that has it.
const Element* Links::event_of(const std::string& reference, const Index& index) const {
    const Element* found = index.find(reference);
    return found && found->is("linkEventDefinition") ? found->parent : found;
}

void Links::follow_targets(const Index& index, compiler::Report& report) {
    for (const Element* thrower : throws_) {
        const Element* target = link_of(*thrower)->child("target");
        if (!target || target->text.empty()) continue;
        const Element* catcher = event_of(target->text, index);
        if (catcher && catcher->is("intermediateCatchEvent") && link_of(*catcher))
            catch_of_.emplace(thrower, catcher);
        else
            report_dangling(*target, "catching link event", report);
    }
}

void Links::follow_sources(const Index& index, compiler::Report& report) {
    for (const Element* catcher : catches_)
        for (const Element& source : link_of(*catcher)->children) {
            if (!source.is("source") || source.text.empty()) continue;
            const Element* thrower = event_of(source.text, index);
            if (thrower && thrower->is("intermediateThrowEvent") && link_of(*thrower))
                catch_of_.emplace(thrower, catcher);  // a target that the throw itself names goes before
            else
                report_dangling(source, "throwing link event", report);
        }
}

}  // namespace wf::bpmn
