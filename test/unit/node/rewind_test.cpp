// What those see who look at an instance that went back.
#include "../decide/returns.hpp"

#include "core/diagram/marking.hpp"

namespace wf::test {
namespace {

std::string rows_of(const Story& story) {
    std::string text;
    for (const ProgressRow& row : progress(story.definition(), story.log(), {}))
        text += row.node + " " + std::to_string(row.round) + " " + row.person + " " +
                std::string{name_of(row.state)} + (row.decision.empty() ? "" : " " + row.decision) + "\n";
    return text;
}

TEST(Rewind, ProgressSaysWhoReturnedItAndWhoseTaskWasTakenAway) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", send_back(2, "p"), "no");
    EXPECT_EQ(rows_of(story),
              "p 1 eve done approved\n"
              "a 1 lea done returned\n"
              "b 1 bob done superseded\n"
              "p 2 eve current\n");
}

TEST(Rewind, ProgressAfterARecallKeepsTheOtherVotes) {
    Story story = given(graph({countersign("a", "lea bob"), by("b", "boss")}, "s>a a>b b>e"));
    story.start("ann").when("lea", approve(1)).when("bob", approve(2));
    with_log(story).when("lea", recall("a"));
    EXPECT_EQ(rows_of(story),
              "a 1 lea done approved\n"
              "a 1 bob done approved\n"
              "b 1 boss done superseded\n"
              "a 2 lea current\n"
              "a 2 bob done approved\n");
}

TEST(Rewind, ADiagramShowsAsDoneWhatNeedNotBePassedAgain) {
    Story story = given(two_branches);
    story.start("ann").when("eve", approve(1)).when("lea", approve(2)).when("bob", approve(3));
    story.when("boss", send_back(4, "a"));
    const Marking marking = mark(story.definition(), story.state(), story.log(), {});
    const auto mark_of = [&](std::string_view id) {
        const Node* node = story.definition().find_node(id);
        return marking.nodes[static_cast<std::size_t>(node - story.definition().nodes.data())].mark;
    };
    EXPECT_EQ(mark_of("b"), Mark::Done);
    EXPECT_EQ(mark_of("a"), Mark::Current);
    EXPECT_EQ(mark_of("c"), Mark::None);
}

}  // namespace
}  // namespace wf::test
