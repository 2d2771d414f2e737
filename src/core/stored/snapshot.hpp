// State <-> bytes: the snapshot (memento) that an instance row keeps. Small and quick, and versioned: every
// codec version ever released stays readable. The form's data is not in it; it has a column of its own.
#pragma once

#include "core/model/state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

// All of it in one piece.
std::string encode(const State& state);

// As the row keeps it. Votes are all that most commands change of hundreds of seats; so what else there is of many
// seats is kept apart, and written only by the command that changes it.
struct StoredState {
    std::string state;
    std::optional<std::string> seats;  // nothing: as they are stored already; empty: none are apart
};
inline constexpr std::size_t most_seats_within = 32;
// `first`: the first log entry that the stored one does not know.
StoredState to_store(const State& state, std::int64_t first, std::size_t most_within = most_seats_within);

// Nothing if the bytes are no snapshot, are cut off, come from a newer version, or if these are not the seats that
// were apart from it. Never reads out of bounds. `spare`: seats of a state that is done with; seats that are apart are
// made of them unless that would waste most, since asking for memory and giving it back is most of what they cost.
std::optional<State> decode(std::string_view bytes, std::string_view seats = {},
                            std::vector<Seat>* spare = nullptr);

}  // namespace wf
