// Which instances this transaction has changed, for those who listen.
#pragma once

#include <cstdint>
#include <vector>

namespace wf::pg {

struct ChangedInstances {
    std::vector<std::int64_t> ids;
    bool more = false;  // than are kept
};

// Of subtransactions that failed, too: then somebody looks at an instance that is as it was.
void note_changed(std::int64_t instance);

const ChangedInstances& changed_in_transaction();
ChangedInstances take_changed();
void forget_changed();  // frees nothing, and cannot fail

}  // namespace wf::pg
