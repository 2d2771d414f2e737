// Nodes and flows of a process or subprocess, in the order that BPMN's schema wants inside of each element.
#include "core/bpmn/expression_language.hpp"
#include "core/bpmn/writing.hpp"

#include "core/compile/condition.hpp"

namespace wf::bpmn {
namespace {

bool is_truth(const Json& object, std::string_view key, bool truth) {
    const Json* found = object.find(key);
    return found && found->is(Json::Type::Boolean) && found->truth == truth;
}

// Import would take the text for an expression; "=" before it says that it is FEEL.
bool looks_like_java(std::string_view text) { return text.starts_with('=') || has_java_expression(text); }

std::string if_set(bool is_set, std::string_view value) {
    return is_set ? std::string{value} : std::string{};
}

XmlWriter::Attributes attributes_of(const NodeFigure& node, const Writing& writing) {
    const Json& json = *node.json;
    XmlWriter::Attributes attributes{
        {"id", node.xml_id}, {"name", plain_name(json)}, {"default", node.default_flow}};
    attributes.emplace_back("isForCompensation", if_set(node.is_compensation_handler, "true"));
    if (node.element == "startEvent")
        attributes.emplace_back("isInterrupting", if_set(is_truth(json, "interrupting", false), "false"));
    if (node.element == "subProcess")
        attributes.emplace_back("triggeredByEvent", if_set(is_truth(json, "event", true), "true"));
    if (node.element == "callActivity")
        attributes.emplace_back("calledElement", fixed_name(text_of(json, "definition")));
    if (node.element == "scriptTask") attributes.emplace_back("scriptFormat", "sql");
    if (node.element == "receiveTask" && !text_of(json, "message").empty())
        attributes.emplace_back("messageRef",
                                writing.roots.id("message", text_of(json, "message"), writing.figures));
    return attributes;
}

void write_multi(const Json& multi, XmlWriter& xml) {
    xml.open("bpmn:multiInstanceLoopCharacteristics",
             {{"isSequential", if_set(is_truth(multi, "sequential", true), "true")}});
    write_expression("loopCardinality", expression_text(multi, "count"), xml);
    write_expression("completionCondition", expression_text(multi, "until"), xml);
    xml.close();
}

void write_loop(const Json& loop, XmlWriter& xml) {
    xml.open("bpmn:standardLoopCharacteristics",
             {{"testBefore", if_set(is_truth(loop, "test_before", true), "true")},
              {"loopMaximum", expression_text(loop, "max")}});
    write_expression("loopCondition", expression_text(loop, "while"), xml);
    xml.close();
}

void write_flow_ids(const NodeFigure& node, XmlWriter& xml) {
    for (const std::string& flow : node.incoming) xml.text("bpmn:incoming", {}, flow);
    for (const std::string& flow : node.outgoing) xml.text("bpmn:outgoing", {}, flow);
}

void write_node(const NodeFigure& node, const Writing& writing) {
    XmlWriter& xml = writing.xml;
    const Json& json = *node.json;
    xml.open("bpmn:" + node.element, attributes_of(node, writing));
    write_settings(node.pointer, writing);
    write_flow_ids(node, xml);
    if (const Json* multi = json.find("multi")) write_multi(*multi, xml);
    if (const Json* loop = json.find("loop")) write_loop(*loop, xml);
    if (node.element == "complexGateway")
        write_expression("activationCondition", expression_text(json, "need"), xml);
    if (node.element == "scriptTask") xml.text("bpmn:script", {}, text_of(json, "function"));
    if (node.element.ends_with("Event")) write_event_definition(node, writing);
    if (node.inner) write_scope(*node.inner, writing);
    xml.close();
}

void write_boundary(const NodeFigure& event, const NodeFigure& host, const Writing& writing) {
    XmlWriter& xml = writing.xml;
    const bool stays = is_truth(*event.json, "interrupting", false);
    xml.open("bpmn:boundaryEvent", {{"id", event.xml_id},
                                    {"name", plain_name(*event.json)},
                                    {"cancelActivity", if_set(stays, "false")},
                                    {"attachedToRef", host.xml_id}});
    write_settings(event.pointer, writing);
    write_flow_ids(event, xml);
    write_event_definition(event, writing);
    xml.close();
}

void write_flow(const FlowFigure& flow, const Writing& writing) {
    XmlWriter& xml = writing.xml;
    XmlWriter::Attributes attributes{{"id", flow.xml_id}};
    if (flow.json) attributes.emplace_back("name", plain_name(*flow.json));
    attributes.emplace_back("sourceRef", flow.source);
    attributes.emplace_back("targetRef", flow.target);
    if (flow.kind == FlowFigure::Kind::Short) attributes.emplace_back("wf:to", "true");
    const std::string condition = flow.json ? expression_text(*flow.json, "when") : "";
    const bool has_settings = flow.json && writing.patches.contains(flow.pointer);
    if (condition.empty() && !has_settings) return xml.empty_element("bpmn:sequenceFlow", attributes);
    xml.open("bpmn:sequenceFlow", attributes);
    if (has_settings) write_settings(flow.pointer, writing);
    write_expression("conditionExpression", condition, xml);
    xml.close();
}

}  // namespace

void write_settings(const std::string& pointer, const Writing& writing) {
    const auto found = writing.patches.find(pointer);
    if (found == writing.patches.end()) return;
    const Patch& patch = found->second;
    const std::string native = patch.native.members.empty() ? "" : compiler::to_text(patch.native);
    writing.xml.open("bpmn:extensionElements");
    writing.xml.text("wf:settings", {{"native", native}}, compiler::to_text(patch.settings));
    writing.xml.close();
}

void write_scope(const ScopeFigure& scope, const Writing& writing) {
    for (const NodeFigure& node : scope.nodes) {
        write_node(node, writing);
        for (const NodeFigure& event : node.boundary) write_boundary(event, node, writing);
    }
    for (const FlowFigure& flow : scope.flows)
        if (flow.kind != FlowFigure::Kind::Association) write_flow(flow, writing);
    for (const FlowFigure& flow : scope.flows)
        if (flow.kind == FlowFigure::Kind::Association)
            writing.xml.empty_element("bpmn:association", {{"id", flow.xml_id},
                                                   {"associationDirection", "One"},
                                                   {"sourceRef", flow.source},
                                                   {"targetRef", flow.target}});
}

std::string fixed_name(std::string_view name) {
    return looks_like_java(name) ? "=\"" + std::string{name} + '"' : std::string{name};
}

std::string plain_name(const Json& object) {
    const Json* name = object.find("name");
    if (!name) return {};
    if (name->is(Json::Type::String)) return name->text;
    const std::string_view english = text_of(*name, "en");
    if (!english.empty() || name->members.empty()) return std::string{english};
    return name->members.front().value.text;
}

std::string expression_text(const Json& object, std::string_view key) {
    const Json* value = object.find(key);
    if (!value) return {};
    if (key == "need" && value->is(Json::Type::Number)) return "activationCount >= " + value->text;
    if (value->is(Json::Type::Number)) return value->text;
    if (value->is(Json::Type::String)) return looks_like_java(value->text) ? "=" + value->text : value->text;
    if (!value->is(Json::Type::Object) && !value->is(Json::Type::Array)) return {};
    compiler::Report report;
    std::vector<compiler::NameUse> names;
    const auto feel = compiler::parse_condition(*value, "", nullptr, {}, {}, report, names);
    return feel ? feel->text() : std::string{};
}

void write_expression(std::string_view element, const std::string& text, XmlWriter& xml) {
    if (text.empty()) return;
    xml.text("bpmn:" + std::string{element}, {{"xsi:type", "bpmn:tFormalExpression"}}, text);
}

}  // namespace wf::bpmn
