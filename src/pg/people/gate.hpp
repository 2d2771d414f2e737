// The one gate: may this role, as this person, in this cell, on this definition? Every function that resolves a
// definition for a caller goes through here, and so does whoever reads the directory.
#pragma once

#include "pg/people/caller.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::pg {

// The caller sees everything, designs, or is a person of this cell. To strangers a cell is empty.
bool is_somebody(const EngineRights& rights, const CallerRole& role, std::int64_t tenant);

// Findings of a definition tell whom the directory has, calendars when its people work. Throws WF314.
void check_is_somebody(const EngineRights& rights, const CallerRole& role, std::int64_t tenant);

// The caller may read the definition that they name, which may be a draft that does not compile. Throws WF201,
// WF313.
void check_may_read(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                    const std::string& key, std::optional<std::int32_t> version);

// The definition that the caller names. Throws WF313 if their role has been limited to others, WF201 if there is
// none, or the cell is not theirs.
DefinitionRef definition_for(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                             const std::string& key, std::optional<std::int32_t> version);

// For what tells names of a definition that the caller knows by its number: may they know of it? Views ask for every row.
bool may_know(std::int64_t tenant, std::int64_t definition);

// WF313, for those who answer instead of throwing; nothing: the role may use the definition.
std::optional<Error> refusal_to_use(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                                    std::string_view definition);

// Whether this message or signal ("message", "signal") may be sent: by members of wf_app and wf_admin, and by
// whom every definition that takes it names among its "senders". A role that has been limited reaches its own
// definitions only. Throws 42501, WF313.
void check_may_send(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                    const std::string& person, std::string_view kind, const std::string& name);

}  // namespace wf::pg
