// What wf.state, wf.replay and wf.state_at show of a State.
#pragma once

#include "core/model/state.hpp"

#include <string>

namespace wf {

std::string state_to_json(const State& state);

}  // namespace wf
