// State <-> bytes: the snapshot (memento) that an instance row keeps. Small and quick, and versioned: every
// codec version ever released stays readable. The form's data is not in it; it has a column of its own.
#pragma once

#include "core/model/state.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf {

std::string encode(const State& state);

// Nothing if the bytes are no snapshot, are cut off, or come from a newer version. Never reads out of bounds.
std::optional<State> decode(std::string_view bytes);

}  // namespace wf
