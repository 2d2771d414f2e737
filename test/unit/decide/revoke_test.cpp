#include "core/decide/revoke.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

const std::string lead = chain({approval("sign", by_users("lea"))});

Code code_of(const Refusal& refused) { return refused ? refused->code : Code::TaskNotFound; }

TEST(Revoke, OnlyWhatWasApprovedAndByItsInitiator) {
    Story story = given(lead);
    story.start("ann");
    EXPECT_EQ(code_of(may_revoke(story.state(), "ann", false)), Code::NotEnded);
    story.when("lea", approve(1));
    EXPECT_FALSE(may_revoke(story.state(), "ann", false));
    EXPECT_EQ(code_of(may_revoke(story.state(), "lea", false)), Code::NotTheInitiator);
    EXPECT_EQ(code_of(may_revoke(story.state(), "ann", true)), Code::AlreadyActedOn);

    Story rejected = given(lead);
    rejected.start("ann").when("lea", reject(1));
    EXPECT_EQ(code_of(may_revoke(rejected.state(), "ann", false)), Code::InstanceEnded);
}

TEST(Revoke, TheStatusStaysApproved) {
    Story story = given(lead);
    story.start("ann")
        .when("lea", approve(1))
        .when(PersonId{system_actor}, AcceptRevocation{.by = InstanceId{7}});
    story.then({InstanceRevoked{.by = InstanceId{7}}});
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(code_of(may_revoke(story.state(), "ann", false)), Code::AlreadyActedOn);
}

TEST(Revoke, TheNewInstanceKnowsWhatItRevokes) {
    Story story = given(lead);
    Start start{.definition_version = 1, .title = {}, .business_table = {}, .business_key = {}, .chosen = {}};
    start.revokes = InstanceId{7};
    story.when("ann", start);
    EXPECT_EQ(std::get<InstanceStarted>(story.entries().at(0).events.at(0)).revokes, InstanceId{7});
}

}  // namespace
}  // namespace wf::test
