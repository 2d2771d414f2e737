// The states that rows have, when a machine comes.
#pragma once

#include "core/base/values.hpp"
#include "core/machine/machine.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace wf::pg {

// Old value, new state; "" stands for null.
using StateMapping = std::vector<std::pair<std::string, std::string>>;
// Throws WF504.
StateMapping read_mapping(const Json& json);

// The column, if it can hold states: text, an enum, whole numbers, booleans. Throws WF504.
const TableColumn& column_for_machine(const BoundTable& table, const std::string& name);

// Whoever asks what rows there are may read all of them: throws 42501. Before the engine's rights are taken.
void check_readable(Oid table);

struct RowsInState {
    std::string state;  // "": null
    std::int64_t count;
};
// Those that the machine does not have. As the owner. Needs Spi.
std::vector<RowsInState> rows_in_unknown_states(const BoundTable& table, const TableColumn& column, const Machine& machine,
                                                Access access);

// `"OLD" (3 rows), null (1 row)`
std::string described(const std::vector<RowsInState>& rows);

// Rows in states that the machine does not have get those that the mapping says. Throws WF463 if it does not say all, WF504 if it
// says what makes no sense.
void move_rows(EngineRights& rights, const BoundTable& table, const TableColumn& column, const Machine& machine,
               const StateMapping& mapping);

}  // namespace wf::pg
