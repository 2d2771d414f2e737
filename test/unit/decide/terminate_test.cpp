#include "spec.hpp"

namespace wf::test {
namespace {

const std::string one_signer = chain({approval("lead", by_users("lea"))});

TEST(Terminate, ByAMemberOfTheDirectoryRoleAdminEndsTheInstance) {
    given(one_signer)
        .start("ann")
        .when("adam", Terminate{})
        .then({
            SeatsClosed{.seats = {SeatId{1}}},
            InstanceEnded{.status = Status::Terminated},
        });
}

TEST(Terminate, WhoseDatabaseRoleAdministersTheEngineMay) {
    Story story = given(one_signer);
    story.by_administrator = true;
    story.start("ann").when("bob", Terminate{});
    EXPECT_EQ(story.status(), Status::Terminated);
}

TEST(Terminate, TheInitiatorMayNot) {
    given(one_signer).start("ann").when("ann", Terminate{}).rejects(Code::NotAnAdministrator);
}

TEST(Terminate, ApproversMayNot) {
    given(one_signer).start("ann").when("lea", Terminate{}).rejects(Code::NotAnAdministrator);
}

TEST(Terminate, AnAdministratorWhoHasLeftMayNot) {
    Story story = given(one_signer);
    story.world.leaves("adam");
    story.start("ann").when("adam", Terminate{}).rejects(Code::NotAnAdministrator);
}

TEST(Terminate, IsRefusedAfterTheEnd) {
    given(one_signer)
        .start("ann")
        .when("lea", approve(1))
        .when("adam", Terminate{})
        .rejects(Code::InstanceEnded, "\"completed\"");
}

}  // namespace
}  // namespace wf::test
