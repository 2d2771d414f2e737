// Deadlines, reminders and timers that count working time.
#include "core/calendar/calendar_part.hpp"
#include "core/calendar/hours.hpp"
#include "core/calendar/working_time.hpp"
#include "core/model/deadline.hpp"
#include "core/model/time.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

constexpr Instant hour = 3'600'000'000;

Instant moment(const char* text) { return *parse_instant(text); }
std::string at(Instant when) { return iso_utc(when).substr(0, 16); }

// Eight hours, Monday to Friday, in UTC.
WorkingCalendar office() {
    CalendarPart part;
    part.id = "office";
    std::string problem;
    for (std::size_t day = 0; day < 5; ++day)
        part.week[day] = parse_hours({"09:00-12:00", "13:00-18:00"}, problem);
    return calendar_of({part}, feel::Zone::utc());
}

Story with_office(Story story) {
    story.world.calendars["office"] = office();
    story.by_administrator = true;
    return story;
}
Story one_node(const std::string& settings) {
    return with_office(
        given(chain({approval("node", by_users("bob"), "'calendar': 'office', " + settings)})));
}

const Wait& only_wait(const Story& story) {
    EXPECT_EQ(story.state().waits.size(), 1U);
    return story.state().waits.front();
}

TEST(WorkingTimer, IsDueAfterSoMuchWork) {
    Story story = one_node("'due': 'P2D'");
    story.start_at("ann", moment("2026-12-03T10:00Z"));
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-07T10:00");
    EXPECT_EQ(only_wait(story).span, "P2D");
    EXPECT_EQ(at(only_wait(story).since), "2026-12-03T10:00");
}

TEST(WorkingTimer, GoesByTheClockIfANodeSaysSo) {
    const char* text =
        "{'key': 'k', 'calendar': 'office', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'node', 'type': 'task', 'assignee': "
        "'bob', 'due': 'PT72H', %}, {'id': 'end', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'node'}, {'from': 'node', 'to': 'end'}]}";
    const auto due = [&](const std::string& more) {
        std::string json = text;
        Story story = with_office(given(json.replace(json.find('%'), 1, more)));
        story.start_at("ann", moment("2026-12-03T10:00Z"));
        return at(only_wait(story).due_at);
    };
    EXPECT_EQ(due("'calendar': 'none'"), "2026-12-06T10:00");
    EXPECT_EQ(due("'tag': 1"), "2026-12-16T10:00") << "of the definition: nine days";
}

TEST(WorkingTimer, LeavesMomentsWhereTheyAre) {
    Story story = one_node("'due': '2026-12-06T10:00:00Z'");
    story.start_at("ann", moment("2026-12-03T10:00Z"));
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-06T10:00");
    EXPECT_EQ(only_wait(story).span, "");
    story.when("adam", Suspend{});
    EXPECT_EQ(only_wait(story).remaining, "") << "it is a date, and no work is left of it";
}

TEST(WorkingTimer, RemindsEverySoManyHoursOfWork) {
    Story story = one_node("'remind': {'after': 'PT4H', 'every': 'PT6H', 'max': 4}");
    story.start_at("ann", moment("2026-12-03T16:00Z"));
    std::string times = at(only_wait(story).due_at);
    story.fires("node");
    times += " " + at(only_wait(story).due_at);
    story.fires_late("node", moment("2026-12-10T10:00Z"));
    times += " " + at(only_wait(story).due_at);
    EXPECT_EQ(times, "2026-12-04T11:00 2026-12-04T18:00 2026-12-10T16:00")
        << "those that were missed are over, the rhythm stays";
    EXPECT_EQ(only_wait(story).left, 1);
}

TEST(WorkingTimer, OfABoundaryHasTheCalendarOfWhatItWatches) {
    Story story = with_office(given(
        "{'key': 'k', 'implicit_ends': true, 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'node', 'type': 'task', 'assignee': 'bob', "
        "'calendar': 'office', 'boundary': [{'id': 'tick', 'type': 'timer', 'every': 'P1D', 'interrupting': false, 'to': 'note'}]}, "
        "{'id': 'note', 'type': 'copy', 'to': [{'by': 'users', 'users': ['cat']}]}, {'id': 'end', 'type': 'end'}], "
        "'flows': [{'from': 'start', 'to': 'node'}, {'from': 'node', 'to': 'end'}]}"));
    story.start_at("ann", moment("2026-12-04T10:00Z"));
    std::string times = at(only_wait(story).due_at);
    story.fires("tick");
    EXPECT_EQ(times + " " + at(only_wait(story).due_at), "2026-12-07T10:00 2026-12-08T10:00");
}

