// What was granted beyond roles: who manages or may start a definition, and which definitions an application
// may use.
#pragma once

#include "core/model/definition.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// Of the definition, or of the department that it belongs to (empty: none).
bool is_manager(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                std::string_view definition, std::string_view department, Access access);

// Whether this person administers the instances of a definition: its managers, and members of role admin.
bool administers(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                 const Definition& definition, Access access);

// As soon as anybody has been granted to start a definition, others may not.
bool may_start(const EngineRights& rights, std::int64_t tenant, const Actor& actor,
               const Definition& definition, Access access);
// The same, as an error: WF312.
void check_may_start(const EngineRights& rights, std::int64_t tenant, const Actor& actor,
                     const Definition& definition);

// Whoever deploys a definition has to be a designer, or to manage it: what it is now, and what it was; and to
// have a role that may use it. Throws WF313, WF314. `actor`: who deploys, if they are not a designer.
void check_may_design(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                      const std::optional<std::string>& actor, const std::string& key,
                      const std::string& department);
// The same of the definition as it is now.
void check_may_design(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                      const std::optional<std::string>& actor, const std::string& key);

// An application that wf.grant_app has limited uses its definitions only.
bool may_use(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
             std::string_view definition);
// Throws WF313.
void check_may_use(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                   std::string_view definition);
// The definition_ids that the caller may use; nothing: all.
std::optional<std::vector<std::int64_t>> usable_definitions(const EngineRights& rights,
                                                            const CallerRole& role);

}  // namespace wf::pg
