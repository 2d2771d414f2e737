// References to nothing. Those that decide what happens are errors, or are told by whoever reads them (messages,
// signals, flows, hosts, links); the others are warnings: the process runs without what they mean.
#include "core/base/host_interrupt.hpp"
#include "core/bpmn/read.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

struct AttributeRule {
    std::string_view element;
    std::string_view attribute;
    std::string_view what;
    std::string_view then;  // what follows from it
};

constexpr std::string_view nothing_follows = "it is left out";

constexpr auto attribute_rules = std::to_array<AttributeRule>({
    {"errorEventDefinition", "errorRef", "error", "it is taken as the code itself"},
    {"escalationEventDefinition", "escalationRef", "escalation", "it is taken as the code itself"},
    {"dataObjectReference", "dataObjectRef", "data object", nothing_follows},
    {"dataStoreReference", "dataStoreRef", "data store", nothing_follows},
    {"association", "sourceRef", "element", nothing_follows},
    {"association", "targetRef", "element", nothing_follows},
    {"group", "categoryValueRef", "category value", nothing_follows},
    {"participant", "processRef", "process", nothing_follows},
    {"messageFlow", "sourceRef", "element", nothing_follows},
    {"messageFlow", "targetRef", "element", nothing_follows},
    {"messageFlow", "messageRef", "message", nothing_follows},
    {"serviceTask", "operationRef", "operation", nothing_follows},
    {"sendTask", "operationRef", "operation", nothing_follows},
    {"receiveTask", "operationRef", "operation", nothing_follows},
    {"dataObject", "itemSubjectRef", "item definition", nothing_follows},
    {"property", "itemSubjectRef", "item definition", nothing_follows},
    {"message", "itemRef", "item definition", nothing_follows},
});

// References that are the text of an element, by its name and the element around it ("": any).
struct TextRule {
    std::string_view element;
    std::string_view around;
    std::string_view what;
};

constexpr auto text_rules = std::to_array<TextRule>({
    {"incoming", "", "sequence flow"},
    {"outgoing", "", "sequence flow"},
    {"flowNodeRef", "lane", "element"},
    {"sourceRef", "dataInputAssociation", "data"},
    {"sourceRef", "dataOutputAssociation", "data"},
    {"targetRef", "dataInputAssociation", "data"},
    {"targetRef", "dataOutputAssociation", "data"},
    {"dataInputRefs", "inputSet", "data input"},
    {"dataOutputRefs", "outputSet", "data output"},
});

class ReferenceCheck {
public:
    explicit ReferenceCheck(Reading& reading) : reading_(reading) {}

    void check(const Element& element) {
        go_on();
        if (element.space != Namespace::Bpmn) return;
        for (const AttributeRule& rule : attribute_rules)
            if (element.name == rule.element) check_attribute(element, rule);
        for (const TextRule& rule : text_rules)
            if (element.name == rule.element && (rule.around.empty() || element.parent->is(rule.around)))
                check_text(element, rule);
        check_default(element);
        if (element.is("eventDefinitionRef") && !find(element.text))
            reading_.report.error("dangling_reference", element.path,
                                  "there is no event definition " + compiler::in_quotes(element.text));
        for (const Element& child : element.children) check(child);
    }

private:
    // A prefix that is not one of ours names another file or a built-in type.
    bool find(const std::string& reference) const { return reading_.index.find(reference) != nullptr; }

    void warn(const std::string& path, std::string_view what, const std::string& reference,
              std::string_view then) {
        reading_.report.warning("dangling_reference", path,
                                "there is no " + std::string{what} + ' ' + compiler::in_quotes(reference) +
                                    ": " + std::string{then});
    }

    void check_attribute(const Element& element, const AttributeRule& rule) {
        const std::string& reference = element.attribute(rule.attribute);
        if (reference.empty() || find(reference)) return;
        const bool is_type = rule.what == "item definition" && reference.find(':') != std::string::npos;
        if (!is_type)
            warn(element.path + "/@" + std::string{rule.attribute}, rule.what, reference, rule.then);
    }

    void check_text(const Element& element, const TextRule& rule) {
        if (!element.text.empty() && !find(element.text))
            warn(element.path, rule.what, element.text, nothing_follows);
    }

    void check_default(const Element& element) {
        const std::string& reference = element.attribute("default");
        if (reference.empty() || !is_node(element)) return;
        const Element* flow = reading_.index.find(reference);
        if (!flow || !flow->is("sequenceFlow"))
            reading_.report.error(
                "dangling_reference", element.path + "/@default",
                "there is no sequence flow " + compiler::in_quotes(reference) + " to be the default",
                "Name one of its outgoing flows.");
        else if (flow->attribute("sourceRef") != element.id())
            reading_.report.error("dangling_reference", element.path + "/@default",
                                  "sequence flow " + compiler::in_quotes(reference) +
                                      " does not come out of " + compiler::in_quotes(element.id()),
                                  "Name one of its outgoing flows.");
    }

    Reading& reading_;
};

}  // namespace

void check_references(const Element& process, Reading& reading) {
    ReferenceCheck references{reading};
    references.check(process);
    // What is of no process belongs to the first one: a file may have hundreds.
    if (!reading.dropped.insert("references of the file").second) return;
    for (const Element& element : reading.index.definitions().children)
        if (!element.is("process")) references.check(element);
}

}  // namespace wf::bpmn
