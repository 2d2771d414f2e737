// The SQL functions that script nodes call: registered by name with wf.register_function.
#pragma once

#include "core/model/world.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// Calls the function registered under `name` with the rights of its owner, as foreign_code.hpp says. One that
// belongs to somebody else than when it was registered counts as gone. What it returns is its result, except
// {"bpmn_error": code}: then it asks for that error.
FunctionResult call_registered_function(EngineRights& rights, std::int64_t tenant, std::string_view name,
                                        const Json& data);

}  // namespace wf::pg