TEST(WorkingTimer, StandsStillWhileSuspendedAndKeepsTheWorkThatWasLeft) {
    Story story = one_node("'due': 'PT8H'");
    story.start_at("ann", moment("2026-12-03T16:00Z"));
    story.when_at("adam", Suspend{}, moment("2026-12-04T11:00Z"));
    EXPECT_EQ(only_wait(story).remaining, "PT14400S");
    EXPECT_EQ(deadline_of(story.state(), only_wait(story).token)->remaining, 4 * hour);
    story.world.calendars["office"].week[4] = {};  // an edit moves nothing that is left
    story.when_at("adam", Resume{}, moment("2026-12-11T17:00Z"));
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-14T14:00");
    EXPECT_EQ(only_wait(story).span, "PT14400S");
    EXPECT_EQ(only_wait(story).remaining, "");
}

TEST(WorkingTimer, ThatIsOverdueHasNothingLeft) {
    Story story = one_node("'due': 'PT1H'");
    story.start_at("ann", moment("2026-12-03T10:00Z"));
    story.when_at("adam", Suspend{}, moment("2026-12-04T11:00Z"));
    EXPECT_EQ(only_wait(story).remaining, "");
    EXPECT_EQ(deadline_of(story.state(), only_wait(story).token)->remaining, 0);
    story.when_at("adam", Resume{}, moment("2026-12-05T11:00Z"));
    EXPECT_LT(only_wait(story).due_at, moment("2026-12-05T11:00Z"));
}

TEST(WorkingTimer, OfTheProcessStandsStillWhileItIsTheInitiators) {
    Story story = with_office(given(
        "{'key': 'k', 'calendar': 'office', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'node', 'type': 'approval', 'approvers': [" +
        by_users("bob") +
        "]}, {'id': 'end', 'type': 'end'}, {'id': 'late', 'type': 'subprocess', 'event': true, 'nodes': [{'id': 'begin', "
        "'type': 'start', 'trigger': 'timer', 'after': 'P2D'}, {'id': 'over', 'type': 'end'}], 'flows': [{'from': 'begin', 'to': 'over'}]}], "
        "'flows': [{'from': 'start', 'to': 'node'}, {'from': 'node', 'to': 'end'}]}"));
    story.start_at("ann", moment("2026-12-03T10:00Z"));
    story.when_at("bob", SendBack{.task = SeatId{1}, .target = "start", .to_returner = false},
                  moment("2026-12-03T18:30Z"));
    EXPECT_EQ(story.status(), Status::Returned);
    EXPECT_EQ(only_wait(story).remaining, "PT32400S");
    story.when(PersonId{system_actor}, FireTimer{.wait = only_wait(story).id})
        .rejects(Code::JobNotOpen, "stands still");
    story.when_at("ann", Resubmit{}, moment("2026-12-08T08:00Z"));
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-09T10:00");
}

TEST(WorkingTimer, LeavesOutDaysOnWhichNobodyWorks) {
    Story story = with_office(given(
        "{'key': 'k', 'implicit_ends': true, 'calendar': 'office', 'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'node', 'type': 'task', "
        "'assignee': 'bob', 'boundary': [{'id': 'tick', 'type': 'timer', 'cron': '0 7 * * *', 'interrupting': false, 'to': 'note'}]}, "
        "{'id': 'note', 'type': 'copy', 'to': [{'by': 'users', 'users': ['cat']}]}, {'id': 'end', 'type': 'end'}], "
        "'flows': [{'from': 'start', 'to': 'node'}, {'from': 'node', 'to': 'end'}]}"));
    WorkingCalendar& calendar = story.world.calendars["office"];
    const auto day_off = [&](const char* text) { calendar.days[day_of(moment(text), calendar.zone)] = {}; };
    day_off("2026-12-04T00:00Z");
    story.start_at("ann", moment("2026-12-02T10:00Z"));
    std::string times = at(only_wait(story).due_at);
    story.fires("tick");
    EXPECT_EQ(times + " " + at(only_wait(story).due_at), "2026-12-03T07:00 2026-12-07T07:00")
        << "a holiday and a weekend";
    day_off("2026-12-07T00:00Z");
    story.when("adam", RecomputeDues{.calendars = {"office"}});
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-08T07:00");
    story.when("adam", Suspend{});
    day_off("2026-12-08T00:00Z");
    story.when("adam", Resume{});
    EXPECT_EQ(at(only_wait(story).due_at), "2026-12-09T07:00");
}

TEST(WorkingTimer, IsRefusedIfNobodyEverWorksSoMuch) {
    Story story = one_node("'due': 'PT1H'");
    story.world.calendars["office"].week = {};
    story.start("ann").rejects(Code::BadTimer, "never worked");
    Story other = one_node("'due': 'PT1H'");
    other.world.calendars.clear();
    other.start("ann").rejects(Code::CalendarNotFound, "office");
}

}  // namespace
}  // namespace wf::test
