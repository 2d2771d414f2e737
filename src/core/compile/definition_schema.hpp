// The JSON Schema (2020-12) of definitions, as JSON text: what an editor can know of a definition without compiling it.
#pragma once

#include <string>

namespace wf {

std::string definition_schema();

}  // namespace wf
