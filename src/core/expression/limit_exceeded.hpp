#pragma once

#include <string>

namespace wf::feel {

// Why an evaluation stopped. Everything else that FEEL calls an error is the value null.
struct LimitExceeded {
    std::string message;  // `expression takes more than 1000000 steps`
};

}  // namespace wf::feel
