#include "spec.hpp"

namespace wf::test {
namespace {

Act claim(std::uint32_t task) { return Claim{.task = SeatId{task}}; }
Act release(std::uint32_t task) { return Release{.task = SeatId{task}}; }
Story claimed() {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann").when("bob", claim(1));
    return story;
}

TEST(Release, TheTaskIsForAllCandidatesAgain) {
    Story story = claimed();
    story.when("bob", release(1)).then({SeatReleased{.seat = SeatId{1}, .to = {"role:board"}}});
    story.when("carl", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Release, IsForWhoClaimedItAndAdministrators) {
    claimed().when("carl", release(1)).rejects(Code::NotTheHolder);
    Story story = claimed();
    story.when("adam", release(1)).then({SeatReleased{.seat = SeatId{1}, .to = {"role:board"}}});
}

TEST(Release, WhatNobodyClaimedCanNotBeReleased) {
    given(chain({approval("board", by_role("board"))}))
        .start("ann")
        .when("bob", release(1))
        .rejects(Code::NotClaimed);
}

TEST(Release, ATaskOfOnePersonCanNotBeReleased) {
    given(chain({approval("lead", by_users("lea"))}))
        .start("ann")
        .when("lea", release(1))
        .rejects(Code::NotAGroupTask);
}

}  // namespace
}  // namespace wf::test
