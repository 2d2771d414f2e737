#pragma once

#include "core/step/step.hpp"

namespace wf {

// The definition does not hide the command's action from those who act. It binds neither administrators nor
// the system.
Refusal must_be_offered(Step& step);

}  // namespace wf
