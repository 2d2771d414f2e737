#include "spec.hpp"

namespace wf::test {
namespace {

Act add(std::uint32_t task, std::vector<PersonId> people, SignerPlace place,
        SignerMode mode = SignerMode::All) {
    return AddSigner{.task = SeatId{task}, .people = std::move(people), .place = place, .mode = mode};
}
Act before(std::uint32_t task, std::vector<PersonId> people, SignerMode mode = SignerMode::All) {
    return add(task, std::move(people), SignerPlace::Before, mode);
}
Act after(std::uint32_t task, std::vector<PersonId> people) {
    return add(task, std::move(people), SignerPlace::After);
}
Act beside(std::uint32_t task, std::vector<PersonId> people) {
    return add(task, std::move(people), SignerPlace::Parallel);
}

// lea, carl, dora have the tasks 1, 2, 3.
Story three(const std::string& vote) {
    return given(
        chain({approval("sign", by_users("lea carl dora"), "'mode': 'vote', 'vote': {" + vote + "}")}));
}

TEST(Units, WhoSignsBeforeOrAfterDoesNotInflateTheVote) {
    Story story = three("'need': '2/3'");
    story.start("ann")
        .when("lea", before(1, {"bob", "eve", "boss"}, SignerMode::Any))
        .when("bob", approve(4));
    story.when("lea", approve(1)).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed) << "two of three";
}

TEST(Units, BesideMakesTheVoteLarger) {
    Story story = three("'need': '2/3'");
    story.start("ann").when("lea", beside(1, {"bob", "eve"}));
    story.when("lea", approve(1)).when("carl", approve(2)).when("dora", approve(3));
    EXPECT_EQ(story.status(), Status::Running) << "2/3 of five are four";
    story.when("bob", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Units, TheVoteEndsAsSoonAsItCanNotBeWon) {
    Story story = three("'need': '2/3'");
    story.start("ann").when("lea", before(1, {"bob"})).when("bob", reject(4));
    EXPECT_EQ(story.status(), Status::Running) << "one of three is lost";
    story.when("carl", reject(2));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(Units, AUnitHasTheWeightOfItsSeat) {
    Story story = three("'need': 3, 'weights': {'lea': 3}");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("bob", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Units, AVetoOfEverybodyIsAlsoTheirs) {
    Story story = three("'need': 1, 'veto': true");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1)).when("bob", reject(4));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(Units, WhoVetoesAloneDoesSoAlsoAsAnAddedSigner) {
    Story story = three("'need': 1, 'veto': ['bob']");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1)).when("bob", reject(4));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(Units, OneRefusalInAGroupThatGoesOnIsNoVeto) {
    Story story = three("'need': 1, 'veto': true");
    story.start("ann").when("lea", before(1, {"bob", "eve"}, SignerMode::Any)).when("bob", reject(4));
    EXPECT_EQ(story.open(), "2:carl 3:dora 5:eve");
}

TEST(Units, AnEmptyGroupIsNone) {
    Story story = three("'need': '100%'");
    story.start("ann").when("lea", add(1, {"bob", "eve"}, SignerPlace::Parallel, SignerMode::Any));
    story.when("lea", RemoveSigner{.task = SeatId{1}, .person = "bob"});
    story.when("lea", RemoveSigner{.task = SeatId{1}, .person = "eve"});
    story.when("lea", approve(1)).when("carl", approve(2)).when("dora", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

}  // namespace
}  // namespace wf::test
