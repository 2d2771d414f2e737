#include "core/calendar/calendar_part.hpp"
#include "core/model/time.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

// Round the clock, every day.
WorkingCalendar always() {
    CalendarPart part;
    part.id = "always";
    for (auto& day : part.week) day = Shifts{{.from = 0, .until = 1440}};
    return calendar_of({part}, feel::Zone::utc());
}

Story due_in_two_days() {
    Story story = given(chain({approval("node", by_users("bob"), "'calendar': 'always', 'due': 'P2D'")}));
    story.world.calendars["always"] = always();
    story.by_administrator = true;
    story.start_at("ann", *parse_instant("2026-12-03T10:00Z"));
    return story;
}

Act recompute(std::vector<std::string> calendars = {"other", "always"}) {
    return RecomputeDues{.calendars = std::move(calendars)};
}
std::string due(const Story& story) { return iso_utc(story.state().waits.front().due_at).substr(0, 16); }

TEST(RecomputeDues, CountsOpenTimersAgainFromWhereTheyBegan) {
    Story story = due_in_two_days();
    story.world.calendars["always"].days[*parse_instant("2026-12-04T00:00Z") / 86'400'000'000] = {};
    EXPECT_EQ(due(story), "2026-12-05T10:00");
    story.when("adam", recompute());
    EXPECT_EQ(due(story), "2026-12-06T10:00");
    story.when("adam", recompute());
    EXPECT_TRUE(story.entries().front().events.empty()) << "once";
}

TEST(RecomputeDues, IsAboutTheCalendarsThatAreNamed) {
    Story story = due_in_two_days();
    story.world.calendars["always"].days[*parse_instant("2026-12-04T00:00Z") / 86'400'000'000] = {};
    story.when("adam", recompute({"other"}));
    EXPECT_EQ(due(story), "2026-12-05T10:00");
}

TEST(RecomputeDues, IsOverWithTheInstance) {
    Story story = due_in_two_days();
    story.when("bob", approve(1));
    story.when("adam", recompute()).rejects(Code::InstanceEnded);
}

}  // namespace
}  // namespace wf::test
