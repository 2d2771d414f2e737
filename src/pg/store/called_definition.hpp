// Which definition a call means by a name: a key, or the id that its process has in a BPMN document.
#pragma once

#include "pg/server/error.hpp"
#include "pg/store/definition_cache.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// The name itself, if a definition has it as its key; else the keys whose version in use was made from a
// process of this id. Drafts do not count: nobody can start them.
std::vector<std::string> keys_called(const EngineRights& rights, std::int64_t tenant, const std::string& name);

// Throws what definition_to_start throws, and WF201 if the process is that of several definitions.
DefinitionRef definition_to_call(const EngineRights& rights, std::int64_t tenant, const std::string& name,
                                 std::optional<std::int32_t> version);

// WF201: what is to be said if they are several.
Error several_called(const std::string& name, const std::vector<std::string>& keys);

}  // namespace wf::pg
