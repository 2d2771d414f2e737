// The readers: each writes what one kind of BPMN element says into its part of the definition.
#pragma once

#include "core/bpmn/reading.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::bpmn {

// The process to take. nullptr: there is none, or it is not clear which; reported.
const Element* choose_process(const Index& index, const BpmnChoice& choice, compiler::Report& report);

// All that can be meant to run. Empty: there is none, or there are too many; reported.
std::vector<const Element*> every_process(const Index& index, const BpmnLimits& limits, compiler::Report& report);

// The key that a definition gets from its process: the id, or what can be a key of it.
std::string key_of_process(const Element& process);

// References to nothing, and attributes that BPMN does not have, of the process and of what stands beside it.
void check_references(const Element& process, Reading& reading);
void check_attributes(const Element& process, Reading& reading);

// What stands where in the file.
BpmnPlaces places_of(const Element& definitions);
// Gives a finding the closest known place to its path. Of what belongs to nothing with an id, only the line is known.
void set_place(Finding& finding, const BpmnPlaces& places);

// All of a process or subprocess: its keys "nodes" and "flows".
void read_scope(const Element& scope, const Place& place);

// One node. Requires: is_node(element). Writes "id", "type" and whatever else it has, boundary events
// included.
bool is_node(const Element& element);
void read_node(const Element& element, const Place& place);

// Flows of one scope, appended to "flows" of the place.
void read_flows(const Element& scope, const Place& place);

void read_start(const Element& event, const Place& place);
void read_end(const Element& event, const Place& place);
void read_catch(const Element& event, const Place& place);
void read_throw(const Element& event, const Place& place);
void read_boundaries(const Element& host, const Place& place);

void read_user_task(const Element& task, const Place& place);
void read_service_task(const Element& task, const Place& place);
void read_script_task(const Element& task, const Place& place);
void read_send_task(const Element& task, const Place& place);
void read_receive_task(const Element& task, const Place& place);
void read_pass(const Element& element, const Place& place);

void read_exclusive(const Element& gateway, const Place& place);
void read_parallel(const Element& gateway, const Place& place);
void read_inclusive(const Element& gateway, const Place& place);
void read_complex(const Element& gateway, const Place& place);
void read_event_gateway(const Element& gateway, const Place& place);

void read_subprocess(const Element& subprocess, const Place& place);
void read_ad_hoc(const Element& subprocess, const Place& place);
void read_call(const Element& call, const Place& place);

// Who does a user task: "assignee" and "candidates", and who may not.
void read_people(const Element& task, const Place& place);

// What jBPM's tasks ask for, by name: "ActorId", "GroupId", "ExcludedOwnerId". Empty: it is none of jBPM's.
std::vector<std::pair<std::string, Written>> task_inputs(const Element& task, const Reading& reading);

// A user task that names nobody: the role of its lane, or the administrators. Requires: its settings have been
// applied.
void name_somebody(const Element& task, const Place& place);
void find_lanes(const Element& scope, Reading& reading);

// "multi" or "loop" of an activity.
void read_repetition(const Element& activity, const Place& place);

// The forms of start events and user tasks: the key "form" of the definition, and what it says of types.
void read_forms(const Element& process, const Place& place);
// Who may write what at a start or user task: "fields" and "required_on". Requires: its settings have been
// applied.
void write_field_rights(const Element& element, const Place& place);

// What the file says of the types of variables: properties of jBPM, data objects of Activiti.
void declare_variables(const Element& process, Reading& reading);

// A scope that BPMN starts without a start event: everything without an incoming flow begins at once.
// Adds a start and, if there are several, a parallel split before them.
void begin_everywhere(const Element& scope, const Place& place);
bool has_start(const Element& scope);

}  // namespace wf::bpmn
