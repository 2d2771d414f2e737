// What undo, redo and restore share: the state of an earlier moment becomes the state, by one event that has
// it in it, and it is proved in the same call that replay gives the same.
#pragma once

#include "core/step/step.hpp"
#include "core/log/history.hpp"

#include <span>

namespace wf {

// The state as it was after entry `seq`, and with it the columns of the business row that are fields of the
// form. Refused if the row was changed behind the log. `command`: see StateRestored. Throws InconsistentLog if
// what the log gives from now on is not exactly that.
Refusal restore_state(Step& step, std::span<const Entry> log, std::int64_t seq, std::int64_t command);

// How the instance was started. Throws InconsistentLog if the first entry does not say it.
const InstanceStarted& start_of(std::span<const Entry> log);

// It is behind the checkpoint that the log begins with, if it does.
Refusal must_be_known(std::span<const Entry> log, std::int64_t seq);

// Only the person who gave a command may take it back, or an administrator; what the system did belongs to nobody.
Refusal must_be_ones_own(Step& step, const Entry& entry);

// No entry from `first` to `last` has had an effect that this instance cannot take back.
Refusal must_have_stayed_inside(const Step& step, std::span<const Entry> log, LoggedCommand entries);
// The same for who answers for it: other instances, at least, have gone on from none of it.
Refusal must_not_concern_others(std::span<const Entry> log, LoggedCommand entries);

}  // namespace wf
