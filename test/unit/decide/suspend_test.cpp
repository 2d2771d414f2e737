#include "graph.hpp"

namespace wf::test {
namespace {

Story suspended() {
    Story story = given(chain({approval("lead", by_users("lea bob"),
                                        "'mode': 'all', 'due': 'PT1H', "
                                        "'on_timeout': 'approve'")}));
    story.start("ann").when("adam", Suspend{});
    return story;
}

TEST(Suspend, StopsTheInstanceAndLeavesEverythingInIt) {
    Story story = suspended();
    EXPECT_EQ(story.status(), Status::Suspended);
    EXPECT_EQ(story.open(), "1:lea 2:bob");
    EXPECT_EQ(story.armed(), "lead");
    EXPECT_EQ(story.state().suspended_at, story.state().last_at);
}

TEST(Suspend, IsForAdministrators) {
    given(chain({approval("lead", by_users("lea"))}))
        .start("ann")
        .when("ann", Suspend{})
        .rejects(Code::NotAnAdministrator);
}

TEST(Suspend, RefusesWhateverMovesIt) {
    Story story = suspended();
    const std::vector<Act> acts = {approve(1),
                                   reject(1),
                                   Transfer{.task = SeatId{1}, .to = "eve"},
                                   Withdraw{},
                                   Cancel{},
                                   Suspend{},
                                   Remind{},
                                   SetData{},
                                   SaveDraft{.task = SeatId{1}},
                                   Jump{.node = "lead"},
                                   SendBack{.task = SeatId{1}},
                                   Recall{.node = "lead"},
                                   RefreshApprovers{.node = "lead"}};
    for (const Act& act : acts)
        for (const PersonId& actor : {"lea", "ann", "adam"})
            story.when(actor, act).rejects(Code::IsSuspended, "wf.resume");
    EXPECT_EQ(story.log().size(), 2u);
}

TEST(Suspend, LetsACommentACopyAndATerminatePass) {
    Story story = suspended();
    story.when("lea", Comment{}, "when?").when("ann", Copy{{"eve"}});
    EXPECT_EQ(story.status(), Status::Suspended);
    story.when("adam", Terminate{});
    EXPECT_EQ(story.status(), Status::Terminated);
    EXPECT_EQ(story.state().suspended_at, 0);
}

TEST(Suspend, LetsTheSystemReplaceWhoHasLeft) {
    Story story = given(chain({approval("lead", by_users("lea eve"), "'mode': 'all'")}));
    story.start("ann").when("adam", Suspend{});
    story.world.leaves("eve");
    story.when(PersonId{system_actor}, ReplaceLeavers{});
    EXPECT_EQ(story.status(), Status::Suspended);
    EXPECT_EQ(story.open(), "1:lea 2:boss");
}

TEST(Suspend, LetsTheEndOfACalledInstanceCome) {
    Story story = given(graph({"c:call 'definition': 'other'", "a:task"}, "s>c c>a a>e"));
    story.start("ann")
        .when("adam", Suspend{})
        .when(PersonId{system_actor},
              FinishCall{.token = TokenId{2}, .status = Status::Completed, .error = {}, .data = Json{"{}"}});
    EXPECT_EQ(story.at(), "a");
    EXPECT_EQ(story.status(), Status::Suspended);
    story.when("ann", complete(story.task("a"))).rejects(Code::IsSuspended);
}

TEST(Suspend, KeepsConditionsFromFiring) {
    Story story = given(graph({"a:task 'boundary': [{'id': 'now', 'type': 'condition', 'when': "
                               "'doc.ready', 'to': 'b'}]",
                               "b:task"},
                              "s>a a>e b>e"));
    story.start("ann").when("adam", Suspend{});
    story.world.row = feel::Value::context({{"ready", feel::Value::boolean(true)}});
    story.when("adam", Comment{}, "still?");
    EXPECT_EQ(story.at(), "a");
    story.when("adam", Resume{});
    EXPECT_EQ(story.at(), "b") << "then it is looked at again";
}

TEST(Suspend, IsRefusedAfterTheEnd) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann").when("lea", approve(1)).when("adam", Suspend{}).rejects(Code::InstanceEnded);
}

}  // namespace
}  // namespace wf::test
