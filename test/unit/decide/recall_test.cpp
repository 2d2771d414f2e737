#include "core/log/checkpoint.hpp"
#include "returns.hpp"

#include <iterator>

namespace wf::test {
namespace {

const std::string three = graph({by("a", "lea"), by("b", "bob"), by("c", "boss")}, "s>a a>b b>c c>e");

// AntFlow 5
TEST(Recall, LaterTasksAreCanceledAndTheNodeOpensAgain) {
    Story story = given(three);
    story.start("ann", "{'x': 1}").when("lea", approve(1));
    with_log(story).when("lea", recall("a"), "too early");
    story.then({Recalled{.node = "a", .by = "lea", .undone = {"a", "b"}}, SeatsClosed{.seats = {SeatId{2}}},
                TokensCanceled{.tokens = {TokenId{3}}},
                NodeEntered{.token = TokenId{4}, .node = "a", .round = 2},
                SeatsCreated{.seats = {seat(3, 4, 1, "lea")}}});
    story.when("lea", approve(3, "{'x': 2}"));
    EXPECT_EQ(story.at(), "b");
    EXPECT_EQ(story.state().data.text, R"({"x":2})") << "the form can be edited again";
    EXPECT_TRUE(is_completed_by_all(story));
}

// Of a checkpoint the engine knows who had which seat, so it needs what has left only if the node was done before.
TEST(Recall, BehindACheckpointOfWhatWasDoneSince) {
    Story story = given(three);
    story.start("ann").when("lea", approve(1)).when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    const std::ptrdiff_t checkpoint = std::ssize(story.log()) - 1;
    const auto known = [&] { return from_checkpoint({story.log().begin() + checkpoint, story.log().end()}); };
    story.world.entries = known();
    story.when("lea", recall("a")).rejects(Code::BadLog);
    story.when("bob", approve(2));
    story.world.entries = known();
    story.when("lea", recall("a")).rejects(Code::BadLog);
    story.when("bob", recall("b"));
    EXPECT_EQ(story.open(), "4:bob");
}

TEST(Recall, NotOnceALaterTaskHasBeenActedOn) {
    Story story = given(three);
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    with_log(story).when("lea", recall("a")).rejects(Code::CannotRecall, "\"bob\" has acted");
    story.when("bob", recall("b"));
    EXPECT_EQ(story.open(), "4:bob");
    with_log(story).when("lea", recall("a")).rejects(Code::CannotRecall);
}

// a or b, both lead to c.
const std::string either =
    graph({"x:exclusive", by("a", "lea"), by("b", "bob", "'name': 'Second look'"), by("c", "boss")},
          "s>x x>a:x=1 x>b:default a>c b>c c>e");

TEST(Recall, NotOnceAnAdministratorHasMovedTheInstanceElsewhere) {
    Story story = given(either);
    story.start("ann", "{'x': 1}").when("lea", approve(1)).when("adam", jump("b"));
    with_log(story)
        .when("lea", recall("a"))
        .rejects(Code::CannotRecall, "\"adam\" has moved the instance to node \"Second look\" (b)");
    EXPECT_TRUE(is_completed_by_all(story));
}

TEST(Recall, ByWhoApprovedAlone) {
    Story story = given(three);
    story.start("ann").when("lea", approve(1));
    with_log(story).when("bob", recall("a")).rejects(Code::NotTheSigner);
    story.when("lea", recall("b")).rejects(Code::NotTheSigner);
    story.when("lea", recall("c")).rejects(Code::NotTheSigner);
    story.when("lea", recall("x")).rejects(Code::NodeNotFound);
}

TEST(Recall, NotAfterTheEnd) {
    Story story = given(graph({by("a", "lea")}, "s>a a>e"));
    story.start("ann").when("lea", approve(1));
    with_log(story).when("lea", recall("a")).rejects(Code::CannotRecall, "wf.revoke");
}

TEST(Recall, OutOfACountersignThatIsStillOpen) {
    Story story = given(graph({countersign("a", "lea bob")}, "s>a a>e"));
    story.start("ann").when("lea", approve(1)).when("lea", recall("a"));
    story.then({Recalled{.node = "a", .by = "lea", .undone = {}}, SeatReopened{.seat = SeatId{1}}});
    EXPECT_EQ(story.open(), "1:lea 2:bob");
    story.when("bob", approve(2)).when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Recall, TheVotesOfOthersDoNotComeBackOntoAnotherRow) {
    Story story = given(graph({countersign("a", "lea bob"), by("b", "boss")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.world.other_rows = {3};
    with_log(story).when("lea", recall("a")).rejects(Code::RowHasChanged, "since entry 3");
    Story alone = given(three);
    alone.start("ann").when("lea", approve(1));
    alone.world.other_rows = {2};
    with_log(alone).when("lea", recall("a"));
    EXPECT_EQ(alone.open(), "3:lea") << "one's own is to be given anew";
}

TEST(Recall, OfACountersignTheOtherVotesStay) {
    Story story = given(graph({countersign("a", "lea bob"), by("b", "boss")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    with_log(story).when("lea", recall("a"));
    EXPECT_EQ(story.open(), "4:lea");
    story.when("lea", approve(4));
    EXPECT_EQ(story.at(), "b");
}

TEST(Recall, WhoWasNotNeededIsAskedAgain) {
    Story story = given(graph({by("a", "lea bob"), by("b", "boss")}, "s>a a>b b>e"));
    story.start("ann").when("bob", approve(2));
    with_log(story).when("bob", recall("a"));
    EXPECT_EQ(story.open(), "4:lea 5:bob");
}

TEST(Recall, InASequenceTheNextWaitsAgain) {
    Story story = given(graph({by("a", "lea bob", "'mode': 'sequential'")}, "s>a a>e"));
    story.start("ann").when("lea", approve(1)).when("lea", recall("a"));
    EXPECT_EQ(story.open(), "3:lea");
    story.when("lea", approve(3)).when("bob", approve(4));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Recall, InASequenceNotOnceTheNextHasVoted) {
    Story story = given(graph({by("a", "lea bob carl", "'mode': 'sequential'")}, "s>a a>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    story.when("lea", recall("a")).rejects(Code::CannotRecall, "\"bob\" has voted");
    story.when("bob", recall("a"));
    EXPECT_EQ(story.open(), "5:bob");
}

TEST(Recall, InOneBranchTheOtherGoesOn) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2));
    with_log(story).when("lea", recall("a"));
    EXPECT_EQ(story.at(), "b a");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("c"), 1);
}

TEST(Recall, ThroughTheJoinTheOtherBranchStaysDone) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("bob", approve(3)).when("lea", approve(2));
    with_log(story).when("bob", recall("b"));
    EXPECT_EQ(story.at(), "(j) b");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("a"), 1);
}

TEST(Recall, NotOnceItHadEffectsOutside) {
    Story story = given(graph({by("a", "lea"), "v:service 'name': 'Booking'", by("b", "bob")}, "s>a a>v v>b b>e"));
    story.start("ann").when("lea", approve(1));
    with_log(story).when("lea", recall("a"));
    EXPECT_EQ(story.at(), "a") << "no worker has done it yet";
    EXPECT_EQ(story.armed(), "");
    story.when("lea", approve(2)).works_on("v");
    with_log(story)
        .when("lea", recall("a"))
        .rejects(Code::CannotRecall, "Node \"Booking\" (v) has had effects outside");
}

TEST(Recall, IntoASubprocessThatHasEnded) {
    Story story = given(graph(
        {"u:subprocess " + inside("u", {by("a", "lea"), by("b", "bob")}, "us>a a>b b>ue"), by("c", "boss")},
        "s>u u>c c>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    with_log(story).when("bob", recall("b"));
    EXPECT_EQ(story.at(), "u b");
    EXPECT_TRUE(is_completed_by_all(story));
    EXPECT_EQ(story.times("a"), 1);
}

TEST(Recall, OfAFinishedTask) {
    Story story = given(graph({"t:task 'assignee': 'lea'", by("c", "boss")}, "s>t t>c c>e"));
    story.start("ann").when("lea", complete(1));
    with_log(story).when("lea", recall("t"));
    EXPECT_EQ(story.open(), "3:lea");
    EXPECT_TRUE(is_completed_by_all(story));
}

}  // namespace
}  // namespace wf::test
