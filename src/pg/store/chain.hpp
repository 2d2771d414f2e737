// The chain: each entry of the log carries the SHA-256 of itself and of the entry before it in its instance, and the
// instance row the last of them. Who changes, takes out or adds an entry behind the triggers breaks it, and wf.verify_chain
// says where. What is hashed, byte by byte: docs/reference/chain.md.
#pragma once

#include "core/base/values.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/log_rows.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// `previous`: the hash of the entry before; empty: there is none. `columns`: those of wf.log from tenant_id to as_of, in
// the order of log_column. Gives 32 bytes.
std::string chain_hash(std::string_view previous, std::span<const Param> columns);
// What is hashed.
std::string chain_message(std::string_view previous, std::span<const Param> columns);

// A row of wf.log with all its columns, in their order.
using LogColumns = std::array<Param, log_column::hash>;
LogColumns log_columns(const Rows& rows, std::size_t row);

// A checkpoint knows the hash of the entry before it, which may have left the log, as does a redaction. Nothing: it is neither;
// empty: it was damaged. Columns: log_column::all.
std::optional<std::string> kept_chain(const Rows& rows, std::size_t row);

// Of an instance of then the first entries have left the log, those before `first`.
bool are_archived(Instant started_at, Instant first);

// Where the chain of an instance does not hold.
struct ChainProblem {
    std::int64_t seq;
    std::string_view problem;  // changed, missing, inserted, cut
};

// What the row of the instance says.
struct Chained {
    std::int64_t tenant, instance;
    Instant started_at;
    std::int64_t version;
    std::string head;  // its log_hash
};
std::vector<ChainProblem> chain_problems(const EngineRights& rights, const Chained& row);

}  // namespace wf::pg
