#include "pg/worker/shared_state.hpp"

#include <cstring>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr const char* name = "wf_engine";

struct SharedState {
    Latch* launcher;
    DatabaseSlot slots[max_databases];
};

SharedState* state = nullptr;
LWLockPadded* locks = nullptr;
shmem_request_hook_type next_request = nullptr;
shmem_startup_hook_type next_startup = nullptr;

void request() {
    if (next_request) next_request();
    RequestAddinShmemSpace(MAXALIGN(sizeof(SharedState)));
    RequestNamedLWLockTranche(name, max_databases);
}

// Also after a crash: then everything begins anew.
void start_up() {
    if (next_startup) next_startup();
    LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
    bool is_there = false;
    state = static_cast<SharedState*>(ShmemInitStruct(name, sizeof(SharedState), &is_there));
    if (!is_there) std::memset(static_cast<void*>(state), 0, sizeof(SharedState));
    locks = GetNamedLWLockTranche(name);
    LWLockRelease(AddinShmemInitLock);
}

}  // namespace

void request_shared_state() {
    next_request = shmem_request_hook;
    shmem_request_hook = request;
    next_startup = shmem_startup_hook;
    shmem_startup_hook = start_up;
}

bool has_shared_state() { return state != nullptr; }

DatabaseSlot& slot(int index) { return state->slots[index]; }

LWLock* lock_of_slot(int index) { return &locks[index].lock; }

Latch*& latch_of_launcher() { return state->launcher; }

// Without locks, for each commit asks: a database that is just coming or going may be taken for none.
std::optional<int> slot_of_this_database() {
    if (!has_shared_state()) return {};
    for (int i = 0; i < max_databases; ++i)
        if (slot(i).database == MyDatabaseId && slot(i).pid != 0) return i;
    return {};
}

}  // namespace wf::pg
