#include "core/log/open_tasks.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/log/event_search.hpp"
#include "core/log/evolve.hpp"
#include "core/model/deadline.hpp"
#include "core/model/state.hpp"

#include <algorithm>

namespace wf {
namespace {

Instant due_at(const State& state, TokenId token) {
    const std::optional<Deadline> deadline = deadline_of(state, token);
    return deadline && !deadline->remaining ? deadline->due_at : 0;
}

// A task keeps the time that it was due when it was opened, also after that has passed; until the clock stood still, or
// was set back.
bool sets_clock(const Entry& entry) {
    return first_of<InstanceSuspended>(entry) || first_of<InstanceResumed>(entry) || first_of<StateRestored>(entry) ||
           first_of<WaitPaused>(entry) || first_of<WaitReset>(entry);
}

// A task that is opened again is another one.
std::vector<SeatId> opened_again(const Entry& entry) {
    std::vector<SeatId> seats;
    for (const Event& event : entry.events) {
        if (const auto* opened = std::get_if<SeatOpened>(&event)) seats.push_back(opened->seat);
        if (const auto* reopened = std::get_if<SeatReopened>(&event)) seats.push_back(reopened->seat);
    }
    return seats;
}

}  // namespace

OpenTasks::OpenTasks(std::span<const Entry> log) {
    for (const Entry& entry : log) {
        go_on();
        read(entry);
    }
}

void OpenTasks::read(const Entry& entry) {
    apply(state_, entry);
    if (entry.events.empty()) return;
    for (const SeatId seat : opened_again(entry)) tasks_.erase(seat.value);
    const StateKept* kept = first_of<StateKept>(entry);
    if (kept)
        for (const TaskTimes& task : kept->tasks) tasks_.emplace(task.seat.value, task);
    std::map<std::uint32_t, TaskTimes> open;
    for (const Seat& seat : state_.seats) {
        if (seat.state != SeatState::Open) continue;
        const auto known = tasks_.find(seat.id.value);
        const Instant since = kept ? 0 : entry.at;
        TaskTimes task = known != tasks_.end()
                             ? known->second
                             : TaskTimes{.seat = seat.id, .created_at = since, .due_at = due_at(state_, seat.token)};
        if (known != tasks_.end() && sets_clock(entry) && deadline_of(state_, seat.token))
            task.due_at = due_at(state_, seat.token);
        if (!seat.is_claimed())
            task.claimed_at = 0;
        else if (task.claimed_at == 0 && task.created_at != 0)
            task.claimed_at = since;
        open.emplace(seat.id.value, task);
    }
    tasks_ = std::move(open);
}

std::vector<TaskTimes> OpenTasks::times() const {
    std::vector<TaskTimes> times;
    for (const auto& [seat, task] : tasks_) times.push_back(task);
    return times;
}

}  // namespace wf
