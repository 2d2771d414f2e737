// What a standby cannot do is refused at once, and says where to go: the server itself would refuse the first row that is
// written.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Throws 25006 if the function is VOLATILE, for it may write.
void check_standby_may(Oid function);

}  // namespace wf::pg
