// The process that sees to it that every database of wf_engine.databases has its worker.
#pragma once

namespace wf::pg {

// What _PG_init does when the server loads the library while it starts.
void register_launcher();

// Starts the process that does the daily upkeep of a slot's database. It ends by itself.
bool start_upkeep(int slot);

}  // namespace wf::pg
