// A process of the worker in a database: its connection, whose rights it has, its transactions.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct DatabaseSlot;

// Signals, the connection, pg_stat_activity. A process that cannot connect ends.
void begin_session(const char* database);

// One of the processes that a database has: where its slot notes it, and what else changes there when it comes and goes.
struct SlotRole {
    pid_t DatabaseSlot::*pid;
    void (*take)(DatabaseSlot&);
    void (*leave)(DatabaseSlot&);
};

// Its whole life, from the connection on: `work`, unless the slot has a process of this role already.
void serve_slot(Datum index, const SlotRole& as, void (*work)(int slot));

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
