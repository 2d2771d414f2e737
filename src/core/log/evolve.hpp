// What events do to state. Live commands and replay both come through here.
#pragma once

#include "core/model/event.hpp"
#include "core/model/state.hpp"

#include <span>

namespace wf {

// Applies one event. Decides nothing, cannot refuse; throws InconsistentLog if the event could not have happened in
// this state.
void evolve(State& state, const Event& event);

// Applies one log entry: its events, then version and time.
void apply(State& state, const Entry& entry);

// The state that a log gives.
State replay(std::span<const Entry> entries);

}  // namespace wf
