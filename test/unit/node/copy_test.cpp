#include "spec.hpp"

namespace wf::test {
namespace {

const std::string lead_then_hr = chain(
    {approval("lead", by_users("lea")), copy_node("hr", by_role("hr") + ", " + by_users("gone bob eve"))});

TEST(CopyNode, InformsPeopleAndGoesOn) {
    given(lead_then_hr)
        .start("ann")
        .when("lea", approve(1))
        .then({
            SeatApproved{.seat = SeatId{1}, .by = "lea"},
            NodeCompleted{.token = TokenId{2}, .outcome = "approved"},
            FlowTaken{.flow = "lead->hr"},
            NodeEntered{.token = TokenId{3}, .node = "hr", .round = 1, .after = {"lead"}},
            PeopleCopied{.node = "hr", .round = 1, .people = {"eve", "bob"}},
            NodeCompleted{.token = TokenId{3}, .outcome = {}},
            FlowTaken{.flow = "hr->end"},
            NodeEntered{.token = TokenId{4}, .node = "end", .round = 1, .after = {"lead"}},
            NodeCompleted{.token = TokenId{4}, .outcome = {}},
            InstanceEnded{.status = Status::Completed},
        });
}

TEST(CopyNode, GoesOnIfThereIsNobodyToInform) {
    Story story = given(chain({copy_node("left", by_role("left"))}));
    story.start("ann");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(CopyNode, ARoleIsItsPeopleOfThatMoment) {
    Story story = given(chain({copy_node("hr", by_role("hr"))}));
    story.world.roles["hr"].insert("dora");
    story.start("ann");
    const std::string events = text_of(story.entries().at(0).events);
    EXPECT_NE(events.find(R"("people":["dora","eve"])"), std::string::npos) << events;
}

TEST(CopyNode, ThoseInformedMayComment) {
    Story story = given(lead_then_hr);
    story.start("ann").when("lea", approve(1)).when("eve", Comment{}, "noted").then({});
}

}  // namespace
}  // namespace wf::test
