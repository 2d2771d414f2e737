#include "core/log/checkpoint.hpp"

#include "core/log/event_search.hpp"

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

std::vector<Entry> from_checkpoint(std::vector<Entry> log) {
    if (log.empty()) return log;
    std::size_t first = behind_gaps(log);
    if (log[first].seq == 1) return log;
    while (first < log.size() && !first_of<StateKept>(log[first])) ++first;
    if (first == log.size() || first_of<StateKept>(log[first])->start.size() != 1) return log;
    const Instant at = first_of<StateKept>(log[first])->state.front().started_at;
    std::vector<Entry> whole;
    for (std::int64_t seq = 1; seq < log[first].seq; ++seq) {
        Entry& elsewhere = whole.emplace_back();
        elsewhere.seq = seq;
        elsewhere.at = at;
    }
    whole.front().actor = first_of<StateKept>(log[first])->state.front().initiator;
    whole.front().events.emplace_back(first_of<StateKept>(log[first])->start.front());
    whole.insert(whole.end(), std::make_move_iterator(log.begin() + static_cast<std::ptrdiff_t>(first)),
                 std::make_move_iterator(log.end()));
    return whole;
}

std::int64_t first_known(std::span<const Entry> log) {
    for (const Entry& entry : log)
        if (!entry.action.empty()) return entry.seq;
    return 1;
}

}  // namespace wf
