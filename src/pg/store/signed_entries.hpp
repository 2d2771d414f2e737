// Signatures on bound rows, as the log keeps them.
#pragma once

#include "pg/host/row_signature.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>

namespace wf::pg {

// The list of columns is kept once for all entries that have the same; gives its id.
std::int64_t id_of_columns(const EngineRights& rights, std::int64_t tenant,
                           const std::vector<SignedColumn>& columns);

// What the log knew of the row after entry `seq`; nothing: nothing, or no more than a hash whose columns are
// not known.
std::optional<RowSignature> last_signature(const EngineRights& rights, std::int64_t tenant,
                                           std::int64_t instance, Instant started_at, std::int64_t seq);

// A signature, with who gave it.
struct SignedEntry {
    std::int64_t seq = 0;
    std::int64_t task = 0;  // 0: none
    std::string action, actor, node;
    Instant at = 0;
    RowSignature signature;  // no columns: they are not known
};
// In order.
std::vector<SignedEntry> signed_entries(const EngineRights& rights, std::int64_t tenant,
                                        std::int64_t instance, Instant started_at, Access access);
// The entry `seq`, whatever it is, as far as it is about a bound row.
std::optional<SignedEntry> signed_entry(const EngineRights& rights, std::int64_t tenant,
                                        std::int64_t instance, Instant started_at, std::int64_t seq,
                                        Access access);

}  // namespace wf::pg
