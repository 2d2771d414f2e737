// What is still to come of an instance if everybody who is asked approves, and how it ends there.
#pragma once

#include "core/model/event.hpp"
#include "core/model/rejection.hpp"
#include "core/model/state.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace wf {

struct Outlook {
    std::vector<Entry> entries;        // all that was looked at
    State state;                       // after the last of them; unspecified if the next step was refused
    std::optional<Rejection> refused;  // why it cannot go on
    bool is_cut_short = false;         // there would be more than was asked for
    bool loops = false;                // it comes back to where it was, and would for ever
    std::size_t told = 0;              // so many entries tell all: those after them only go round once more
    std::vector<TokenId> again;        // loops: with these tokens it comes back

    std::span<const Entry> to_come() const { return std::span{entries}.first(told); }
    bool is_again(TokenId token) const { return std::find(again.begin(), again.end(), token) != again.end(); }
};

}  // namespace wf
