#include "spec.hpp"

namespace wf::test {
namespace {

TEST(EndNode, CompletesTheInstance) {
    given(chain({})).start("ann").then({
        started_by("ann"),
        NodeEntered{.token = TokenId{1}, .node = "start", .round = 1},
        NodeCompleted{.token = TokenId{1}, .outcome = {}},
        FlowTaken{.flow = "start->end"},
        NodeEntered{.token = TokenId{2}, .node = "end", .round = 1},
        NodeCompleted{.token = TokenId{2}, .outcome = {}},
        InstanceEnded{.status = Status::Completed},
    });
}

TEST(EndNode, KeepsTheFormOfTheEndedInstance) {
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann", "{'days': 3}").when("lea", approve(1));
    EXPECT_EQ(story.state().data.text, "{\"days\":3}");
}

TEST(EndNode, NothingButCommentsAndCopiesFollows) {
    Story story = given(chain({}));
    story.start("ann");
    story.when("ann", Withdraw{}).rejects(Code::InstanceEnded);
    story.when("ann", Cancel{}).rejects(Code::InstanceEnded);
    story.when("adam", Terminate{}).rejects(Code::InstanceEnded);
    story.when("ann", approve(1)).rejects(Code::TaskNotFound);
    story.when("ann", Comment{}, "done").then({});
}

}  // namespace
}  // namespace wf::test
