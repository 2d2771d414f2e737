#include "graph.hpp"

namespace wf::test {
namespace {

const std::string service = graph({"a:service 'topic': 'erp'"}, "s>a a>e");

TEST(CompleteJob, MergesWhatTheWorkerGivesAndMovesOn) {
    Story story = given(service);
    story.start("ann").when("worker", complete_job(1, "{'no': 7}"));
    EXPECT_EQ(story.status(), Status::Completed);
    EXPECT_EQ(story.state().data.text, "{\"no\":7}");
    EXPECT_EQ(story.entries().front().node, "a");
}

TEST(CompleteJob, OfAJobThatIsDoneIsRefused) {
    Story story = given(service);
    story.start("ann").when("worker", complete_job(1));
    story.when("worker", complete_job(1)).rejects(Code::JobNotOpen, "completed");
    story.when("worker", complete_job(2)).rejects(Code::JobNotFound);
}

TEST(CompleteJob, OfATimerIsRefused) {
    Story story = given(graph({"w:timer 'after': 'PT1H'"}, "s>w w>e"));
    story.start("ann").when("worker", complete_job(1)).rejects(Code::JobNotOpen);
}

}  // namespace
}  // namespace wf::test
