// The fields of everything that is stored, named once: the JSON writer, the JSON reader, the byte encoder and
// the byte decoder all walk these lists. Adding a field there adds it to all four.
#pragma once

#include "core/stored/event_fields.hpp"
#include "core/stored/state_fields.hpp"
