// A statement as a client sends it: the whole transaction. Also what cannot be run within one: VACUUM, CONCURRENTLY, CALL.
#pragma once

#include <string>

namespace wf::pg {

// Begins and ends the transaction itself. What it gives is thrown away.
void run_statement(const std::string& sql);

}  // namespace wf::pg
