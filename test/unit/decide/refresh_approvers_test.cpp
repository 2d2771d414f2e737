#include "spec.hpp"

namespace wf::test {
namespace {

Act refresh(std::string node) { return RefreshApprovers{.node = std::move(node)}; }
Story board() {
    Story story = given(chain({approval("node", by_role("board"), "'mode': 'all'")}));
    story.start("ann");
    return story;
}
std::string seats(const Story& story) {
    std::string text;
    for (const Seat& seat : story.state().seats)
        if (seat.state == SeatState::Open || seat.state == SeatState::Approved)
            text += (text.empty() ? "" : " ") + seat.who();
    return text;
}

TEST(RefreshApprovers, WhoHasJoinedTheRoleGetsASeatAndWhoHasLeftItLosesHis) {
    Story story = board();
    EXPECT_EQ(seats(story), "bob carl dora");
    story.world.roles["board"] = {"bob", "dora", "eve"};
    story.when("adam", refresh("node"));
    EXPECT_EQ(seats(story), "bob dora eve");
}

TEST(RefreshApprovers, VotesThatWereCastStay) {
    Story story = board();
    story.when("carl", approve(2));
    story.world.roles["board"] = {"bob"};
    story.when("adam", refresh("node"));
    EXPECT_EQ(seats(story), "bob carl");
    story.when("bob", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RefreshApprovers, EndsTheIncidentOfANodeThatWasHeldBecauseSomebodyLeft) {
    Story story = given(chain({approval("node", by_role("board"), "'mode': 'all', 'on_leave': 'hold'")}));
    story.start("ann");
    story.world.leaves("bob");
    story.when("system", ReplaceLeavers{});
    EXPECT_FALSE(story.state().tokens.front().held.empty());
    story.world.roles["board"] = {"carl", "dora", "eve"};
    story.when("adam", refresh("node"));
    EXPECT_TRUE(story.state().tokens.front().held.empty());
    EXPECT_EQ(seats(story), "carl dora eve");
}

TEST(RefreshApprovers, MayCompleteTheNode) {
    Story story = board();
    story.when("bob", approve(1)).when("carl", approve(2));
    story.world.roles["board"] = {"bob", "carl"};
    story.when("adam", refresh("node"));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RefreshApprovers, IsForAdministrators) {
    board().when("bob", refresh("node")).rejects(Code::NotAnAdministrator);
}

TEST(RefreshApprovers, OfANodeThatIsActive) {
    board().when("adam", refresh("end")).rejects(Code::NodeNotActive);
    board().when("adam", refresh("nope")).rejects(Code::NodeNotFound);
}

}  // namespace
}  // namespace wf::test
