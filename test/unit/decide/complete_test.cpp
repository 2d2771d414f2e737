#include "graph.hpp"

namespace wf::test {
namespace {

const std::string one_task = graph({"a:task 'assignee': 'lea'"}, "s>a a>e");

TEST(Complete, EndsTheTaskAndMovesOn) {
    Story story = given(one_task);
    story.start("ann").when("lea", complete(1));
    story.then(
        {TaskCompleted{.seat = SeatId{1}, .by = "lea"}, NodeCompleted{.token = TokenId{2}, .outcome = {}},
         FlowTaken{.flow = "a->e"}, NodeEntered{.token = TokenId{3}, .node = "e", .round = 1, .after = {"a"}},
         NodeCompleted{.token = TokenId{3}, .outcome = {}}, InstanceEnded{.status = Status::Completed}});
}

TEST(Complete, IsForTheAssigneeOnly) {
    Story story = given(one_task);
    story.start("ann").when("bob", complete(1)).rejects(Code::NotTheHolder, "lea");
}

TEST(Complete, OfATaskWithoutAssigneeIsForEveryActivePerson) {
    Story story = given(graph({"a:task"}, "s>a a>e"));
    story.world.leaves("bob");
    story.start("ann").when("bob", complete(1)).rejects(Code::NotTheHolder);
    story.when("lea", complete(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Complete, OfCandidatesIsForEachOfThem) {
    Story story = given(
        graph({"a:task 'candidates': [" + by_users("lea bob") + ", " + by_role("board") + "]"}, "s>a a>e"));
    story.world.roles["board"] = {"carl"};
    story.start("ann");
    EXPECT_EQ(story.open(), "1:person:lea, person:bob, role:board");
    story.when("boss", complete(1)).rejects(Code::NotTheHolder);
    story.when("carl", complete(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Complete, OfATaskWhoseCandidatesAreNobodyFallsToTheAdministrators) {
    Story story = given(graph({"a:task 'candidates': [" + by_role("board") + "]"}, "s>a a>e"));
    story.world.roles["board"] = {};
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
    EXPECT_EQ(story.entries().back().action, "assign");
}

TEST(Complete, MergesItsData) {
    Story story = given(one_task);
    story.start("ann", "{'n': 1}").when("lea", complete(1, "{'m': 2}"));
    EXPECT_EQ(story.state().data.text, R"({"n":1,"m":2})");
}

TEST(Complete, AndApproveAreNotTheSame) {
    Story task = given(one_task);
    task.start("ann").when("lea", approve(1)).rejects(Code::WrongVerb, "wf.complete");
    task.when("lea", reject(1)).rejects(Code::WrongVerb, "wf.complete");
    Story decision = given(chain({approval("a", by_users("lea"))}));
    decision.start("ann").when("lea", complete(1)).rejects(Code::WrongVerb, "wf.approve");
}

}  // namespace
}  // namespace wf::test
