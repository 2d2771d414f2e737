// The engine's own UPDATE of a row of the host.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::pg {

// Gives how many rows there were. Within writing_as_owner(). What is deferred to the end of the transaction is refused
// there (42501), since it would run in the name of whoever gives the command; but where nothing fires after the write
// except the server's own checks of constraints and the engine's triggers, deferred checks are made at once. They
// wait where the transaction has left some on this table already: foreign keys of an application are often deferred,
// and are checked again for every row that the transaction itself has inserted.
std::uint64_t update_row(const BoundTable& table, const std::string& sql, const std::vector<Oid>& types,
                         const std::vector<Param>& parameters);

}  // namespace wf::pg
