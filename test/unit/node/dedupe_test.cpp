#include "spec.hpp"

namespace wf::test {
namespace {

Story running(const std::string& policy, const std::vector<std::string>& people,
              const std::string& form = "") {
    std::vector<NodeText> nodes;
    for (std::size_t i = 0; i < people.size(); ++i)
        nodes.push_back(approval("n" + std::to_string(i + 1), by_users(people[i]),
                                 "'mode': 'all', 'dedupe': '" + policy + "'"));
    Story story = given(chain(nodes, form));
    story.start("ann");
    return story;
}
// The nodes at which a person was passed by the policy.
std::string passed(const Story& story) {
    std::string text;
    for (const Entry& entry : story.log())
        for (const Event& event : entry.events)
            if (std::holds_alternative<SeatPassed>(event))
                text += entry.node + ":" + entry.on_behalf_of + " ";
    return text;
}

TEST(DedupePolicy, OffAsksEverybodyEveryTime) {
    Story story = running("off", {"lea", "lea"});
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Running);
}

TEST(DedupePolicy, OncePassesWhoHasApprovedAnywhereBefore) {
    Story story = running("once", {"lea", "bob", "lea bob"});
    story.when("lea", approve(1)).when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(passed(story), "n3:lea n3:bob ");
}

TEST(DedupePolicy, ThePassIsAnEntryOfTheSystemThatCitesTheEarlierOne) {
    Story story = running("once", {"lea", "lea"});
    story.when("lea", approve(1));
    const Entry& entry = story.entries().back();
    EXPECT_EQ(entry.actor, system_actor);
    EXPECT_EQ(entry.action, "approve");
    EXPECT_EQ(entry.on_behalf_of, "lea");
    EXPECT_EQ(entry.comment, "\"lea\" has approved node \"n1\" before, in entry 2; dedupe: once");
}

TEST(DedupePolicy, ConsecutiveLooksAtTheNodeJustBeforeOnly) {
    Story story = running("consecutive", {"lea", "lea", "bob", "lea"});  // A, A, B, A
    story.when("lea", approve(1));
    EXPECT_EQ(passed(story), "n2:lea ");
    story.when("bob", approve(3));
    EXPECT_EQ(story.status(), Status::Running) << "the last one is asked";
    story.when("lea", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(DedupePolicy, LastLeavesTheSignatureToTheLastNode) {
    Story story = running("last", {"lea", "bob", "lea"});
    EXPECT_EQ(passed(story), "n1:lea ");
    story.when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("lea", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(DedupePolicy, NeverAcrossAChangedMaterialField) {
    Story story =
        running("once", {"lea", "bob", "lea"}, "{'name': 'days', 'type': 'number', 'material': true}");
    story.when("lea", approve(1)).when("bob", approve(2, "{'days': 9}"));
    EXPECT_EQ(story.status(), Status::Running) << "lea has to look again";
    EXPECT_EQ(passed(story), "");
}

TEST(DedupePolicy, AFieldThatIsNotMaterialChangesNothing) {
    Story story = running("once", {"lea", "bob", "lea"}, "{'name': 'days', 'type': 'number'}");
    story.when("lea", approve(1)).when("bob", approve(2, "{'days': 9}"));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(DedupePolicy, ANodeThatIsEnteredAgainAsksAgain) {
    Story story = given(definition({approval("lead", by_users("lea"), "'dedupe': 'once'"),
                                    {"again", "{'id': 'again', 'type': 'exclusive'}"}},
                                   "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'again'}, "
                                   "{'from': 'again', 'to': 'lead', 'when': 'repeat'},"
                                   "{'from': 'again', 'to': 'end', 'default': true}"));
    story.start("ann", "{'repeat': true}").when("lea", approve(1));
    EXPECT_EQ(story.state().find_seat(SeatId{2})->state, SeatState::Open);
}

TEST(DedupePolicy, DoesNotKeepTheInitiatorFromWithdrawing) {
    Story story = running("last", {"lea", "lea"});
    story.when("ann", Withdraw{});
    EXPECT_EQ(story.status(), Status::Withdrawn) << "nobody has acted yet";
}

}  // namespace
}  // namespace wf::test
