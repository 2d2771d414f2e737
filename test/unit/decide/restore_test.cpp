#include "graph.hpp"

namespace wf::test {
namespace {

const std::string three_steps =
    chain({approval("first", by_users("lea")), approval("second", by_users("boss")),
           approval("third", by_users("eve"))},
          "{'name': 'days', 'type': 'number'}");

TEST(Restore, GivesTheStateAfterAnyEarlierEntry) {
    Story story = given(three_steps);
    story.start("ann", "{'days': 1}")
        .when("lea", approve(1, "{'days': 2}"))
        .when("boss", approve(2, "{'days': 3}"))
        .when("eve", approve(3));
    story.when("adam", Restore{.seq = 2});
    EXPECT_EQ(story.open(), "2:boss");
    EXPECT_EQ(story.state().data.text, "{\"days\":2}");
    story.when("adam", Restore{.seq = 4});
    EXPECT_EQ(story.status(), Status::Completed);
    story.when("adam", Restore{.seq = 1});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(Restore, HoldsTheMementoInItsEvent) {
    Story story = given(three_steps);
    story.start("ann").when("lea", approve(1)).when("adam", Restore{.seq = 1});
    const auto& restored = std::get<StateRestored>(story.entries().at(0).events.at(0));
    EXPECT_EQ(restored.seq, 1);
    EXPECT_EQ(restored.command, 0);
    ASSERT_EQ(restored.state.size(), 1u);
    EXPECT_EQ(restored.state[0].seats.at(0).holder, "lea");
}

TEST(Restore, CanBeUndone) {
    Story story = given(three_steps);
    story.start("ann").when("lea", approve(1)).when("adam", Restore{.seq = 1}).when("adam", Undo{});
    EXPECT_EQ(story.open(), "2:boss");
}

TEST(Restore, IsForAdministrators) {
    Story story = given(three_steps);
    story.start("ann").when("lea", approve(1));
    story.when("lea", Restore{.seq = 1}).rejects(Code::NotAnAdministrator);
}

TEST(Restore, NeedsAnEarlierEntry) {
    Story story = given(three_steps);
    story.start("ann").when("adam", Restore{.seq = 1}).rejects(Code::BadArgument, "only the start");
    story.when("lea", approve(1));
    for (const std::int64_t seq : {-1, 0, 2, 99})
        story.when("adam", Restore{.seq = seq}).rejects(Code::BadArgument, "1 to 1");
}

TEST(Restore, GoesOverMessagesButNotOverCalls) {
    Story message =
        given(graph({"a:task", "m:message 'message': 'go', 'throw': true", "b:task"}, "s>a a>m m>b b>e"));
    message.start("ann").completes("a").when("adam", Restore{.seq = 1});
    EXPECT_EQ(message.at(), "a");

    Story call = given(graph({"a:task", "c:call 'definition': 'other'"}, "s>a a>c c>e"));
    call.start("ann").completes("a");
    call.when("adam", Restore{.seq = 1}).rejects(Code::CannotUndo, "It called another instance.");
}

TEST(Restore, ThatEndsACallIsRefusedAfterTheCallerHeardOfIt) {
    Story call = given(graph({"c:call 'definition': 'other'", "a:task"}, "s>c c>a a>e"));
    call.start("ann").when(
        PersonId{system_actor},
        FinishCall{.token = TokenId{2}, .status = Status::Completed, .error = {}, .data = Json{"{}"}});
    call.when("adam", Restore{.seq = 1}).rejects(Code::CannotUndo, "called instance");
}

}  // namespace
}  // namespace wf::test
