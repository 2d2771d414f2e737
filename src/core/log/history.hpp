// The log as undo and redo walk it. The log only grows: what is undone stays in it, with the entry that undid
// it behind.
#pragma once

#include "core/model/event.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace wf {

// A command, and what the system added to it by itself: places in the log, both included.
struct LoggedCommand {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct UndoneCommand {
    LoggedCommand command;
    std::size_t undo = 0;  // the entry that undid it
};

// Two stacks: a command is put on the first and empties the second; an undo takes it over to the second, a
// redo back. The start is on neither. Nor are a comment, a copy, a reminder and what was read: they stay as
// they are, and nobody is kept from their undo by them.
struct History {
    std::vector<LoggedCommand> done;
    std::vector<UndoneCommand> undone;
};
History history_of(std::span<const Entry> log);

// Those that led to the state as it is: without what was undone, and without the entries that undid it.
std::vector<const Entry*> standing_entries(std::span<const Entry> log);

}  // namespace wf
