// Attributes without a prefix that BPMN 2.0 does not have on the element: mostly slips of a hand or a tool, which
// would have no effect without a word. Those of vendors have prefixes.
#include "core/base/host_interrupt.hpp"
#include "core/base/lists.hpp"
#include "core/bpmn/read.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace wf::bpmn {
namespace {

struct Allowed {
    std::string_view element;
    std::string_view attributes;  // separated by blanks; id and, where a modeler shows one, name aside
};

// From the schema of BPMN 2.0 (BPMN20.xsd, Semantic.xsd).
constexpr auto allowed = std::to_array<Allowed>({
    {"adHocSubProcess",
     "isForCompensation startQuantity completionQuantity default triggeredByEvent "
     "cancelRemainingInstances ordering"},
    {"association", "sourceRef targetRef associationDirection"},
    {"boundaryEvent", "parallelMultiple cancelActivity attachedToRef"},
    {"businessRuleTask", "isForCompensation startQuantity completionQuantity default implementation"},
    {"callActivity", "isForCompensation startQuantity completionQuantity default calledElement"},
    {"cancelEventDefinition", ""},
    {"compensateEventDefinition", "waitForCompletion activityRef"},
    {"complexGateway", "gatewayDirection default"},
    {"conditionExpression", "language evaluatesToTypeRef"},
    {"conditionalEventDefinition", ""},
    {"dataInput", "itemSubjectRef isCollection"},
    {"dataObject", "itemSubjectRef isCollection"},
    {"dataObjectReference", "itemSubjectRef dataObjectRef"},
    {"dataOutput", "itemSubjectRef isCollection"},
    {"dataStoreReference", "itemSubjectRef dataStoreRef"},
    {"documentation", "textFormat"},
    {"endEvent", ""},
    {"error", "errorCode structureRef"},
    {"errorEventDefinition", "errorRef"},
    {"escalation", "escalationCode structureRef"},
    {"escalationEventDefinition", "escalationRef"},
    {"eventBasedGateway", "gatewayDirection instantiate eventGatewayType"},
    {"exclusiveGateway", "gatewayDirection default"},
    {"group", "categoryValueRef"},
    {"inclusiveGateway", "gatewayDirection default"},
    {"intermediateCatchEvent", "parallelMultiple"},
    {"intermediateThrowEvent", ""},
    {"lane", "partitionElementRef"},
    {"laneSet", ""},
    {"linkEventDefinition", ""},
    {"manualTask", "isForCompensation startQuantity completionQuantity default"},
    {"message", "itemRef"},
    {"messageEventDefinition", "messageRef"},
    {"multiInstanceLoopCharacteristics", "isSequential behavior oneBehaviorEventRef noneBehaviorEventRef"},
    {"parallelGateway", "gatewayDirection"},
    {"process", "processType isClosed isExecutable definitionalCollaborationRef"},
    {"property", "itemSubjectRef"},
    {"receiveTask",
     "isForCompensation startQuantity completionQuantity default implementation operationRef "
     "messageRef instantiate"},
    {"scriptTask", "isForCompensation startQuantity completionQuantity default scriptFormat"},
    {"sendTask",
     "isForCompensation startQuantity completionQuantity default implementation operationRef "
     "messageRef"},
    {"sequenceFlow", "sourceRef targetRef isImmediate"},
    {"serviceTask", "isForCompensation startQuantity completionQuantity default implementation operationRef"},
    {"signal", "structureRef"},
    {"signalEventDefinition", "signalRef"},
    {"standardLoopCharacteristics", "testBefore loopMaximum"},
    {"startEvent", "parallelMultiple isInterrupting"},
    {"subProcess", "isForCompensation startQuantity completionQuantity default triggeredByEvent"},
    {"task", "isForCompensation startQuantity completionQuantity default"},
    {"terminateEventDefinition", ""},
    {"textAnnotation", "textFormat"},
    {"timeCycle", "language evaluatesToTypeRef"},
    {"timeDate", "language evaluatesToTypeRef"},
    {"timeDuration", "language evaluatesToTypeRef"},
    {"timerEventDefinition", ""},
    {"transaction", "isForCompensation startQuantity completionQuantity default triggeredByEvent method"},
    {"userTask", "isForCompensation startQuantity completionQuantity default implementation"},
});

static_assert(std::is_sorted(allowed.begin(), allowed.end(),
                             [](const Allowed& a, const Allowed& b) { return a.element < b.element; }));

const Allowed* find_allowed(std::string_view element) {
    const auto found =
        std::lower_bound(allowed.begin(), allowed.end(), element,
                         [](const Allowed& a, std::string_view name) { return a.element < name; });
    return found != allowed.end() && found->element == element ? &*found : nullptr;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words{"id", "name"};
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, blank));
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return words;
}

// Of flows with conditions behind an event, one can be the default all the same.
bool counts_nevertheless(const Element& element, const Attribute& attribute) {
    return attribute.name == "default" && element.name.ends_with("Event");
}

void check_attributes_of(const Element& element, const Allowed& known, Reading& reading) {
    const std::vector<std::string_view> words = words_of(known.attributes);
    for (const Attribute& attribute : element.attributes) {
        if (attribute.space != Namespace::None) continue;
        if (contains(words, attribute.name)) continue;
        // Once: a tool that makes the slip makes it everywhere.
        if (!reading.dropped.insert(element.name + '@' + attribute.name).second) continue;
        std::string hint = reading.report.did_you_mean(attribute.name, words);
        if (hint.empty()) hint = "Attributes of a tool have its prefix.";
        reading.report.warning("unknown_attribute", element.path + "/@" + attribute.shown,
                               "BPMN has no attribute " + compiler::in_quotes(attribute.name) + " of " +
                                   element.name +
                                   (counts_nevertheless(element, attribute) ? "" : ": it has no effect"),
                               std::move(hint));
    }
}

void check_tree(const Element& element, Reading& reading) {
    go_on();
    if (element.space != Namespace::Bpmn) return;
    if (const Allowed* known = find_allowed(element.name)) check_attributes_of(element, *known, reading);
    for (const Element& child : element.children) check_tree(child, reading);
}

}  // namespace

void check_attributes(const Element& process, Reading& reading) {
    check_tree(process, reading);
    // What is of no process belongs to the first one: a file may have hundreds.
    if (!reading.dropped.insert("attributes of the file").second) return;
    for (const Element& element : reading.index.definitions().children)
        if (!element.is("process")) check_tree(element, reading);
}

}  // namespace wf::bpmn
