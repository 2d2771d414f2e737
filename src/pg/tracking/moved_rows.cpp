#include "pg/tracking/moved_rows.hpp"

#include "pg/server/trigger_place.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Moving {
    SubTransaction within;
    CommandId command;
    int depth;
    std::int64_t tracked;
    StateVersion version;
};

// Not those of statements that were rolled back: they have lost nothing.
std::vector<Moving>& under_way() {
    static std::vector<Moving> rows;
    std::erase_if(rows, [](const Moving& one) { return !one.within.is_under_way(); });
    return rows;
}

}  // namespace

bool is_moving_away(const TriggerData& trigger) {
    return TRIGGER_FIRED_BY_DELETE(trigger.tg_event) && trigger.tg_relation->rd_rel->relispartition &&
           HeapTupleHeaderIndicatesMovedPartitions(trigger.tg_trigtuple->t_data);
}

void note_moving(const TriggerData& trigger, std::int64_t tracked, StateVersion version) {
    const CommandId command = call([&] { return HeapTupleHeaderGetCmax(trigger.tg_trigtuple->t_data); });
    under_way().push_back({SubTransaction::current(), command, depth_of_triggers(), tracked, std::move(version)});
}

std::optional<StateVersion> take_moved(const TriggerData& trigger, std::int64_t tracked) {
    std::vector<Moving>& rows = under_way();
    if (rows.empty()) return {};
    const CommandId command = call([&] { return HeapTupleHeaderGetCmin(trigger.tg_trigtuple->t_data); });
    // The last one: those before it of the same command have not arrived, and take_lost() has them.
    const auto found = std::ranges::find_if(rows.rbegin(), rows.rend(), [&](const Moving& one) {
        return one.command == command && one.tracked == tracked;
    });
    if (found == rows.rend()) return {};
    StateVersion version = std::move(found->version);
    rows.erase(std::next(found).base());
    return version;
}

std::vector<StateVersion> take_lost(std::int64_t tracked) {
    std::vector<Moving>& rows = under_way();
    std::vector<StateVersion> lost;
    if (rows.empty()) return lost;
    const int depth = depth_of_triggers();
    std::erase_if(rows, [&](Moving& one) {
        const bool is_lost = one.tracked == tracked && one.depth >= depth;
        if (is_lost) lost.push_back(std::move(one.version));
        return is_lost;
    });
    return lost;
}

}  // namespace wf::pg
