// BPMN 2.0 XML -> definition JSON, and back. docs/reference/bpmn.md says what becomes of every element.
//
// Import translates, it does not judge: what it writes is an ordinary definition, and compile() checks that
// like any other. So the importer only reports what the JSON cannot show any more (broken XML, expressions in
// a language we don't run, vendor features that get lost), and the places of compile's findings are mapped
// back to BPMN elements.
//
//   BpmnResult bpmn = bpmn_to_json(xml, key);
//   CompileResult compiled = compile(bpmn.definition_json);
//   Findings all = all_findings(bpmn, compiled.findings);
#pragma once

#include "core/base/finding.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct BpmnLimits {
    std::size_t max_bytes = 4 << 20;  // of the XML text
    std::size_t max_depth = 100;      // nesting of elements
    std::size_t max_items = 500'000;  // elements and attributes
    // The id of the role that a lane of this name stands for, or "". Not set: lanes are names only.
    std::function<std::string(const std::string& lane)> role_of_lane{};
    bool leaves_tasks_open = false;  // those that name nobody, as export needs it
};

// What a place of the definition JSON was in the XML.
struct BpmnOrigin {
    std::string pointer;  // JSON pointer of a value; speaks for everything below it too
    std::string path;     // "Task_1", "Flow_1x2/conditionExpression", "Task_1/@camunda:assignee"
};

struct BpmnResult {
    std::string definition_json;  // our vocabulary; empty if the XML is broken or names no process to take
    Findings findings;            // path: see BpmnOrigin::path
    std::vector<BpmnOrigin> origins;
};

// `key` names the process to take if there are several, and becomes the definition's key; empty: the process
// id. Requires: `xml` in UTF-8 (the encoding that the XML declares does not count, as with PostgreSQL's type
// xml).
BpmnResult bpmn_to_json(std::string_view xml, std::string_view key = {}, const BpmnLimits& limits = {});

// Where the value at this JSON pointer of the generated definition comes from: the closest known place.
std::string bpmn_path(const std::vector<BpmnOrigin>& origins, std::string_view pointer);

// The importer's findings, and those of compile() with their places in the XML, except the errors of
// compile() about elements that the importer has refused already: they follow from that.
Findings all_findings(const BpmnResult& imported, Findings compiled);

// A definition as it was deployed (so it compiles) -> BPMN 2.0 XML with a diagram. What BPMN has no word for
// goes into wf:settings elements, so that bpmn_to_json gives an equal definition again. Empty if the text is
// no JSON object.
std::string json_to_bpmn(std::string_view definition_json);

}  // namespace wf
