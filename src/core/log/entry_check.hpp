// The columns of a log entry against its events: what nobody needs for the state, and somebody may want to
// change afterwards. wf.verify asks; the tests ask after every command.
#pragma once

#include "core/model/event.hpp"
#include "core/model/state.hpp"

#include <string>
#include <vector>

namespace wf {

struct EntryDifference {
    std::string column;
    std::string expected;  // by the events
    std::string found;
};

// Not source and target: whoever replays knows them. `before`: the state that the entry met. `command`: seq
// of the last entry that was a command; 0: none yet.
std::vector<EntryDifference> check_entry(const State& before, const Entry& entry, std::int64_t command);

}  // namespace wf
