// What a definition hides from the caller.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/state.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

// Fields of this instance's form that the caller has had to do with only where they are hidden. None for whom
// sees everything, and for administrators.
std::vector<std::string> hidden_fields(const EngineRights& rights, const CallerRole& role,
                                       std::int64_t tenant, std::int64_t instance,
                                       const Definition& definition);

// The same of a person, whoever asks.
std::vector<std::string> hidden_from(const EngineRights& rights, const std::string& person,
                                     std::int64_t tenant, std::int64_t instance,
                                     const Definition& definition);

// From whoever starts it, while it has not been started.
std::vector<std::string> hidden_at_start(const Definition& definition);

Json without_fields(const Json& form, const std::vector<std::string>& fields);

// What `person` may see of the state: without these fields, and without what others have filled in and not
// handed in yet.
State as_seen_by(const PersonId& person, State state, const std::vector<std::string>& hidden);

}  // namespace wf::pg
