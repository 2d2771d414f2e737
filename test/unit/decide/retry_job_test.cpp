#include "graph.hpp"

namespace wf::test {
namespace {

TEST(RetryJob, GivesBackAllTries) {
    Story story = given(graph({"a:service 'retries': 2"}, "s>a a>e"));
    story.start("ann").when("worker", fail_job(1, "x")).when("worker", fail_job(1, "x"));
    story.when("adam", RetryJob{.job = WaitId{1}}).then({JobRetried{.wait = WaitId{1}, .left = 2}});
    EXPECT_EQ(story.state().tokens.front().held, "");
}

TEST(RetryJob, IsForAdministratorsAndForOpenJobs) {
    Story story = given(graph({"a:service"}, "s>a a>e"));
    story.start("ann").when("lea", RetryJob{.job = WaitId{1}}).rejects(Code::NotAnAdministrator, "retry");
    story.when("adam", RetryJob{.job = WaitId{9}}).rejects(Code::JobNotFound);
}

}  // namespace
}  // namespace wf::test
