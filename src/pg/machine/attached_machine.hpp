// The state machine of a column of a table of the host.
#pragma once

#include "core/machine/machine.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct AttachedMachine {
    std::int64_t attachment = 0;
    std::int64_t tenant = 0;
    std::int32_t version = 0;
    Oid table = InvalidOid;  // as a whole: of a partition the one that is partitioned
    AttrNumber column = 0;   // of this table
    Machine machine;
};
using AttachedMachineRef = std::shared_ptr<const AttachedMachine>;

// Of the trigger that runs, kept as long as the session has the trigger. Throws WF215: it belongs to no machine any more.
AttachedMachineRef machine_of(const Trigger& trigger);

// Of a table, or of the one that it is a partition of, in any cell: by the triggers that it has. Needs Spi.
std::vector<AttachedMachineRef> machines_of(const EngineRights& rights, Oid table, Access access);
// The one of this column; without a column the only one. Throws WF215, WF504.
AttachedMachineRef machine_of(const EngineRights& rights, Oid table, const std::optional<std::string>& column, Access access);

// Its column of its table.
const TableColumn& column_of(const AttachedMachine& machine, const BoundTable& table);

// A machine that was accepted once. Throws WF101.
Machine read_stored_machine(const std::string& source);

}  // namespace wf::pg
