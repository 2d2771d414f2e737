// What deciding a command takes and gives.
#pragma once

#include "core/model/command.hpp"
#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/expression/expression.hpp"
#include "core/model/rejection.hpp"
#include "core/model/state.hpp"
#include "core/model/trace.hpp"
#include "core/model/world.hpp"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace wf {

struct KeptForm;  // kept_form.hpp

struct Accepted {
    State state;                 // after all entries
    std::vector<Entry> entries;  // the command's own, then those of automatic decisions it caused
};

using Decision = std::variant<Accepted, Rejection>;

struct DecideLimits {
    std::size_t max_nodes = 10'000;   // entered by one command
    std::size_t max_form = SIZE_MAX;  // bytes that a form may grow to
    feel::Limits expression;
    feel::Zone time_zone = feel::Zone::utc();  // of definitions that name none
    void (*interrupt)() = nullptr;             // called in every loop that data controls; may throw
    bool predicting = false;                   // nobody acts: it is asked what would follow
    bool look_ahead = true;                    // dedupe "last" may ask what would follow
    KeptForm* kept_form = nullptr;             // several commands on one instance read its form once
    Trace* trace = nullptr;                    // is told what is considered on the way; usually nobody
};

// Pure except for what it asks `world`. `state` must be the state of an instance on `definition` (or a fresh
// State for Start).
Decision decide(const Definition& definition, State state, const Command& command, World& world,
                const DecideLimits& limits = {});

}  // namespace wf
