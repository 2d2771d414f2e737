#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/restoring.hpp"

namespace wf {

// Other than an undo it goes over messages, scripts and services: an administrator knows what they do. Other
// instances it cannot take with it.
Refusal decide_command(Step& step, const Restore& command) {
    if (Refusal refused = must_be_administrator(step, "restore")) return refused;
    const std::vector<Entry> log = step.world().log();
    const auto count = static_cast<std::int64_t>(log.size());
    if (command.seq < 1 || command.seq >= count)
        return refuse::bad_argument(
            "there is no earlier entry " + std::to_string(command.seq),
            count < 2 ? "There is only the start."
                      : "The entries before the present one are 1 to " + std::to_string(count - 1) + ".");
    if (Refusal refused = must_be_known(log, command.seq)) return refused;
    const auto next = static_cast<std::size_t>(command.seq);
    if (Refusal refused = must_not_concern_others(log, {.first = next, .last = log.size() - 1}))
        return refused;
    return restore_state(step, log, command.seq, 0);
}

}  // namespace wf
