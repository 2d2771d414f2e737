#include "pg/server/lock_timeout.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

void raise_lock_timeout(const std::string& what) {
    call([] { FlushErrorState(); });
    throw Error{ERRCODE_LOCK_NOT_AVAILABLE, what + " is in use by another transaction",
                "It was waited for as long as lock_timeout allows.", "Repeat the command when the other one has ended."};
}

}  // namespace wf::pg
