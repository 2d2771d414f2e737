// The form as it was read last: reading a large one again for each of several commands would take longer than
// all the rest.
#pragma once

#include "core/expression/value.hpp"

#include <optional>
#include <string>

namespace wf {

struct KeptForm {
    std::string text;
    std::optional<feel::Value> value;  // nothing: none has been read yet
};

}  // namespace wf
