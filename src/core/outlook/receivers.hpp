// To whom an entry gives something, and where it leads: what a reader of the log asks beside who did it.
#pragma once

#include "core/model/event.hpp"

#include <string>
#include <vector>

namespace wf {

// People and groups ("role:board", as in Seat) that the action itself names: who got the task, was added,
// removed, reminded or sent a copy. Not those who are asked because the instance moves on. Needs `action` and
// `events`.
std::vector<std::string> receivers_of(const Entry& entry);

// The node that the action names, or else the one that its token stands on afterwards (or ended in). Empty:
// it leads nowhere, or to several nodes. Needs `events`.
std::string target_node_of(const Entry& entry);

}  // namespace wf
