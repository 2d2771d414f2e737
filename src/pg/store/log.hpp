// The log: appended by every accepted command, read by replay.
#pragma once

#include "core/model/event.hpp"
#include "pg/host/row_signature.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// `signature`: of the bound row as the first of them, a command, has left it; nothing: there is none. `hash`: that of the
// entry before. Gives that of the last (chain.hpp).
std::string append(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                   const std::vector<Entry>& entries, const std::optional<RowSignature>& signature, std::string hash);

// The entries of an instance in order; `until` bounds their time. Throws WF704 if one is missing before the
// last of them.
std::vector<Entry> read_entries(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                                Instant started_at, Instant until, Access access = Access::ReadOnly);

// The same, whether complete or not.
std::vector<Entry> read_present_entries(const EngineRights& rights, std::int64_t tenant,
                                        std::int64_t instance, Instant started_at, Instant until,
                                        Access access = Access::ReadOnly);

}  // namespace wf::pg
