#include "core/bpmn/vendor.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

// Attributes of the Camunda 7 family and elements of both families that change what the process does. All others
// (asynchronous continuation, colours, versions, history) change how or how well another engine does it.
constexpr std::array<std::string_view, 33> executed_attributes = {
    "class",           "expression",      "delegateExpression", "resultVariable",    "resultVariableName",
    "decisionRef",     "mapDecisionResult", "dueDate",          "followUpDate",      "skipExpression",
    "candidateStarterUsers", "candidateStarterGroups", "variableName", "variableEvents", "errorCodeVariable",
    "errorMessageVariable", "errorVariableName", "escalationCodeVariable", "taskListener", "caseRef",
    "variableMappingClass", "variableMappingDelegateExpression", "resource", "eventType", "decisionTaskThrowErrorOnNoHits",
    "ruleVariablesInput", "rules", "exclude", "signalExpression", "messageExpression",
    "businessKey", "calledElementTenantId", "triggerable"};

constexpr std::array<std::string_view, 26> executed_elements = {
    "executionListener", "taskListener", "eventListener",      "inputOutput",     "connector",
    "field",             "formData",     "formProperty",       "script",          "errorEventDefinition",
    "mapException",      "potentialStarter", "eventType",      "eventInParameter", "eventOutParameter",
    "variableAggregation", "executionListeners", "taskListeners", "ioMapping",    "taskHeaders",
    "calledDecision",    "taskSchedule", "conditionalFilter",  "adHoc",           "linkedResource",
    "linkedResources"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_vendor(Namespace space) { return space == Namespace::Camunda || space == Namespace::Zeebe; }

}  // namespace

void warn_of_ignored(std::string_view feature, const std::string& path, std::string_view hint, Reading& reading) {
    if (!reading.dropped.insert(std::string{feature}).second) return;
    reading.report.warning("vendor_feature_ignored", path, compiler::quoted(feature) + " is kept but has no effect",
                           std::string{hint});
}

void warn_of_ignored(const Element& element, Reading& reading) {
    constexpr std::string_view hint =
        "Use a service task with a topic, a script task that calls a registered function, or a condition in FEEL.";
    for (const Attribute& attribute : element.attributes)
        if (attribute.space == Namespace::Camunda && contains(executed_attributes, attribute.name))
            warn_of_ignored(attribute.shown, element.path + "/@" + attribute.shown, hint, reading);
    const Element* extensions = element.child("extensionElements");
    if (!extensions) return;
    for (const Element& extension : extensions->children)
        if (is_vendor(extension.space) && contains(executed_elements, extension.name))
            warn_of_ignored(extension.shown, element.path + '/' + extension.shown, hint, reading);
}

}  // namespace wf::bpmn
