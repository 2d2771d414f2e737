// Compiled definitions of this session, by (tenant, definition_id). A definition never changes and its id is
// never used again, so what is cached is never stale; the least recently used goes when the cache is full.
#pragma once

#include "core/model/definition.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace wf::pg {

struct StoredDefinition {
    std::int64_t id = 0;
    std::int32_t version = 0;
    Definition compiled;
};

using DefinitionRef = std::shared_ptr<const StoredDefinition>;

// Throws WF201 if there is none, WF448 if it is a draft that does not compile.
DefinitionRef definition_by_id(const EngineRights& rights, std::int64_t tenant, std::int64_t id);
std::string definition_key(const EngineRights& rights, std::int64_t tenant, std::int64_t id);
// The definition, if this session has it at hand; needs neither.
DefinitionRef cached_definition(std::int64_t tenant, std::int64_t id);
// The active version, or the one asked for.
DefinitionRef definition_by_key(const EngineRights& rights, std::int64_t tenant, const std::string& key,
                                std::optional<std::int32_t> version);
// The same, but no draft: throws WF448.
DefinitionRef definition_to_start(const EngineRights& rights, std::int64_t tenant, const std::string& key,
                                  std::optional<std::int32_t> version);
// Throws WF201; no version: the active one is missing.
[[noreturn]] void no_such_definition(const std::string& key, std::optional<std::int32_t> version);

}  // namespace wf::pg
