// Whoever waits for a lock for as long as lock_timeout allows hears what for; the server itself only knows which page of which
// table.
#pragma once

#include "pg/server/error_boundary.hpp"

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// 55P03, instead of the server's own, which is on its way out.
[[noreturn]] void raise_lock_timeout(const std::string& what);

// Gives what `f` gives; `what`, a function: what it waits for.
template <class F, class What>
auto waiting_for(What&& what, F&& f) {
    return on_postgres_error(f, [&] {
        if (call([] { return geterrcode(); }) == ERRCODE_LOCK_NOT_AVAILABLE) raise_lock_timeout(what());
    });
}

}  // namespace wf::pg
