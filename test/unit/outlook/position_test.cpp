// Where an instance stands, as lists show it.
#include "core/outlook/position.hpp"

#include "graph.hpp"

namespace wf::test {
namespace {

// "at lead, held by lea, step 1 of 2"
std::string text_of(const Definition& definition, Story& story) {
    const Outlook outlook = look_ahead(definition, story.state(), story.world, 1000, story.limits);
    const Position position = position_of(definition, story.state(), "en", outlook);
    std::string text;
    for (const std::string& node : position.nodes) text += node + " ";
    text += "|";
    for (const std::string& holder : position.holders) text += " " + holder;
    return text + " | " + std::to_string(position.step) + " of " +
           (position.steps ? std::to_string(*position.steps) : "many") + (position.loops ? ", loops" : "");
}

const std::string two = chain({approval("lead", by_users("lea")), approval("boss", by_users("bob dora"))});

TEST(Position, SaysWhereWhoAndHowFar) {
    Story story = given(two);
    const Definition definition = compiled(two);
    story.start("ann");
    EXPECT_EQ(text_of(definition, story), "lead | lea | 1 of 2");
    story.when("lea", approve(story.task("lead")));
    EXPECT_EQ(text_of(definition, story), "boss | bob dora | 2 of 2");
    story.when("dora", approve(story.task("boss") + 1));
    EXPECT_EQ(text_of(definition, story), "| | 2 of 2");
}

TEST(Position, OfParallelBranchesNamesEachNode) {
    const std::string split =
        definition({{"split", "{'id': 'split', 'type': 'parallel'}"},
                    approval("a", by_users("lea")),
                    approval("b", by_users("bob")),
                    {"join", "{'id': 'join', 'type': 'parallel'}"}},
                   "{'from': 'start', 'to': 'split'}, {'from': 'split', 'to': 'a'}, {'from': 'split', 'to': "
                   "'b'}, {'from': 'a', 'to': 'join'}, {'from': 'b', 'to': 'join'}, {'from': 'join', 'to': "
                   "'end'}");
    Story story = given(split);
    const Definition definition = compiled(split);
    story.start("ann");
    EXPECT_EQ(text_of(definition, story), "a b | lea bob | 2 of 2");
    // A token that waits for the other branch stands nowhere.
    story.when("lea", approve(story.task("a")));
    EXPECT_EQ(text_of(definition, story), "b | bob | 2 of 2");
}

TEST(Position, IsInsideASubprocessAndNotOnIt) {
    const std::string nested = definition(
        {{"sub", "{'id': 'sub', 'type': 'subprocess', 'nodes': [{'id': 'in', 'type': 'start'}, " +
                     approval("lead", by_users("lea")).json +
                     ", {'id': 'out', 'type': 'end'}], 'flows': [{'from': 'in', 'to': 'lead'}, {'from': "
                     "'lead', 'to': 'out'}]}"}},
        "{'from': 'start', 'to': 'sub'}, {'from': 'sub', 'to': 'end'}");
    Story story = given(nested);
    const Definition definition = compiled(nested);
    story.start("ann");
    EXPECT_EQ(text_of(definition, story), "lead | lea | 1 of 1");
}

TEST(Position, CountsTheWayRoundOnce) {
    const std::string rework = graph({"a:approval 'approvers': [" + by_users("lea") + "]",
                                      "b:approval 'approvers': [" + by_users("boss") + "]", "x:exclusive"},
                                     "s>a a>b b>x x>e:false x>a:default");
    Story story = given(rework);
    const Definition definition = compiled(rework);
    story.start("ann");
    EXPECT_EQ(text_of(definition, story), "a | lea | 1 of 2, loops");
    story.when("lea", approve(story.task("a")));
    EXPECT_EQ(text_of(definition, story), "b | boss | 2 of 3, loops");  // and a once more
}

TEST(Position, IsSilentAboutStepsThatWereNotLookedAt) {
    Story story = given(two);
    const Definition definition = compiled(two);
    story.start("ann");
    const Outlook outlook = look_ahead(definition, story.state(), story.world, 1, story.limits);
    EXPECT_FALSE(position_of(definition, story.state(), "en", outlook).steps);
}

TEST(Position, NamesAndTagsAreThoseOfTheNodes) {
    Definition definition =
        compiled(chain({approval("lead", by_users("lea"), "'name': {'en': 'Team lead'}")}));
    definition.nodes[1].tag = Json{"{\"colour\":\"red\"}"};
    Story story = given(chain({approval("lead", by_users("lea"))}));
    story.start("ann");
    const Position position = position_of(definition, story.state(), "en", {});
    EXPECT_EQ(position.names, std::vector<std::string>{"Team lead"});
    EXPECT_EQ(position.tags, "{\"lead\":{\"colour\":\"red\"}}");
}

}  // namespace
}  // namespace wf::test
