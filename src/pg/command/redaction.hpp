// Fields of the form are blanked wherever the engine keeps them. Stored hashes stay; the entry that says so has those that the
// entries would have now (docs/reference/chain.md).
#pragma once

#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

// `row` must be locked. Gives how many entries had to be blanked; throws if the instance has not ended, or never had such a field.
std::int64_t redact(EngineRights& rights, std::int64_t tenant, InstanceRow& row, std::vector<std::string> fields, const Actor& actor,
                    const std::string& reason);

}  // namespace wf::pg
