#include "pg/store/changed_instances.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A notification has room for about so many.
constexpr std::size_t kept = 400;

ChangedInstances changed;

}  // namespace

void note_changed(std::int64_t instance) {
    if (!changed.ids.empty() && changed.ids.back() == instance) return;
    if (changed.ids.size() < kept)
        changed.ids.push_back(instance);
    else
        changed.more = true;
}

const ChangedInstances& changed_in_transaction() { return changed; }

void forget_changed() {
    changed.ids.clear();
    changed.more = false;
}

ChangedInstances take_changed() { return std::exchange(changed, {}); }

}  // namespace wf::pg
