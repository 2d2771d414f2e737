// Jobs that this transaction has set: whoever runs jobs has to look again.
#pragma once

#include "core/base/values.hpp"

#include <optional>

namespace wf::pg {

// A job has come, or is due at another moment than before. Of subtransactions that failed, too: then somebody looks
// for nothing.
void note_armed(Instant due_at);

// The earliest since this was asked last.
std::optional<Instant> take_armed();

// The earliest of the transaction.
std::optional<Instant> armed_in_transaction();
void forget_armed();

}  // namespace wf::pg
