// BPMN 2.0 XML -> definition JSON, and back. docs/reference/bpmn.md says what becomes of every element.
//
// Import translates, it does not judge: what it writes is an ordinary definition, and compile() checks that
// like any other. So the importer only reports what the JSON cannot show any more (broken XML, expressions in
// a language we don't run, vendor features that get lost), and the places of compile's findings are mapped
// back to BPMN elements.
//
//   BpmnResult bpmn = bpmn_to_json(xml, {.key = key});
//   CompileResult compiled = compile(bpmn.definition_json);
//   Findings all = all_findings(bpmn, compiled.findings);
#pragma once

#include "core/base/finding.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {

struct BpmnLimits {
    std::size_t max_bytes = 16 << 20;   // of the XML text
    std::size_t max_depth = 100;        // nesting of elements
    std::size_t max_items = 1'000'000;  // elements and attributes
    std::size_t max_processes = 100;    // taken of one file: each definition keeps the whole of it
    // The id of the role that a lane of this name stands for, or "". Not set: lanes are names only.
    std::function<std::string(const std::string& lane)> role_of_lane{};
    // JSON of forms of Camunda 8 that the file names and does not hold: are_forms. Empty: none.
    std::string_view forms{};
    bool leaves_tasks_open = false;  // those that name nobody, as export needs it
};

// Where definitions of so many bytes are allowed: what json_to_bpmn makes of one can be read again.
BpmnLimits bpmn_limits(std::size_t max_definition_bytes);

// What a place of the definition JSON was in the XML.
struct BpmnOrigin {
    std::string pointer;  // JSON pointer of a value; speaks for everything below it too
    std::string path;     // "Task_1", "Flow_1x2/conditionExpression", "Task_1/@camunda:assignee"
};

// What stands at a path of the XML.
struct BpmnPlace {
    std::string element;   // userTask "Review": what a modeler shows there
    std::size_t line = 0;  // counted from 1
};
using BpmnPlaces = std::unordered_map<std::string, BpmnPlace>;

// Which process of the file, and what the definition is called.
struct BpmnChoice {
    std::string_view key{};      // of the definition; empty: made of the process id
    std::string_view process{};  // its id; empty: the one called as the key, the executable or the only one
};

// Whether this is JSON of forms: an array of documents as the form editor writes them, an object of them by the
// names that the file has for them, or one.
bool are_forms(std::string_view json);

struct BpmnResult {
    std::string definition_json{};  // our vocabulary; empty if the XML is broken or names no process to take
    Findings findings{};            // of import; path: see BpmnOrigin::path
    std::vector<BpmnOrigin> origins{};
    std::shared_ptr<const BpmnPlaces> places{};  // of the whole file; nullptr: it is no XML
    std::string process{};                       // id
    std::string key{};
};

// One process. Requires: `xml` in UTF-8 (the encoding that the XML declares does not count, as with
// PostgreSQL's type xml).
BpmnResult bpmn_to_json(std::string_view xml, const BpmnChoice& choice = {}, const BpmnLimits& limits = {});

// All processes that are executable; if none is marked so, all that have something in them. Calls of each
// other name the keys they get here. Never empty: what is wrong with the file is one result without JSON.
std::vector<BpmnResult> bpmn_file_to_json(std::string_view xml, const BpmnLimits& limits = {});

// Where the value at this JSON pointer of the generated definition comes from: the closest known place.
std::string bpmn_path(const std::vector<BpmnOrigin>& origins, std::string_view pointer);

// The importer's findings, and those of compile() in the words of BPMN, except the errors of compile() about
// elements that the importer has refused already: they follow from that. All with their places in the XML.
Findings all_findings(const BpmnResult& imported, Findings compiled);

// What the process will ask people, workers and nobody to do. Nothing: there is no definition.
std::optional<Finding> bpmn_summary(const BpmnResult& imported);

// A definition as it was deployed (so it compiles) -> BPMN 2.0 XML with a diagram. What BPMN has no word for
// goes into wf:settings elements, so that bpmn_to_json gives an equal definition again. Empty if the text is
// no JSON object.
std::string json_to_bpmn(std::string_view definition_json);

}  // namespace wf
