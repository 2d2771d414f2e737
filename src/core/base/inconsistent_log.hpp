#pragma once

#include <stdexcept>

namespace wf {

// A log that cannot be true: it speaks of a token or a seat that never was. Thrown by replay and progress; a
// log that the engine wrote, and that is complete, never is.
struct InconsistentLog : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace wf
