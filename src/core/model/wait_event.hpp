// Events about waits: timers, messages, signals, conditions, services. The others: event.hpp.
#pragma once

#include "core/model/state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct WaitsArmed {
    static constexpr std::string_view type = "WaitsArmed";
    std::vector<Wait> waits;
};

// Its moment, message or signal has come, or its condition holds. It stays armed until WaitsClosed says
// otherwise.
struct WaitFired {
    static constexpr std::string_view type = "WaitFired";
    WaitId wait;
};

// A timer is set anew.
struct WaitReset {
    static constexpr std::string_view type = "WaitReset";
    WaitId wait;
    Instant due_at = 0;
    std::int32_t left = 0;
    Instant since = 0;
    std::string span{};  // as of a Wait: what was left of it, if the clock stood still
};

// The clock of a timer that counts working time stands still. Until WaitReset sets it anew, it has no moment.
struct WaitPaused {
    static constexpr std::string_view type = "WaitPaused";
    WaitId wait;
    std::string remaining;  // of its working time: an ISO 8601 duration above zero
};

struct WaitsClosed {
    static constexpr std::string_view type = "WaitsClosed";
    std::vector<WaitId> waits;
};

// A worker could not do a service job. No tries left: an incident, and NodeHeld follows.
struct JobFailed {
    static constexpr std::string_view type = "JobFailed";
    WaitId wait;
    std::string error;
    std::int32_t left = 0;
    Instant due_at = 0;  // when it may be tried again; 0: now
};

// An administrator lets it be tried again: the incident is over.
struct JobRetried {
    static constexpr std::string_view type = "JobRetried";
    WaitId wait;
    std::int32_t left = 0;
};

}  // namespace wf
