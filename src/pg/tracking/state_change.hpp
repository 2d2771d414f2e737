// What two versions of a row make an entry of the state log.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/tracking/changer.hpp"
#include "pg/tracking/state_log.hpp"
#include "pg/tracking/tracked_table.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Of a row what tells it apart, and what is tracked.
struct StateVersion {
    std::string key;
    std::optional<std::string> state;  // nothing: null
};

bool is_same_state(const TrackedTable& table, TupleTableSlot* before, TupleTableSlot* after);
// Key and state have the same bytes: nothing to log, and no code of anybody was asked.
bool is_unchanged(const TrackedTable& table, TupleTableSlot* before, TupleTableSlot* after);

// Texts of values that are not plain are made with the rights of the table's owner. Needs Spi, as all below.
StateVersion version_of(const TrackedTable& table, TupleTableSlot* row);

// Nothing: it is not logged. `after`: nullptr for a row that is gone; `before`: nullptr for a new one, or one that came from another
// partition, of which only `source` is known. Throws WF449 for a state that is not among those of the table, WF302 if nobody is known
// to have done it and somebody has to be.
std::optional<StateEntry> entry_of(const TrackedTable& table, std::optional<StateVersion> source, TupleTableSlot* before,
                                   TupleTableSlot* after, const Changer& changer);

// Of one that was to come to another partition, and did not.
StateEntry exit_of(const TrackedTable& table, const StateVersion& source, const Changer& changer);
// Of all rows at once. Its key is empty.
StateEntry truncation_of(const TrackedTable& table, std::int64_t rows, const Changer& changer);

}  // namespace wf::pg
