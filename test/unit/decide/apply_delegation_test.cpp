#include "spec.hpp"

namespace wf::test {
namespace {

Act begins(PersonId person) { return ApplyDelegation{.person = std::move(person)}; }
Story all() {
    Story story = given(chain({approval("node", by_users("lea bob carl"), "'mode': 'all'")}));
    story.start("ann");
    return story;
}
PersonId holder(const Story& story, std::uint32_t seat) {
    return story.state().find_seat(SeatId{seat})->holder;
}

TEST(ApplyDelegation, OpenSeatsMoveToTheAgent) {
    Story story = all();
    story.world.agents["lea"] = "dora";
    story.when(PersonId{system_actor}, begins("lea"));
    story.then({SeatReassigned{
        .seat = SeatId{1}, .principal = "lea", .holder = "dora", .candidates = {}, .path = {"lea"}}});
    story.when("dora", approve(1));
    EXPECT_EQ(story.entries().front().on_behalf_of, "lea");
}

TEST(ApplyDelegation, NotToSomebodyWhoHasASeatHereNorToTheInitiator) {
    Story story = all();
    story.world.agents = {{"lea", "bob"}, {"carl", "ann"}};
    story.when(PersonId{system_actor}, begins("lea")).when(PersonId{system_actor}, begins("carl"));
    EXPECT_EQ(holder(story, 1), "lea");
    EXPECT_EQ(holder(story, 3), "carl");
}

TEST(ApplyDelegation, AlsoMovesWhatTheAgentHoldsForAnother) {
    Story story = given(chain({approval("node", by_users("lea"))}));
    story.world.agents["lea"] = "bob";
    story.start("ann");
    story.world.agents["bob"] = "carl";
    story.when(PersonId{system_actor}, begins("bob"));
    EXPECT_EQ(holder(story, 1), "carl");
    EXPECT_EQ(story.state().find_seat(SeatId{1})->path, (std::vector<PersonId>{"lea", "bob"}));
}

}  // namespace
}  // namespace wf::test
