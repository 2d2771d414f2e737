// What the log says so far, in one entry: those before may leave.
#include "core/decide/decisions.hpp"
#include "core/decide/restoring.hpp"
#include "core/log/event_search.hpp"
#include "core/log/open_tasks.hpp"

namespace wf {

Refusal decide_command(Step& step, const Checkpoint& command) {
    const std::vector<Entry> log = step.world().log();
    InstanceStarted start = start_of(log);
    start.data = {"{}"};
    for (const Entry& entry : log)
        if (const auto* changed = first_of<TitleChanged>(entry)) start.title = changed->title;
    const State now = step.state();
    step.emit(StateKept{.start = {std::move(start)},
                        .state = {now},
                        .data = now.data,
                        .chain = command.chain,
                        .tasks = OpenTasks{log}.times(),
                        .approvers = approvers_of(log)});
    return {};
}

}  // namespace wf
