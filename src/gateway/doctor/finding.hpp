// What a check of `wf-gateway doctor` found.
#pragma once

#include <string>
#include <vector>

namespace wf::gateway {

struct Finding {
    enum class Kind { fine, warning, error };

    Kind kind = Kind::fine;
    std::string check;    // a word or two: what was looked at
    std::string message;  // what was found
    std::string advice;   // what to do; empty: nothing
};

using Findings = std::vector<Finding>;

}  // namespace wf::gateway
