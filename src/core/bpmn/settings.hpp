// wf:settings: what BPMN has no word for, as JSON in the extensionElements of a process, node or flow.
//
//   <wf:settings native='{"type":"task"}'>{"type":"approval","approvers":[...]}</wf:settings>
//
// Each key of the text replaces what the BPMN around it says; null takes a key away. `native`, which export
// writes, keeps what the BPMN said then: a key whose BPMN has been changed in a modeler since is not
// replaced. Structure (nodes, flows, boundary) is always BPMN's own.
#pragma once

#include "core/bpmn/reading.hpp"

#include <string>
#include <string_view>

namespace wf::bpmn {

// A key of the structure.
inline bool is_structure(std::string_view key) {
    return key == "nodes" || key == "flows" || key == "boundary";
}

// The id in the definition: of the settings if they have one, else the XML's.
std::string settings_id(const Element& element);

// Replaces keys of the place by those of the element's settings.
void apply_settings(const Element& element, const Place& place);

}  // namespace wf::bpmn
