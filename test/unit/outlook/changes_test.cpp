#include "core/outlook/changes.hpp"

#include "core/log/evolve.hpp"
#include "spec.hpp"

#include <span>

namespace wf::test {
namespace {

std::string told(const std::vector<StateChange>& changes) {
    std::string text;
    for (const StateChange& change : changes) {
        if (change.kind == "state" || change.kind == "passage") continue;
        text += std::string{change.kind} + " " + change.subject + ": " + (change.before.text.empty() ? "-" : change.before.text) + " > " +
                (change.after.text.empty() ? "-" : change.after.text) + "\n";
    }
    return text;
}
State after(const Story& story, std::size_t count) { return replay(std::span{story.log()}.first(count)); }

Story two_steps() {
    Story story = given(chain({approval("a", by_users("lea")), approval("b", by_users("boss"))}, "{'name': 'n', 'type': 'number'}, {'name': 't', 'type': 'text'}"));
    story.start("ann", "{'n': 1, 't': 'x'}").when("lea", approve(1, "{'n': 2}"));
    return story;
}

TEST(StateChanges, SayWhatBecameOfEachPart) {
    const Story story = two_steps();
    const std::string text = told(changes_between(after(story, 1), after(story, 2)));
    EXPECT_NE(text.find("field n: 1 > 2\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("field t"), std::string::npos) << text;
    EXPECT_NE(text.find("seat 1: {"), std::string::npos) << text;
    EXPECT_NE(text.find("seat 2: - > {"), std::string::npos) << text;
    EXPECT_NE(text.find("token a: {"), std::string::npos) << text;
    EXPECT_NE(text.find("token b: - > {"), std::string::npos) << text;
}

TEST(StateChanges, AreTheOtherWayRoundBackwards) {
    Story story = two_steps();
    story.when("boss", approve(2));
    const std::vector<StateChange> there = changes_between(after(story, 1), after(story, 3));
    const std::vector<StateChange> back = changes_between(after(story, 3), after(story, 1));
    EXPECT_EQ(there.size(), back.size());
    EXPECT_EQ(there.front().kind, "status");
    EXPECT_EQ(there.front().before.text, R"("running")");
    EXPECT_EQ(back.front().after.text, R"("running")");
}

TEST(StateChanges, AreNoneOfAComment) {
    Story story = two_steps();
    story.when("ann", Comment{}, "fine");
    EXPECT_TRUE(changes_between(after(story, 2), after(story, 3)).empty());
}

TEST(StateChanges, CompareValuesAndNotTheirText) {
    State one, other;
    one.data.text = R"({"a": 1.0, "b": {"x": 1, "y": null}})";
    other.data.text = R"({"b": {"y": null, "x": 1.00}, "a": 1})";
    EXPECT_TRUE(changes_between(one, other).empty());
}

}  // namespace
}  // namespace wf::test
