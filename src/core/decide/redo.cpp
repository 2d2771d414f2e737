#include "core/decide/decisions.hpp"
#include "core/decide/restoring.hpp"

namespace wf {

// It takes an undo back, so it is for who has undone.
Refusal decide_command(Step& step, const Redo&) {
    const std::vector<Entry> log = step.world().log();
    const History history = history_of(log);
    if (history.undone.empty()) return refuse::nothing_to_undo("redo");
    const UndoneCommand& last = history.undone.back();
    if (Refusal refused = must_be_ones_own(step, log[last.undo])) return refused;
    if (Refusal refused = must_be_known(log, log[last.command.first].seq)) return refused;
    return restore_state(step, log, log[last.command.last].seq, log[last.command.first].seq);
}

}  // namespace wf
