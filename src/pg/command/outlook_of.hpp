// What an instance still has before it, for readers.
#pragma once

#include "core/model/definition.hpp"
#include "core/outlook/outlook.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>

namespace wf::pg {

// The state to look ahead from, with as much of the form as the definition asks for: a large form costs what
// is asked of it, and `row` need not have any. Reads only.
State state_to_look_from(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                         const Definition& definition);

// As look_ahead() says; at most 1000 entries. Asks no function who approves.
Outlook outlook_of(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const Definition& definition);
// The same for whoever has read the fields that the definition asks for, or more.
Outlook outlook_of(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const Definition& definition, feel::Entries fields);

}  // namespace wf::pg
