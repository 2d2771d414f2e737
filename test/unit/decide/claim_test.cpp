#include "spec.hpp"

namespace wf::test {
namespace {

Act claim(std::uint32_t task) { return Claim{.task = SeatId{task}}; }
std::string board(const std::string& settings = "") {
    return chain({approval("board", by_role("board"), settings)});
}

TEST(Claim, TheTaskBelongsToWhoClaimedIt) {
    Story story = given(board());
    story.start("ann").when("bob", claim(1)).then({SeatClaimed{.seat = SeatId{1}, .by = "bob"}});
    story.when("carl", approve(1)).rejects(Code::NotTheHolder);
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Claim, TheSecondIsToldWhoWasFirst) {
    Story story = given(board());
    story.start("ann").when("bob", claim(1)).when("carl", claim(1)).rejects(Code::AlreadyClaimed);
    EXPECT_EQ(story.state().find_seat(SeatId{1})->holder, "bob");
}

TEST(Claim, IsForCandidates) {
    given(board()).start("ann").when("eve", claim(1)).rejects(Code::NotTheHolder);
}

TEST(Claim, ATaskOfOnePersonNeedsNone) {
    given(chain({approval("lead", by_users("lea"))}))
        .start("ann")
        .when("lea", claim(1))
        .rejects(Code::NotAGroupTask);
}

TEST(Claim, MayBeRequiredBeforeAnybodyDecides) {
    Story story = given(board("'claim': 'required'"));
    story.start("ann").when("bob", approve(1)).rejects(Code::NotClaimed);
    story.when("bob", claim(1)).when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Claim, IsRefusedToWhoMayNotSignThisNode) {
    Story story = given(chain({approval("first", by_users("bob")),
                               approval("second", by_role("board"), "'not_same_as': ['first']")}));
    story.start("ann").when("bob", approve(1));
    story.when("bob", claim(2)).rejects(Code::SeparationOfDuties);
    story.when("carl", claim(2)).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

}  // namespace
}  // namespace wf::test
