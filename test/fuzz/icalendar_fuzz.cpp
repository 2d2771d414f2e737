// Whatever the bytes: a problem with its line, or events that last no less than a day, whose days lie in the range that was
// asked for, in order, each once. scripts/fuzz.sh builds and runs it.
#include "core/calendar/icalendar.hpp"
#include "law.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

namespace {

using namespace wf;
using test::require;

void live_with(const std::vector<FeedEvent>& events, const std::string& text) {
    constexpr DayNumber first = 9'000, last = 9'800;
    const auto days = days_of(events, first, last);
    if (!days) return;
    std::set<std::pair<DayNumber, std::string>> seen;
    DayNumber before = first;
    for (const FeedDay& day : *days) {
        require(day.day >= before && day.day <= last, "days come in order, within the range", text);
        require(seen.emplace(day.day, day.event->uid).second, "an event is on a day once", text);
        before = day.day;
    }
    for (const FeedEvent& event : events) {
        require(event.first <= event.last, "an event does not end before it begins", text);
        require(!event.uid.empty(), "an event has a UID", text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto read = wf::read_icalendar(text);
    if (const auto* problem = std::get_if<wf::FeedProblem>(&read))
        wf::test::require(problem->line >= 1 && !problem->message.empty(), "a problem has its line", text);
    else
        live_with(std::get<std::vector<wf::FeedEvent>>(read), text);
    return 0;
}
