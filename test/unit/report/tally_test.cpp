#include "core/report/tally.hpp"

#include "../spec.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

namespace wf::test {
namespace {

using report::Subject;
namespace count = report::count;

class OneDay final : public report::Almanac {
public:
    std::int32_t day_of(Instant) override { return 40; }
    std::string department_of(std::int64_t, const PersonId& person, Instant) override { return "of " + person; }
};

report::Sums tallied(const Story& story, bool keeps_bytes = false) {
    OneDay almanac;
    report::Sums sums;
    const report::FlowGraph graph{story.definition()};
    report::Life life;
    for (const Entry& entry : story.log()) {
        report::tally(graph, {.tenant = 1, .definition = 2, .initiator = "ann", .started_at = story.state().started_at}, entry, life, sums, almanac);
        if (keeps_bytes) life = report::life_from_bytes(report::life_to_bytes(life)).value();
    }
    return sums;
}

std::int64_t number(const report::Sums& sums, Subject subject, std::string name, std::size_t place, std::string other = "") {
    const auto found = sums.find({.subject = subject, .tenant = 1, .definition = 2, .day = 40, .name = std::move(name), .other = std::move(other)});
    return found == sums.end() ? 0 : found->second.counts[place];
}

// "a > b 1", by what it leads from and to.
std::string flows(const Story& story) {
    std::map<std::string, std::int64_t> taken;
    for (const auto& [key, sum] : tallied(story))
        if (key.subject == Subject::Flow) taken[key.name + " > " + key.other] = sum.counts[count::taken];
    std::string text;
    for (const auto& [flow, times] : taken) text += (text.empty() ? "" : ", ") + flow + " " + std::to_string(times);
    return text;
}

const std::string two = chain({approval("one", by_users("bob")), approval("two", by_users("carl"))});

const std::string branches = definition(
    {{"fork", "{'id': 'fork', 'type': 'parallel'}"}, approval("a", by_users("bob")), approval("b", by_users("carl")),
     {"join", "{'id': 'join', 'type': 'parallel'}"}, approval("c", by_users("dora"))},
    "{'from': 'start', 'to': 'fork'}, {'from': 'fork', 'to': 'a'}, {'from': 'fork', 'to': 'b'}, {'from': 'a', 'to': 'join'}, "
    "{'from': 'b', 'to': 'join'}, {'from': 'join', 'to': 'c'}, {'from': 'c', 'to': 'end'}");

TEST(Tally, CountsAnApprovalAndItsTime) {
    Story story = given(two);
    story.start("ann").when("bob", approve(1)).when("carl", approve(2));
    const report::Sums sums = tallied(story);
    EXPECT_EQ(number(sums, Subject::Status, "created", count::came), 1);
    EXPECT_EQ(number(sums, Subject::Status, "completed", count::came), 1);
    EXPECT_EQ(number(sums, Subject::Status, "completed", count::status_elapsed), 2'000'000);
    EXPECT_EQ(number(sums, Subject::Origin, "of ann", count::came, "completed"), 1);
    EXPECT_EQ(number(sums, Subject::Node, "two", count::entered), 1);
    EXPECT_EQ(number(sums, Subject::Node, "two", count::node_elapsed), 1'000'000);
    EXPECT_EQ(number(sums, Subject::Work, "one", count::task_approved), 1);
    EXPECT_EQ(number(sums, Subject::Person, "bob", count::waiting), 1'000'000);
    EXPECT_EQ(number(sums, Subject::Department, "of carl", count::task_approved), 1);
    EXPECT_EQ(number(sums, Subject::Variant, "one\x1ftwo", count::instances, "completed"), 1);
}

TEST(Tally, TellsWaitingFromWorkingByTheClaim) {
    Story story = given(chain({approval("one", by_role("board"))}));
    story.start("ann").when("carl", Claim{.task = SeatId{1}});
    story.when("carl", approve(1));
    const report::Sums sums = tallied(story);
    EXPECT_EQ(number(sums, Subject::Work, "one", count::claimed), 1);
    EXPECT_EQ(number(sums, Subject::Work, "one", count::waiting), 1'000'000);
    EXPECT_EQ(number(sums, Subject::Work, "one", count::working), 1'000'000);
    EXPECT_EQ(number(sums, Subject::Person, "carl", count::waiting), 0);
}

TEST(Tally, CountsATaskThatWaitsForOthersOnce) {
    Story story = given(chain({approval("one", by_users("bob"))}));
    story.start("ann").when("bob", AddSigner{.task = SeatId{1}, .people = {"carl"}, .place = SignerPlace::Before});
    story.when("carl", approve(2)).when("bob", approve(1));
    const report::Sums sums = tallied(story, true);
    EXPECT_EQ(number(sums, Subject::Work, "one", count::opened), 2);
    EXPECT_EQ(number(sums, Subject::Person, "bob", count::opened), 1);
    EXPECT_EQ(number(sums, Subject::Person, "bob", count::task_approved), 1);
    EXPECT_EQ(number(sums, Subject::Person, "bob", count::waiting), 1'000'000) << "since it came back";
}

TEST(Tally, FollowsEachBranchAndNotTheClock) {
    Story story = given(branches);
    story.start("ann");
    story.when("carl", approve(story.task("b"))).when("bob", approve(story.task("a")));
    story.when("dora", approve(story.task("c")));
    EXPECT_EQ(flows(story), "a > c 1, b > c 1, c > end 1, start > a 1, start > b 1");
}

TEST(Tally, LeadsARejectionToItsStatus) {
    Story story = given(two);
    story.start("ann").when("bob", reject(1));
    EXPECT_EQ(flows(story), "one > :rejected 1, start > one 1");
    EXPECT_EQ(number(tallied(story), Subject::Node, "one", count::rejected), 1);
}

TEST(Tally, LeadsAReturnFromTheNodeThatSentBack) {
    Story story = given(two);
    story.start("ann").when("bob", approve(1)).when("carl", SendBack{.task = SeatId{2}, .target = "one"});
    EXPECT_EQ(flows(story), "one > two 1, start > one 1, two > one 1");
    const report::Sums sums = tallied(story);
    EXPECT_EQ(number(sums, Subject::Node, "two", count::returned), 1);
    EXPECT_EQ(number(sums, Subject::Node, "one", count::again), 1);
    EXPECT_EQ(number(sums, Subject::Person, "carl", count::task_returned), 1);
}

TEST(Tally, CountsTheSameWhereverItStopsAndGoesOn) {
    Story story = given(branches);
    story.start("ann");
    story.when("carl", approve(story.task("b"))).when("bob", SendBack{.task = SeatId{story.task("a")}, .target = "start"});
    const report::Sums whole = tallied(story);
    const report::Sums parts = tallied(story, true);
    ASSERT_EQ(whole.size(), parts.size());
    for (const auto& [key, sum] : whole) EXPECT_EQ(sum.counts, parts.at(key).counts) << key.name << " " << key.other;
}

TEST(Tally, AddsDaysToMonthsAndPeopleToAllDefinitions) {
    Story story = given(two);
    story.start("ann").when("bob", approve(1)).when("carl", approve(2));
    report::Sums sums = tallied(story);
    report::add_totals(sums);
    const auto bob = sums.find({.subject = Subject::Person, .tenant = 1, .definition = 0, .is_month = true, .day = 31, .name = "bob"});
    ASSERT_NE(bob, sums.end());
    EXPECT_EQ(bob->second.counts[count::task_approved], 1);
}

TEST(Life, IsNotReadFromOtherBytes) {
    EXPECT_FALSE(report::life_from_bytes(""));
    EXPECT_FALSE(report::life_from_bytes("\x02\x01"));
    EXPECT_FALSE(report::life_from_bytes("\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f"));
    const std::string whole = report::life_to_bytes({.tokens = {{.id = TokenId{3}, .node = "a", .since = 5}}, .way = {"a"}});
    ASSERT_TRUE(report::life_from_bytes(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(report::life_from_bytes(whole.substr(0, size))) << size;
}

}  // namespace
}  // namespace wf::test
