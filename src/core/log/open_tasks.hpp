// What tasks were open at a moment, since when, until when, and who had claimed them: what the log says of wf.task.
#pragma once

#include "core/model/event.hpp"

#include <map>
#include <span>
#include <vector>

namespace wf {

// Entries are read in order, from the first or from a checkpoint.
class OpenTasks {
public:
    explicit OpenTasks(std::span<const Entry> log = {});
    void read(const Entry& entry);

    const State& state() const { return state_; }
    // One for each open seat, by its number.
    std::vector<TaskTimes> times() const;

private:
    State state_;
    std::map<std::uint32_t, TaskTimes> tasks_;
};

}  // namespace wf
