// When timers of a process fire: in which zone, and in which rhythm.
#include "core/model/time.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

constexpr Instant minute = 60'000'000, hour = 60 * minute, day = 24 * hour;

Instant moment(const char* text) { return *parse_instant(text); }

// Somebody works on "node" while the timer "tick" of its boundary comes, by `every`.
Story ticking(const std::string& every, const std::string& zone = "") {
    const std::string node =
        "{'id': 'node', 'type': 'task', 'assignee': 'bob', 'boundary': [{'id': 'tick', 'type': 'timer', " +
        every + ", 'interrupting': false, 'to': 'note'}]}";
    return given(
        "{'key': 'k', " + zone + "'implicit_ends': true, 'nodes': [{'id': 'start', 'type': 'start'}, " +
        node +
        ", {'id': 'note', 'type': 'copy', 'to': [{'by': 'users', 'users': ['cat']}]}, {'id': 'end', 'type': 'end'}], "
        "'flows': [{'from': 'start', 'to': 'node'}, {'from': 'node', 'to': 'end'}]}");
}

Instant due(const Story& story) {
    return story.state().waits.empty() ? 0 : story.state().waits.front().due_at;
}

TEST(Timer, KeepsItsRhythmHoweverLateItFires) {
    Story story = ticking("'every': 'PT1H'");
    story.start("ann");
    const Instant first = due(story);
    story.fires_late("tick", first + 50 * minute);
    EXPECT_EQ(due(story), first + hour);
    story.fires_late("tick", first + 5 * hour + minute);
    EXPECT_EQ(due(story), first + 6 * hour) << "once for all that was missed";
}

TEST(Timer, CountsMonthsFromTheDayItWasSet) {
    Story story = ticking("'every': 'P1M'");
    story.start_at("ann", moment("2027-01-31T09:00Z"));
    std::string days;
    for (int i = 0; i < 3; ++i) {
        days += iso_utc(due(story)).substr(5, 6);
        story.fires_late("tick", due(story) + minute);
    }
    EXPECT_EQ(days, "02-28T03-31T04-30T");
}

TEST(Timer, GoesOnFromWhereItStoodWhenTheInstanceWasSuspended) {
    Story story = ticking("'every': 'PT1H'");
    story.start("ann");
    const Instant first = due(story);
    story.by_administrator = true;
    story.when("root", Suspend{});
    const Instant suspended = story.state().last_at;
    story.when("root", Resume{});
    const Instant delay = story.state().last_at - suspended;
    EXPECT_EQ(due(story), first + delay);
    story.fires("tick");
    EXPECT_EQ(due(story), first + delay + hour);
}

TEST(Timer, ComesAsOftenAsItsTextSaysAndIsClosedThen) {
    Story story = ticking("'every': 'R2/PT1H'");
    story.start("ann");
    story.fires("tick").fires("tick");
    EXPECT_EQ(story.armed(), "");
    EXPECT_EQ(story.times("note"), 2);
}

TEST(Timer, ByCronIsOfTheDefinitionsZone) {
    Story story = ticking("'cron': '0 9 * * *'", "'time_zone': 'Asia/Shanghai', ");
    story.start("ann");
    EXPECT_EQ((due(story) - moment("2000-01-01T01:00Z")) % day, 0) << "nine there";
    story.fires("tick");
    EXPECT_EQ(due(story), moment("2000-01-02T01:00Z"));
}

TEST(Timer, ByCronIsAtItsTimeAgainAfterASuspension) {
    Story story = ticking("'cron': '0 9 * * *'");
    story.start("ann");
    story.by_administrator = true;
    story.when("root", Suspend{}).when("root", Resume{});
    EXPECT_EQ(due(story) % day, 9 * hour);
}

TEST(Timer, WithoutAZoneIsOfTheHostsOrTheDefinitions) {
    const auto due_of = [](const std::string& zone, const std::string& text) {
        Story story =
            given("{'key': 'k', " + zone +
                  "'implicit_ends': true, 'form': {'fields': [{'name': 'day', 'type': 'date'}, "
                  "{'name': 'at', 'type': 'datetime'}]}, 'nodes': [{'id': 'start', 'type': 'start'}, "
                  "{'id': 'node', 'type': 'task', 'assignee': 'bob', 'due': '" +
                  text +
                  "'}], "
                  "'flows': [{'from': 'start', 'to': 'node'}]}");
        story.limits.time_zone = *zone_named("Europe/Paris");
        story.start("ann", "{'day': '2027-06-01', 'at': '2027-06-01T18:00'}");
        return iso_utc(due(story)).substr(0, 16);
    };
    const std::string shanghai = "'time_zone': 'Asia/Shanghai', ";
    EXPECT_EQ(due_of("", "2027-06-01T18:00:00"), "2027-06-01T16:00");
    EXPECT_EQ(due_of(shanghai, "2027-06-01T18:00:00"), "2027-06-01T10:00");
    EXPECT_EQ(due_of(shanghai, "day"), "2027-05-31T16:00");
    EXPECT_EQ(due_of(shanghai, "at"), "2027-06-01T10:00");
    EXPECT_EQ(due_of(shanghai, "date(at) + duration(\\\"P1D\\\")"), "2027-06-01T16:00");
    EXPECT_EQ(due_of(shanghai, "2027-06-01T18:00:00Z"), "2027-06-01T18:00") << "its own comes first";
    EXPECT_EQ(due_of("", "2027-06-01T18:00:00@Asia/Shanghai"), "2027-06-01T10:00");
}

