#include "core/log/history.hpp"

#include "core/log/checkpoint.hpp"
#include "core/model/command.hpp"

#include <algorithm>
#include <array>

namespace wf {
namespace {

// The last: what is elsewhere (checkpoint.hpp).
constexpr std::array passed_over{Comment::action, Copy::action, Remind::action, MarkRead::action, Checkpoint::action,
                                 Redact::action, std::string_view{}};

bool is_passed_over(const Entry& entry) {
    return std::find(passed_over.begin(), passed_over.end(), entry.action) != passed_over.end();
}

const StateRestored* restored_by(const Entry& entry) {
    for (const Event& event : entry.events)
        if (const auto* restored = std::get_if<StateRestored>(&event)) return restored;
    return nullptr;
}

std::size_t end_of(std::span<const Entry> log, std::size_t first) {
    std::size_t last = first;
    while (last + 1 < log.size() && log[last + 1].cause == log[first].seq) ++last;
    return last;
}

// One from before a checkpoint: the empty entry at the beginning stands for it.
constexpr LoggedCommand unknown{};

void undo(History& history, std::size_t by, bool is_whole) {
    if (history.done.empty() && is_whole) throw InconsistentLog{"an undo without a command"};
    history.undone.push_back({history.done.empty() ? unknown : history.done.back(), by});
    if (!history.done.empty()) history.done.pop_back();
}

void redo(History& history, bool is_whole) {
    if (history.undone.empty() && is_whole) throw InconsistentLog{"a redo without an undo"};
    history.done.push_back(history.undone.empty() ? unknown : history.undone.back().command);
    if (!history.undone.empty()) history.undone.pop_back();
}

}  // namespace

History history_of(std::span<const Entry> log) {
    History history;
    const bool is_whole = first_known(log) == 1;
    for (std::size_t first = end_of(log, 0) + 1; first < log.size(); first = end_of(log, first) + 1) {
        const Entry& entry = log[first];
        if (is_passed_over(entry)) continue;
        if (entry.action == Undo::action) {
            undo(history, first, is_whole);
        } else if (entry.action == Redo::action) {
            redo(history, is_whole);
        } else {
            history.done.push_back({first, end_of(log, first)});
            history.undone.clear();
        }
    }
    return history;
}

// Each entry but a restoring one follows the one that stood last; a restoring one makes an earlier one that. If that is
// elsewhere, the restoring one stands for it: its memento is the whole state.
std::vector<const Entry*> standing_entries(std::span<const Entry> log) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> last_standing(log.size(), none);
    std::vector<std::size_t> before(log.size(), none);
    std::size_t last = none;
    const std::int64_t known = first_known(log);
    for (std::size_t i = 0; i < log.size(); ++i) {
        const StateRestored* restored = restored_by(log[i]);
        if (restored && (restored->seq == 0 || restored->seq >= known)) {
            const auto seq = static_cast<std::size_t>(restored->seq);
            last = seq == 0 || seq > i ? none : last_standing[seq - 1];
        } else {
            before[i] = last;
            last = i;
        }
        last_standing[i] = last;
    }
    std::vector<const Entry*> standing;
    for (; last != none; last = before[last]) standing.push_back(&log[last]);
    std::reverse(standing.begin(), standing.end());
    return standing;
}

}  // namespace wf
