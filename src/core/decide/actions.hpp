// What a person may do now with a task and its instance, and why not. Found by trying: each verb is decided
// on a copy, so that the answer cannot differ from what the verb would say.
#pragma once

#include "core/step/decision.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct Offer {
    std::string_view action;
    std::string_view label;
    std::optional<Rejection> refused;  // nothing: they may
};

struct Offers {
    std::vector<Offer> actions;  // in the order of action_names()
    bool must_claim = false;     // nobody may decide before they have claimed it
    bool in_add_sign = false;    // the task was added by hand, or waits for signers who were
};

struct Asker {
    PersonId person;
    bool by_administrator = false;  // see Command
    Instant at = 0;
};

// Nothing happens in `world`. The labels live as long as `definition`.
Offers offers(const Definition& definition, const State& state, SeatId task, const Asker& asker, World& world,
              std::string_view language, const DecideLimits& limits = {});

}  // namespace wf
