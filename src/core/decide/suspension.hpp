#pragma once

#include "core/model/command.hpp"

namespace wf {

// Is this still accepted while the instance is suspended? What lifts or ends the suspension, says something,
// or takes back; and what the system must keep true: who has left, which call has ended.
bool is_for_suspended(const Act& act);

// Does it make the state what it was? Then nothing is done to it beside.
bool restores(const Act& act);

// Does it leave every token where it is? Then nothing is looked at again: not even a condition fires.
bool leaves_tokens_alone(const Act& act);

}  // namespace wf
