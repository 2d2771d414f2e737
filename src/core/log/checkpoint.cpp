#include "core/log/checkpoint.hpp"

#include "core/log/event_search.hpp"

#include <algorithm>
#include <iterator>

namespace wf {
namespace {

// The place of the first entry behind the last gap.
std::size_t behind_gaps(const std::vector<Entry>& log) {
    std::size_t place = log.size();
    while (place > 0 && (place == log.size() || log[place - 1].seq + 1 == log[place].seq)) --place;
    return place;
}

}  // namespace

bool is_checkpoint(const Entry& entry) {
    const auto* kept = first_of<StateKept>(entry);
    return kept && kept->start.size() == 1 && kept->state.size() == 1 && kept->state.front().version + 1 == entry.seq;
}

std::vector<Entry> from_checkpoint(std::vector<Entry> log) {
    if (log.empty()) return log;
    std::size_t first = behind_gaps(log);
    if (log[first].seq == 1) return log;
    while (first < log.size() && !is_checkpoint(log[first])) ++first;
    if (first == log.size()) return log;
    const StateKept& kept = *first_of<StateKept>(log[first]);
    const State& state = kept.state.front();
    std::vector<Entry> whole;
    whole.reserve(static_cast<std::size_t>(log[first].seq) + log.size() - first);
    for (std::int64_t seq = 1; seq < log[first].seq; ++seq) {
        Entry& elsewhere = whole.emplace_back();
        elsewhere.seq = seq;
        elsewhere.at = state.started_at;
    }
    whole.front().actor = state.initiator;
    whole.front().events.emplace_back(kept.start.front());
    std::move(log.begin() + static_cast<std::ptrdiff_t>(first), log.end(), std::back_inserter(whole));
    return whole;
}

std::int64_t first_known(std::span<const Entry> log) {
    for (const Entry& entry : log)
        if (!entry.action.empty()) return entry.seq;
    return 1;
}

}  // namespace wf
