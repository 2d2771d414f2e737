#include "core/bpmn/writing.hpp"

#include <array>

namespace wf::bpmn {
namespace {

// What the event is about: the trigger of a start, the type of a node or boundary event, the key an end has.
std::string_view kind_of(const Json& event) {
    const std::string_view type = text_of(event, "type");
    if (type == "start") return text_of(event, "trigger");
    if (type != "end") return type;
    constexpr std::array<std::string_view, 7> kinds = {"terminate", "error",        "escalation", "message",
                                                       "signal",    "compensation", "cancel"};
    for (const std::string_view kind : kinds)
        if (event.find(kind)) return kind;
    return {};
}

void write_timer(const Json& event, XmlWriter& xml) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> keys = {
        {{"at", "timeDate"}, {"after", "timeDuration"}, {"every", "timeCycle"}, {"cron", "timeCycle"}}};
    xml.open("bpmn:timerEventDefinition");
    for (const auto& [key, element] : keys) write_expression(element, expression_text(event, key), xml);
    xml.close();
}

void write_compensation(const Json& event, const Writing& writing) {
    const std::string_view activity =
        text_of(event, text_of(event, "type") == "end" ? "compensation" : "node");
    writing.xml.empty_element("bpmn:compensateEventDefinition",
                      {{"activityRef", activity.empty() ? "" : writing.figures.xml_id(activity)}});
}

void write_reference(std::string_view kind, const Json& event, const Writing& writing) {
    const std::string name{text_of(event, kind)};
    const std::string word{kind};
    const std::string id = name.empty() ? "" : writing.roots.id(kind, name, writing.figures);
    writing.xml.empty_element("bpmn:" + word + "EventDefinition", {{word + "Ref", id}});
}

}  // namespace

void write_event_definition(const NodeFigure& node, const Writing& writing) {
    const Json& event = *node.json;
    const std::string_view kind = kind_of(event);
    XmlWriter& xml = writing.xml;
    if (kind == "timer") return write_timer(event, xml);
    if (kind == "compensation") return write_compensation(event, writing);
    if (kind == "message" || kind == "signal" || kind == "error" || kind == "escalation")
        return write_reference(kind, event, writing);
    if (kind == "condition") {
        xml.open("bpmn:conditionalEventDefinition");
        write_expression("condition", expression_text(event, "when"), xml);
        return xml.close();
    }
    if (kind == "link")
        return xml.empty_element("bpmn:linkEventDefinition", {{"name", std::string{text_of(event, "link")}}});
    if (kind == "cancel" || kind == "terminate") xml.empty_element("bpmn:" + std::string{kind} + "EventDefinition");
}

const std::string& RootElements::id(std::string_view kind, std::string_view name, Figures& figures) {
    const auto [it, is_new] = ids_.try_emplace({std::string{kind}, std::string{name}});
    if (is_new) it->second = figures.give(std::string{kind} + '_' + std::to_string(ids_.size()));
    return it->second;
}

void RootElements::write(XmlWriter& xml) const {
    for (const auto& [key, id] : ids_) {
        const auto& [kind, name] = key;
        const bool has_code = kind == "error" || kind == "escalation";
        xml.empty_element(
            "bpmn:" + kind,
            {{"id", id}, {"name", fixed_name(name)}, {kind + "Code", has_code ? fixed_name(name) : ""}});
    }
}

}  // namespace wf::bpmn
