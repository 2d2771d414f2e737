#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_steps = chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))});

TEST(Cancel, ByTheInitiatorEndsTheInstance) {
    given(two_steps)
        .start("ann")
        .when("ann", Cancel{})
        .then({
            SeatsClosed{.seats = {SeatId{1}}},
            InstanceEnded{.status = Status::Canceled},
        });
}

TEST(Cancel, IsPossibleAfterSomebodyHasActed) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1)).when("ann", Cancel{});
    EXPECT_EQ(story.status(), Status::Canceled);
}

TEST(Cancel, MembersOfTheDirectoryRoleAdminMay) {
    Story story = given(two_steps);
    story.start("ann").when("adam", Cancel{});
    EXPECT_EQ(story.status(), Status::Canceled);
    EXPECT_EQ(story.entries().at(0).actor, "adam");
}

TEST(Cancel, WhoseDatabaseRoleAdministersTheEngineMay) {
    Story story = given(two_steps);
    story.by_administrator = true;
    story.start("ann").when("bob", Cancel{});
    EXPECT_EQ(story.status(), Status::Canceled);
}

TEST(Cancel, StrangersMayNot) {
    given(two_steps)
        .start("ann")
        .when("bob", Cancel{})
        .rejects(Code::NotTheInitiator, "Its initiator and administrators can cancel it.");
}

TEST(Cancel, ApproversMayNot) {
    given(two_steps).start("ann").when("lea", Cancel{}).rejects(Code::NotTheInitiator);
}

TEST(Cancel, EndsAnInstanceThatIsHeld) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'hold'")}));
    story.start("ann").when("ann", Cancel{}).then({InstanceEnded{.status = Status::Canceled}});
}

TEST(Cancel, IsRefusedAfterTheEnd) {
    given(two_steps)
        .start("ann")
        .when("lea", reject(1))
        .when("ann", Cancel{})
        .rejects(Code::InstanceEnded, "\"rejected\"");
}

}  // namespace
}  // namespace wf::test