TEST(Condition, ComparesAMomentOfTheFormWithNow) {
    const auto holds = [](const std::string& condition) {
        Story story = given(
            "{'key': 'k', 'time_zone': 'Asia/Shanghai', 'form': {'fields': [{'name': 'at', 'type': 'datetime'}]}, "
            "'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'x', 'type': 'exclusive'}, {'id': 'yes', 'type': 'end'}, "
            "{'id': 'no', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'x'}, {'from': 'x', 'to': 'yes', 'when': '" +
            condition + "'}, {'from': 'x', 'to': 'no', 'default': true}]}");
        story.start("ann", "{'at': '2000-01-01T08:00'}");
        return story.way().ends_with("yes");
    };
    // The story begins at 2000-01-01T00:00:01Z: 08:00:01 in Shanghai.
    EXPECT_TRUE(holds("at < now()"));
    EXPECT_FALSE(holds("at > now()"));
    EXPECT_TRUE(holds("now() - at < duration(\\\"PT1M\\\")"));
    EXPECT_TRUE(holds("at = date and time(\\\"2000-01-01T00:00:00Z\\\")"));
    EXPECT_TRUE(holds("at = date and time(\\\"2000-01-01T08:00:00\\\")"));
    EXPECT_TRUE(holds("now() in [at..date and time(\\\"2000-01-01T09:00:00\\\")]"));
}

TEST(Reminder, KeepsItsRhythm) {
    Story story = given(chain(
        {approval("node", by_users("bob"), "'remind': {'after': 'PT24H', 'every': 'PT4H', 'max': 3}")}));
    story.start("ann");
    const Instant first = due(story);
    story.fires_late("node", first + hour);
    EXPECT_EQ(due(story), first + 4 * hour);
    story.fires_late("node", first + 9 * hour);
    EXPECT_EQ(due(story), first + 12 * hour);
    story.fires("node");
    EXPECT_EQ(story.armed(), "") << "three in all";
}

TEST(Deadline, DoesNotRunWhileTheRequestIsWithTheInitiatorAgain) {
    Story story = given(chain({approval("node", by_users("bob"), "'due': 'PT24H', 'on_timeout': 'reject'")}));
    story.start("ann");
    story.when("bob", SendBack{.task = SeatId{1}, .target = "start"});
    EXPECT_EQ(story.armed(), "");
    const Instant later = story.state().last_at + 3 * day;
    story.when_at("ann", Resubmit{}, later);
    EXPECT_EQ(due(story), later + day) << "it has its whole time again";
}

TEST(Clock, OfATryCountsForWhatItDoesAndIsNotedBesideTheRealOne) {
    Story story = given(chain({approval("node", by_users("bob"), "'due': 'PT24H', 'on_timeout': 'approve'"),
                               approval("next", by_users("bob"), "'due': 'PT24H'")}));
    story.start("ann");
    const Instant real = story.state().last_at, tried = real + 3 * day;
    story.fires_as_of("node", tried);
    EXPECT_EQ(due(story), tried + day) << "computed with the moment that is tried";
    EXPECT_LT(story.state().last_at, real + minute) << "which the log does not take for its own";
    EXPECT_EQ(story.log().back().as_of, tried);
    story.when("bob", approve(2));
    EXPECT_LT(story.state().last_at, real + minute) << "nobody acts in the future";
    EXPECT_EQ(story.log().back().as_of, 0);
}

TEST(Clock, OfATryDoesNotLetATimerFireEarly) {
    Story story =
        given(chain({approval("node", by_users("bob"), "'due': 'PT24H', 'on_timeout': 'approve'")}));
    story.start("ann");
    story.fires_as_of("node", due(story) - 1).rejects(Code::JobNotOpen);
}

}  // namespace
}  // namespace wf::test
