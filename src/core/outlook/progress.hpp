// The way of an instance, approval by approval: what is done, whose turn it is, and who will be asked.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/outlook/outlook.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

enum class ProgressState : std::uint8_t { Done, Current, Predicted };

inline constexpr std::string_view progress_state_names[] = {"done", "current", "predicted"};
static_assert(has_each<ProgressState>(progress_state_names));

constexpr std::string_view name_of(ProgressState s) { return line_of(progress_state_names, s); }

// One person (or group) at one step.
struct ProgressRow {
    std::int32_t step = 0;  // number of the approval node on the way, from 1
    std::string node;
    std::int32_t round = 1;
    ProgressState state = ProgressState::Done;
    std::string person;    // a person, "role:board", "system", or empty: nobody
    std::string decision;  // approved | rejected | not_needed | superseded | returned ... or empty
    Instant at = 0;        // of the decision; 0: none yet
    std::string comment;
};

// `log`: the entries so far. Rows are ordered by step, then by seat.
std::vector<ProgressRow> progress(const Definition& definition, std::span<const Entry> log,
                                  const Outlook& outlook);

}  // namespace wf
