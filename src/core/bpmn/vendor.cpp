#include "core/bpmn/vendor.hpp"

#include "core/base/lists.hpp"
#include "core/model/time.hpp"

#include <array>

namespace wf::bpmn {
namespace {

// Attributes of the Camunda 7 family and elements of both families that change what the process does. All
// others (asynchronous continuation, colours, versions, history) change how or how well another engine does
// it, or only say more about one of these.
constexpr std::array<std::string_view, 27> executed_attributes = {"class",
                                                                  "expression",
                                                                  "delegateExpression",
                                                                  "decisionRef",
                                                                  "dueDate",
                                                                  "followUpDate",
                                                                  "skipExpression",
                                                                  "candidateStarterUsers",
                                                                  "candidateStarterGroups",
                                                                  "variableName",
                                                                  "variableEvents",
                                                                  "errorCodeVariable",
                                                                  "errorMessageVariable",
                                                                  "errorVariableName",
                                                                  "escalationCodeVariable",
                                                                  "caseRef",
                                                                  "variableMappingClass",
                                                                  "variableMappingDelegateExpression",
                                                                  "resource",
                                                                  "eventType",
                                                                  "ruleVariablesInput",
                                                                  "rules",
                                                                  "signalExpression",
                                                                  "messageExpression",
                                                                  "businessKey",
                                                                  "calledElementTenantId",
                                                                  "triggerable"};

constexpr std::array<std::string_view, 23> executed_elements = {"executionListener",
                                                                "taskListener",
                                                                "eventListener",
                                                                "inputOutput",
                                                                "connector",
                                                                "field",
                                                                "errorEventDefinition",
                                                                "mapException",
                                                                "potentialStarter",
                                                                "eventType",
                                                                "eventInParameter",
                                                                "eventOutParameter",
                                                                "variableAggregation",
                                                                "executionListeners",
                                                                "taskListeners",
                                                                "ioMapping",
                                                                "taskHeaders",
                                                                "calledDecision",
                                                                "taskSchedule",
                                                                "conditionalFilter",
                                                                "adHoc",
                                                                "linkedResource",
                                                                "linkedResources"};

constexpr std::array<std::string_view, 11> running_code = {
    "class",         "expression",     "delegateExpression", "executionListener",
    "taskListener",  "connector",      "decisionRef",        "executionListeners",
    "taskListeners", "calledDecision", "eventListener"};

bool is_vendor(Namespace space) { return space == Namespace::Camunda || space == Namespace::Zeebe; }

bool is_known_due(const Element& element, std::string_view name, std::string_view value) {
    return name == "dueDate" && element.is("userTask") && is_fixed_due(value);
}

bool is_known_schedule(const Element& task, const Element& schedule) {
    return schedule.name == "taskSchedule" && schedule.attribute("followUpDate").empty() &&
           is_known_due(task, "dueDate", schedule.attribute("dueDate"));
}

}  // namespace

bool is_fixed_due(std::string_view text) {
    const std::optional<Duration> duration = parse_duration(text);
    return duration ? !duration->is_negative() : parse_instant(text).has_value();
}

void warn_of_ignored(std::string_view feature, const std::string& path, std::string_view hint,
                     Reading& reading) {
    if (!reading.dropped.insert(std::string{feature}).second) return;
    reading.report.warning("vendor_feature_ignored", path,
                           compiler::in_quotes(feature) + " is kept but has no effect", std::string{hint});
}

void warn_of_ignored(const Element& element, Reading& reading) {
    const auto hint = [](std::string_view name) -> std::string_view {
        if (!contains(running_code, name)) return {};
        return "Let a worker do it (a service task with a topic), or a script task that calls a registered "
               "function.";
    };
    for (const Attribute& attribute : element.attributes)
        if (attribute.space == Namespace::Camunda && contains(executed_attributes, attribute.name) &&
            !is_known_due(element, attribute.name, attribute.value))
            warn_of_ignored(attribute.shown, element.path + "/@" + attribute.shown, hint(attribute.name),
                            reading);
    const Element* extensions = element.child("extensionElements");
    if (!extensions) return;
    for (const Element& extension : extensions->children) {
        const bool maps_a_call = element.is("callActivity") && extension.name == "ioMapping";
        if (is_vendor(extension.space) && contains(executed_elements, extension.name) && !maps_a_call &&
            !is_known_schedule(element, extension))
            warn_of_ignored(extension.shown, extension.path, hint(extension.name), reading);
    }
}

}  // namespace wf::bpmn
