// What a transaction tells the worker when it commits: no NOTIFY, and no lock that outlives the commit.
#pragma once

namespace wf::pg {

// Registers the callback, once in each process.
void tell_worker_at_commit();

// The processes of the worker know what they do.
void tell_nobody();

}  // namespace wf::pg
