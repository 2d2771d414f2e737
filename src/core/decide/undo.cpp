#include "core/decide/decisions.hpp"
#include "core/decide/restoring.hpp"

namespace wf {

Refusal decide_command(Step& step, const Undo&) {
    const std::vector<Entry> log = step.world().log();
    const History history = history_of(log);
    if (history.done.empty()) {
        if (Refusal refused = must_be_known(log, 1)) return refused;
        return refuse::nothing_to_undo("undo");
    }
    const LoggedCommand last = history.done.back();
    const Entry& command = log[last.first];
    if (Refusal refused = must_be_known(log, command.seq)) return refused;
    if (Refusal refused = must_be_ones_own(step, command)) return refused;
    if (Refusal refused = must_have_stayed_inside(step, log, last)) return refused;
    return restore_state(step, log, command.seq - 1, command.seq);
}

}  // namespace wf
