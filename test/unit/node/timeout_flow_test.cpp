// {"on_timeout": {"flow": ...}}: a way out that only the deadline takes.
#include "graph.hpp"

namespace wf::test {
namespace {

const std::string late = "'due': 'PT1H', 'on_timeout': {'flow': 'a->late'}";

std::string work(const std::string& more = "") {
    return graph({"a:task 'assignee': 'ann', " + late + more, "late:task 'assignee': 'bob'"},
                 "s>a a>e a>late late>e");
}

TEST(TimeoutFlow, IsTakenWhenTheTimeIsOver) {
    Story story = given(work());
    story.start("ann").fires("a");
    EXPECT_EQ(story.way(), "s a late");
    EXPECT_EQ(story.open(), "2:bob");
}

TEST(TimeoutFlow, IsNotTakenByWhoIsDoneInTime) {
    Story story = given(work());
    story.start("ann").completes("a");
    EXPECT_EQ(story.way(), "s a e");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(TimeoutFlow, LeavesTheOtherConditionsAsTheyAre) {
    Story story = given(graph({"a:task 'assignee': 'ann', " + late, "b:pass", "late:pass"},
                              "s>a a>b:x>1 a>e:default a>late b>e late>e"));
    story.start("ann", "{'x': 0}").completes("a");
    EXPECT_EQ(story.way(), "s a e");
}

TEST(TimeoutFlow, IsTakenInTimeTooIfItIsTheOnlyOne) {
    const std::string only =
        graph({"a:task 'assignee': 'ann', 'due': 'PT1H', 'on_timeout': {'flow': 'a->e'}"}, "s>a a>e");
    Story done = given(only);
    done.start("ann").completes("a");
    EXPECT_EQ(done.status(), Status::Completed);
    Story overdue = given(only);
    overdue.start("ann").fires("a");
    EXPECT_EQ(overdue.status(), Status::Completed);
}

TEST(TimeoutFlow, IsTakenInTimeTooIfItIsTheDefault) {
    Story story = given(graph({"a:task 'assignee': 'ann', " + late, "b:pass", "late:pass"},
                              "s>a a>b:x>1 a>late:default b>e late>e"));
    story.start("ann", "{'x': 0}").completes("a");
    EXPECT_EQ(story.way(), "s a late e");
}

}  // namespace
}  // namespace wf::test
