// The transitions that the rows of a statement have made, for a trigger of the whole statement that writes them down: it has the rows in the
// same order, and not their places.
#pragma once

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct NotedTransition {
    std::string source, target, name;
};

// Of a row trigger of `table`, or of a partition of it. Only if there is a trigger that may ask.
void add_made_transition(const TriggerData& trigger, Oid table, const std::string& column, NotedTransition made);
// Of a statement trigger: what the row triggers before it have added, in order.
std::vector<NotedTransition> take_made_transitions(const TriggerData& trigger, const std::string& column);

}  // namespace wf::pg
