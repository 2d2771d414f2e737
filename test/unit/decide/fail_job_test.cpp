#include "graph.hpp"

namespace wf::test {
namespace {

const std::string service = graph({"a:service 'retries': 2"}, "s>a a>e");

TEST(FailJob, TakesOneTryAndMayWait) {
    Story story = given(service);
    story.start("ann").when(
        "worker", FailJob{.job = WaitId{1}, .error = "busy", .retry_after = 60'000'000, .error_code = {}});
    const Wait& job = story.state().waits.front();
    EXPECT_EQ(job.left, 1);
    EXPECT_EQ(job.due_at, story.state().last_at + 60'000'000);
    EXPECT_EQ(job.name, "a");  // the topic, if none is given
}

TEST(FailJob, WithoutTriesLeftHoldsTheNode) {
    Story story = given(service);
    story.start("ann").when("worker", fail_job(1, "busy")).when("worker", fail_job(1, "still busy"));
    EXPECT_EQ(story.state().tokens.front().held, "still busy");
    EXPECT_EQ(story.status(), Status::Running);
}

TEST(FailJob, WithACodeIsAnErrorOfTheProcess) {
    Story story = given(service);
    story.start("ann").when("worker", fail_job(1, "", "NO_STOCK"));
    EXPECT_EQ(story.status(), Status::Failed);
}

}  // namespace
}  // namespace wf::test
