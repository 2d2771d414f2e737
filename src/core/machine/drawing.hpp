// A state machine as a graph that diagram/ can draw.
#pragma once

#include "core/machine/machine.hpp"
#include "core/model/definition.hpp"

namespace wf {

// States are boxes, final ones ends; transitions are lines, one for each pair of states; a start leads to the initial
// states. Only for drawing: it is no definition that could run.
Definition graph_of(const Machine& machine);

}  // namespace wf
