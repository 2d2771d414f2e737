// Whoever hosts the core may have to end a piece of work: a statement's time is up, the server shuts down.
// Loops over data that have no DecideLimits at hand, such as reading JSON, ask here at each round.
#pragma once

namespace wf {

// Set once, by the host; may throw. nullptr: nobody ends anything.
inline void (*host_interrupt)() = nullptr;

inline void go_on() {
    static unsigned rounds = 0;
    if ((++rounds & 1023U) == 0 && host_interrupt != nullptr) host_interrupt();
}

}  // namespace wf
