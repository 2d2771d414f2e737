// jBPM's way to say what a task needs: inputs that are called ActorId, GroupId and so on, and associations that
// fill them, with a text or from a variable.
#include "core/base/lists.hpp"
#include "core/bpmn/read.hpp"

#include <array>

namespace wf::bpmn {
namespace {

bool is_jbpm_input(std::string_view name) {
    constexpr std::array<std::string_view, 7> names = {"ActorId",  "GroupId",   "ExcludedOwnerId", "TaskName",
                                                       "NodeName", "Skippable", "BusinessAdministratorId"};
    return contains(names, name);
}

// A variable is called by its name, which some editors leave out.
std::string variable_called(const std::string& reference, const Reading& reading) {
    const Element* element = reading.index.find(reference);
    if (!element || element->attribute("name").empty()) return reference;
    return element->attribute("name");
}

std::optional<Written> filled_by(const Element& association, const Reading& reading) {
    if (const Element* assignment = association.child("assignment")) {
        const Element* from = assignment->child("from");
        if (!from || from->text.empty()) return std::nullopt;
        return content_of(*from);
    }
    const Element* source = association.child("sourceRef");
    if (!source || source->text.empty()) return std::nullopt;
    return Written{
        .text = "=" + variable_called(source->text, reading), .language = {}, .path = source->path};
}

}  // namespace

std::vector<std::pair<std::string, Written>> task_inputs(const Element& task, const Reading& reading) {
    std::vector<std::pair<std::string, Written>> result;
    const Element* specification = task.child("ioSpecification");
    if (!specification) return result;
    for (const Element& input : specification->children) {
        if (!input.is("dataInput") || !is_jbpm_input(input.attribute("name"))) continue;
        Written written;
        for (const Element& association : task.children) {
            const Element* target =
                association.is("dataInputAssociation") ? association.child("targetRef") : nullptr;
            if (target && target->text == input.id())
                written = filled_by(association, reading).value_or(Written{});
        }
        result.emplace_back(input.attribute("name"), std::move(written));
    }
    return result;
}

}  // namespace wf::bpmn
