// What all writers of BPMN elements share.
#pragma once

#include "core/bpmn/figures.hpp"
#include "core/bpmn/xml_writer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace wf::bpmn {

// wf:settings of one place of the definition.
struct Patch {
    Json settings = object_json();
    Json native = object_json();
};
using Patches = std::map<std::string, Patch>;  // by JSON pointer

// Messages, signals, errors and escalations stand beside the process; events refer to them.
class RootElements {
public:
    // The id of the element of that kind ("message") and that name or code.
    const std::string& id(std::string_view kind, std::string_view name, Figures& figures);
    void write(XmlWriter& xml) const;

private:
    std::map<std::pair<std::string, std::string>, std::string> ids_;
};

struct Writing {
    Figures& figures;
    const Patches& patches;
    RootElements& roots;
    XmlWriter& xml;
};

void write_settings(const std::string& pointer, const Writing& writing);
void write_scope(const ScopeFigure& scope, const Writing& writing);
// The event definition of a start, end, catching, throwing or boundary event.
void write_event_definition(const NodeFigure& node, const Writing& writing);
void write_diagram(const Figures& figures, XmlWriter& xml);

// A name in one language.
std::string plain_name(const Json& object);

// A text where import allows an expression too: "=m" becomes the FEEL string "=m".
std::string fixed_name(std::string_view name);

// An expression or a number as text; a condition in rule-builder form as FEEL. "" if there is none.
std::string expression_text(const Json& object, std::string_view key);

void write_expression(std::string_view element, const std::string& text, XmlWriter& xml);

}  // namespace wf::bpmn
