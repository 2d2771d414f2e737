#include "spec.hpp"

namespace wf::test {
namespace {

Act remove(std::uint32_t task, PersonId person) {
    return RemoveSigner{.task = SeatId{task}, .person = std::move(person)};
}
Act add(std::uint32_t task, std::vector<PersonId> people, SignerPlace place,
        SignerMode mode = SignerMode::All) {
    return AddSigner{.task = SeatId{task}, .people = std::move(people), .place = place, .mode = mode};
}
Story signers(const std::string& people, const std::string& settings) {
    return given(chain({approval("sign", by_users(people), settings)}));
}

// micronaut-camunda 429, flowable: a countersign whose last open task was deleted never goes on.
TEST(RemoveSigner, CountsTheVotesAnewAtOnce) {
    Story story = signers("lea carl", "'mode': 'all'");
    story.start("ann").when("lea", approve(1)).when("adam", remove(1, "carl"));
    EXPECT_EQ(story.status(), Status::Completed) << "lea's vote stays, and is all there is";
    EXPECT_EQ(story.entries().at(0).task, SeatId{2});
}

TEST(RemoveSigner, TheNextOfASequenceFollows) {
    Story story = signers("lea carl bob", "'mode': 'sequential'");
    story.start("ann").when("adam", remove(1, "lea"));
    EXPECT_EQ(story.open(), "2:carl");
    story.when("adam", remove(2, "bob"));
    EXPECT_EQ(story.open(), "2:carl");
    story.when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RemoveSigner, AVoteThatIsWonWithoutHimIsWon) {
    Story story = signers("lea carl bob", "'mode': 'vote', 'vote': {'need': '2/3'}");
    story.start("ann").when("lea", approve(1)).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
    Story fewer = signers("lea carl bob eve", "'mode': 'vote', 'vote': {'need': '2/3'}");
    fewer.start("ann").when("lea", approve(1)).when("carl", approve(2));
    EXPECT_EQ(fewer.status(), Status::Running) << "2/3 of four are three";
    fewer.when("adam", remove(1, "eve"));
    EXPECT_EQ(fewer.status(), Status::Completed) << "2/3 of three are two";
}

TEST(RemoveSigner, WhenNobodyIsLeftThePolicySpeaks) {
    Story story = signers("lea", "'on_no_approver': 'admin'");
    story.start("ann").when("adam", remove(1, "lea"));
    EXPECT_EQ(story.open(), "2:role:admin");
    EXPECT_EQ(story.entries().size(), 2u) << "the policy has an entry of its own";
}

TEST(RemoveSigner, ByWhoAddedHim) {
    Story story = signers("lea carl", "'mode': 'all'");
    story.start("ann").when("lea", add(1, {"bob"}, SignerPlace::Parallel));
    story.when("carl", remove(3, "bob")).rejects(Code::MayNotRemove, "added by \"lea\"");
    story.when("lea", remove(3, "carl")).rejects(Code::MayNotRemove, "definition");
    story.when("lea", remove(1, "bob")).then({SeatRemoved{.seat = SeatId{3}, .whose = {"bob"}}});
    EXPECT_EQ(story.open(), "1:lea 2:carl");
}

TEST(RemoveSigner, TheHostComesBackWhenNobodyIsLeftBeforeHim) {
    Story story = signers("lea", "");
    story.start("ann").when("lea", add(1, {"bob", "eve"}, SignerPlace::Before));
    story.when("lea", remove(1, "bob"));
    EXPECT_EQ(story.open(), "3:eve");
    story.when("lea", remove(1, "eve"));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RemoveSigner, AHostThatHasApprovedCountsWhenNobodyIsLeftAfterHim) {
    Story story = signers("lea", "");
    story.start("ann").when("lea", add(1, {"bob"}, SignerPlace::After)).when("lea", approve(1));
    EXPECT_EQ(story.open(), "2:bob");
    story.when("lea", remove(2, "bob"));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RemoveSigner, TakesAlongWhoSignsOnlyBeforeOrAfterHim) {
    Story story = signers("lea carl", "'mode': 'all'");
    story.start("ann").when("lea", add(1, {"bob"}, SignerPlace::After));
    story.when("lea", add(1, {"dora"}, SignerPlace::Parallel))
        .when("lea", add(1, {"eve"}, SignerPlace::Before));
    EXPECT_EQ(story.open(), "2:carl 4:dora 5:eve");
    story.when("adam", remove(1, "lea"));
    EXPECT_EQ(story.open(), "2:carl 4:dora") << "dora signs beside her";
    story.when("carl", approve(2)).when("dora", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RemoveSigner, NeverWhoHasVoted) {
    Story story = signers("lea carl", "'mode': 'all'");
    story.start("ann").when("lea", approve(1)).when("adam", remove(2, "lea"));
    story.rejects(Code::SeatHasVoted);
}

TEST(RemoveSigner, NotWhoIsNotAskedHere) {
    Story story = signers("lea carl", "'mode': 'all'");
    story.start("ann").when("adam", remove(1, "bob")).rejects(Code::SeatNotFound);
    story.when("adam", remove(9, "lea")).rejects(Code::TaskNotFound);
}

TEST(RemoveSigner, NotWhoHasClaimedTheTaskOfAGroup) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann").when("bob", Claim{.task = SeatId{1}}).when("adam", remove(1, "bob"));
    story.rejects(Code::SeatNotFound, "claimed");
}

TEST(RemoveSigner, NotAfterTheEnd) {
    Story story = signers("lea", "");
    story.start("ann").when("lea", approve(1)).when("adam", remove(1, "lea"));
    story.rejects(Code::TaskNotOpen);
}

}  // namespace
}  // namespace wf::test
