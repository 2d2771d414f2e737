// The core at one glance: compile a definition, decide a command, evolve and replay state, predict, draw. Included
// from outside only; files of the core include what they use.
#pragma once

#include "core/compile/compile.hpp"
#include "core/step/decision.hpp"
#include "core/diagram/diagram.hpp"
#include "core/log/evolve.hpp"
#include "core/machine/drawing.hpp"
#include "core/machine/machine.hpp"
#include "core/outlook/predict.hpp"
#include "core/outlook/progress.hpp"
