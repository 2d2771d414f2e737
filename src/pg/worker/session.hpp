// A process of the worker in a database: its connection, whose rights it has, its transactions.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct DatabaseSlot;

// Signals, the connection, pg_stat_activity. A process that cannot connect ends.
void begin_session(const char* database);

// In the database of the slot. False: `take` says that the slot has such a process already; otherwise `leave` gets the slot's
// number when the process ends.
bool begin_session_of_slot(int index, bool (*take)(DatabaseSlot&), pg_on_exit_callback leave);

// From now on it is the role that owns the engine's tables, and a superuser no more: whatever others have put into the
// database runs at most with that role's rights (server/foreign_code.hpp). False: there are no such tables, or the
// extension is not there. Throws 42501 if the role is a superuser itself.
bool become_engine();

// Each has to end what it began; on an error, at_top_level() does.
void begin_transaction();
void end_transaction();

// Interrupts, and settings that were changed.
void heed_signals();
// Until the latch is set, or for so long. Forgets that the latch was set.
void sleep_for(long milliseconds);

// What pg_stat_activity shows.
void show_running(const char* what);
void show_idle();

}  // namespace wf::pg
