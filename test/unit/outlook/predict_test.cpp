// What is to come is found by deciding as if everybody who is asked approves.
#include "spec.hpp"

namespace wf::test {
namespace {

// "lea@lead boss@boss": who approves where; "system" where a policy does.
std::string to_come(Story& story, std::size_t most = 100) {
    std::string text;
    for (const Entry& entry : predict(story.definition(), story.state(), story.world, most, story.limits))
        text += (text.empty() ? "" : " ") + entry.actor + "@" + entry.node;
    return text;
}

const std::string two_steps = chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))});

TEST(Predict, GoesOnToTheEnd) {
    Story story = given(two_steps);
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@lead boss@boss");
    const auto last = predict(story.definition(), story.state(), story.world, 100).back();
    EXPECT_EQ(last.target, Status::Completed);
}

TEST(Predict, NumbersItsEntriesOnFromTheLog) {
    Story story = given(two_steps);
    story.start("ann");
    EXPECT_EQ(predict(story.definition(), story.state(), story.world, 100).at(1).seq, 3);
}

TEST(Predict, ChangesNothing) {
    Story story = given(two_steps);
    story.start("ann");
    to_come(story);
    EXPECT_EQ(story.open(), "1:lea");
    EXPECT_EQ(state_to_json(replay(story.log())), state_to_json(story.state()));
}

TEST(Predict, NothingComesAfterTheEnd) {
    Story story = given(two_steps);
    story.start("ann").when("lea", reject(1));
    EXPECT_EQ(to_come(story), "");
}

TEST(Predict, FollowsTheConditions) {
    const std::string text =
        definition({{"how_long", "{'id': 'how_long', 'type': 'exclusive'}"},
                    approval("lead", by_users("lea")),
                    approval("boss", by_users("boss"))},
                   "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'how_long'}, {'from': "
                   "'how_long', 'to': 'boss', 'when': 'days > 5'},"
                   "{'from': 'how_long', 'to': 'end', 'default': true}, {'from': 'boss', 'to': 'end'}");
    Story brief = given(text);
    brief.start("ann", "{'days': 2}");
    EXPECT_EQ(to_come(brief), "lea@lead");
    Story lengthy = given(text);
    lengthy.start("ann", "{'days': 9}");
    EXPECT_EQ(to_come(lengthy), "lea@lead boss@boss");
}

TEST(Predict, PassesATaskOfAGroup) {
    Story story = given(chain({approval("board", by_role("board")), approval("boss", by_users("boss"))}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "@board boss@boss");
}

TEST(Predict, TakesNobodyForAMemberOfAGroup) {
    Story story = given(chain(
        {approval("lead", by_users("lea")), approval("two", by_users("boss") + ", " + by_role("board"))}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@lead boss@two");
}

TEST(Predict, PassesATaskOfSeveralPeople) {
    Story story =
        given(chain({{"work", "{'id': 'work', 'type': 'task', 'candidates': [" + by_users("bob lea") + "]}"},
                     approval("boss", by_users("boss"))}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "@work boss@boss");
}

TEST(Predict, AsksOnlyOneOfThoseOfWhomOneIsEnough) {
    Story story = given(chain({approval("any", by_users("lea boss eve"))}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@any");
}

TEST(Predict, AsksAllOfASequence) {
    Story story = given(chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@line boss@line");
}

TEST(Predict, ALineFromPreviousStartsAtWhoIsPredictedToApprove) {
    Story story = given(chain({approval("lead", "{'by': 'reporting_line'}"),
                               approval("next", "{'by': 'reporting_line', 'from': 'previous'}")}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@lead boss@next");
}

TEST(Predict, StopsWhereNobodyCanGoOn) {
    Story story = given(chain({approval("lead", by_users("lea")),
                               approval("nobody", by_role("left"), "'on_no_approver': 'hold'"),
                               approval("boss", by_users("boss"))}));
    story.start("ann");
    EXPECT_EQ(to_come(story), "lea@lead system@nobody");
}

TEST(Predict, StopsAtAStepThatWouldBeRefused) {
    Story story =
        given(definition({approval("lead", by_users("lea")), {"gate", "{'id': 'gate', 'type': 'exclusive'}"}},
                         "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'gate'}, {'from': 'gate', "
                         "'to': 'end', 'when': 'ok'}"));
    story.start("ann");
    EXPECT_EQ(to_come(story), "");
}

}  // namespace
}  // namespace wf::test
