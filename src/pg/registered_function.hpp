// The SQL functions that script nodes call: registered by name with wf.register_function.
#pragma once

#include "core/world.hpp"
#include "pg/engine_rights.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// Calls the function registered under `name` as whoever called the engine would: with his rights and his
// search_path. The engine's own rights are nothing for functions of others; one that needs more than its
// callers have is made SECURITY DEFINER by its owner, as everywhere. What it returns is its result, but
// {"bpmn_error": code}: then it asks for that error.
FunctionResult call_registered_function(std::int64_t tenant, EngineRights& rights, std::string_view name,
                                        const Json& data);

}  // namespace wf::pg
