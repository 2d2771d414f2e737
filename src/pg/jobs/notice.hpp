// Channel wf_events: what has changed, ids only.
#pragma once

#include "pg/store/changed_instances.hpp"

namespace wf::pg {

// {"instances": [1, 2]}, and "more": true if there are more than a notification has room for. Nothing changed: none.
// With the transaction.
void notify_of(const ChangedInstances& changed);

}  // namespace wf::pg
