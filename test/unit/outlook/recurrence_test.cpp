// A look ahead ends where it comes back to: but only if it would come back for ever.
#include "graph.hpp"

namespace wf::test {
namespace {

// "lea@a boss@b loops": what is to come, the way round once, and how it ends.
std::string outlook_of(Story& story, std::size_t most = 100) {
    const Outlook outlook = look_ahead(story.definition(), story.state(), story.world, most, story.limits);
    std::string text;
    for (const Entry& entry : outlook.to_come()) text += entry.actor + "@" + entry.node + " ";
    if (outlook.loops) return text + "loops";
    if (outlook.is_cut_short) return text + "cut";
    return text + (outlook.refused ? "refused" : is_final(outlook.state.status) ? "ends" : "stuck");
}

std::string outlook_of(const std::string& definition, std::string_view data = "{}") {
    Story story = given(definition);
    story.start("ann", data);
    return outlook_of(story);
}

std::string person(const std::string& node, const std::string& people, const std::string& settings = "") {
    return node + ":approval 'approvers': [" + by_users(people) + "]" + (settings.empty() ? "" : ", ") +
           settings;
}

const std::string back_to_a = "s>a a>b b>x x>e:n>100 x>a:default";

TEST(Recurrence, AWayThatLeadsBackIsGoneOnce) {
    EXPECT_EQ(outlook_of(graph({person("a", "lea"), person("b", "boss"), "x:exclusive"}, back_to_a)),
              "lea@a boss@b loops");
    EXPECT_EQ(outlook_of(graph({person("a", "lea"), "x:exclusive"}, "s>a a>x x>a:default x>e:n>100")),
              "lea@a loops");
}

TEST(Recurrence, WhatComesBeforeIsToldBefore) {
    EXPECT_EQ(
        outlook_of(graph({person("first", "eve"), person("a", "lea"), person("b", "boss"), "x:exclusive"},
                         "s>first first>a a>b b>x x>e:n>100 x>a:default")),
        "eve@first lea@a boss@b loops");
}

TEST(Recurrence, ComesBackWithTheTokensOfTheNextRound) {
    Story story = given(graph({person("a", "lea"), person("b", "boss"), "x:exclusive"}, back_to_a));
    story.start("ann");
    const Outlook outlook = look_ahead(story.definition(), story.state(), story.world, 100);
    std::string again;
    for (const Entry& entry : outlook.to_come())
        for (const Event& event : entry.events)
            if (const auto* entered = std::get_if<NodeEntered>(&event))
                if (outlook.is_again(entered->token))
                    again += entered->node + "#" + std::to_string(entered->round) + " ";
    EXPECT_EQ(again, "a#2 ");
}

TEST(Recurrence, AFurtherRoundLooksTheSame) {
    Story story = given(graph({person("a", "lea"), person("b", "boss"), "x:exclusive"}, back_to_a));
    story.start("ann");
    for (int round = 0; round < 3; ++round) {
        story.when("lea", approve(story.task("a")));
        EXPECT_EQ(outlook_of(story), "boss@b lea@a loops");
        story.when("boss", approve(story.task("b")));
        EXPECT_EQ(outlook_of(story), "lea@a boss@b loops");
    }
}

TEST(Recurrence, AClaimedTaskIsToldOnceToo) {
    Story story = given(graph({"a:approval 'approvers': [" + by_role("board") + "]", "x:exclusive"},
                              "s>a a>x x>a:default x>e:n>100"));
    story.start("ann").when("bob", Claim{.task = SeatId{1}});
    EXPECT_EQ(outlook_of(story), "bob@a loops");
}

TEST(Recurrence, OfLoopsInLoopsTellsBoth) {
    EXPECT_EQ(outlook_of(graph({person("a", "lea"), person("b", "boss"), "x:exclusive", "y:exclusive"},
                               "s>a a>b b>x x>b:m>1 x>y:default y>e:n>100 y>a:default")),
              "lea@a boss@b loops");
    EXPECT_EQ(outlook_of(graph({person("a", "lea"), person("b", "boss"), "x:exclusive", "y:exclusive"},
                               "s>a a>b b>x x>b:default x>y:m>1 y>e:n>100 y>a:default")),
              "lea@a boss@b loops");
}

TEST(Recurrence, InASubprocess) {
    EXPECT_EQ(outlook_of(graph({"p:subprocess " + inside("p", {person("a", "lea"), "x:exclusive"},
                                                         "ps>a a>x x>a:default x>pe:n>100")},
                               "s>p p>e")),
              "lea@a loops");
}

TEST(Recurrence, OfASubprocessThatIsRepeated) {
    EXPECT_EQ(
        outlook_of(graph({"p:subprocess " + inside("p", {person("a", "lea")}, "ps>a a>pe"), "x:exclusive"},
                         "s>p p>x x>p:default x>e:n>100")),
        "lea@a loops");
}

TEST(Recurrence, InOneOfTwoBranchesTellsTheOther) {
    EXPECT_EQ(outlook_of(graph({"f:parallel", "j:parallel", "x:exclusive", person("a", "lea"),
                                person("b", "boss"), person("c", "dora")},
                               "s>f f>a a>x x>a:default x>j:n>100 f>b b>c c>j j>e")),
              "lea@a boss@b dora@c lea@a loops");
}

// People go first in a look ahead, but not round and round.
TEST(Recurrence, DoesNotHideWhatComesByItself) {
    EXPECT_EQ(outlook_of(graph({"f:parallel", "j:parallel", "x:exclusive", person("a", "lea"),
                                "b:service 'topic': 't'", person("c", "dora")},
                               "s>f f>a a>x x>a:default x>j:n>100 f>b b>c c>j j>e")),
              "lea@a system@b dora@c lea@a loops");
}

// What comes by itself has been at b before, and so have they at a: who goes first would go for ever.
TEST(Recurrence, WhatIsOverdueComes) {
    EXPECT_EQ(outlook_of(graph({"f:parallel", "x:exclusive", person("a", "lea"),
                                "b:call 'definition': 'other', 'out': {'n': 'n + 1'}", "y:exclusive",
                                "stop:end 'terminate': true"},
                               "s>f f>a a>x x>a:default x>e:n>100 f>b b>y y>b:default y>stop:n>2"),
                         "{'n': 1}"),
              "lea@a system@b lea@a lea@a system@b ends");
    EXPECT_EQ(outlook_of(graph(
                  {"f:parallel", "x:exclusive", person("a", "lea"), "b:service 'topic': 't'", "y:exclusive"},
                  "s>f f>a a>x x>a:default x>e:n>100 f>b b>y y>b:default y>e:n>100")),
              "lea@a system@b loops");
}

TEST(Recurrence, AnEndInAnotherBranchIsFound) {
    EXPECT_EQ(outlook_of(graph({"f:parallel", "x:exclusive", person("a", "lea"), "b:service 'topic': 't'",
                                "stop:end 'terminate': true"},
                               "s>f f>a a>x x>a:default x>e:n>100 f>b b>stop")),
              "lea@a system@b ends");
}

// ---- what ends by itself goes on

TEST(Recurrence, ARepeatedActivityGoesOnToItsEnd) {
    EXPECT_EQ(outlook_of(graph({person("a", "lea", "'loop': {'max': 3}")}, "s>a a>e")),
              "lea@a lea@a lea@a ends");
    EXPECT_EQ(outlook_of(graph({person("a", "lea", "'loop': {'while': 'loopCounter < 2'}")}, "s>a a>e")),
              "lea@a lea@a ends");
    EXPECT_EQ(outlook_of(graph({person("a", "lea", "'multi': {'count': 3, 'sequential': true}")}, "s>a a>e")),
              "lea@a lea@a lea@a ends");
    EXPECT_EQ(
        outlook_of(graph({person("a", "lea", "'multi': {'collection': 'c', 'element': 'i'}")}, "s>a a>e"),
                   "{'c': [7, 7, 7]}"),
        "lea@a lea@a lea@a ends");
}

TEST(Recurrence, ARepeatedActivityThatNothingEndsIsToldOnce) {
    EXPECT_EQ(outlook_of(graph({person("a", "lea", "'loop': {'while': 'n < 100'}")}, "s>a a>e"), "{'n': 1}"),
              "lea@a loops");
    EXPECT_EQ(outlook_of(graph({person("a", "lea", "'loop': {'while': 'n < 100'}"), person("b", "boss")},
                               "s>a a>b b>e"),
                         "{'n': 100}"),
              "lea@a boss@b ends");
}

TEST(Recurrence, ManySignersInSequenceAreAllAsked) {
    EXPECT_EQ(outlook_of(graph({person("a", "lea boss eve", "'mode': 'sequential'")}, "s>a a>e")),
              "lea@a boss@a eve@a ends");
}

TEST(Recurrence, ACounterInTheFormIsFollowed) {
    const std::string counting =
        graph({"c:call 'definition': 'other', 'out': {'n': 'n + 1'}", person("a", "lea"), "x:exclusive"},
              "s>a a>c c>x x>a:default x>e:n>2");
    EXPECT_EQ(outlook_of(counting, "{'n': 1}"), "lea@a system@c lea@a system@c ends");
}

TEST(Recurrence, ATimeoutThatIsAskedForIsFollowed) {
    const std::string later = graph({"w:timer 'after': 'P1D'", "x:exclusive"},
                                    "s>w w>x x>w:default x>e:now()>@\\\"2000-01-04T00:00:00Z\\\"");
    EXPECT_EQ(outlook_of(later), "system@w system@w system@w ends");
}

TEST(Recurrence, ATimerThatNobodyAsksForIsToldOnce) {
    EXPECT_EQ(outlook_of(graph({"w:timer 'after': 'P1D'", "x:exclusive"}, "s>w w>x x>w:default x>e:n>2")),
              "system@w loops");
}

TEST(Recurrence, AnOutcomeThatIsAskedForIsFollowed) {
    EXPECT_EQ(outlook_of(graph({person("q", "eve"), person("a", "lea"), person("b", "boss"), "x:exclusive"},
                               "s>q q>a a>x x>b:default x>e:outcome.b=\\\"approved\\\" b>q")),
              "eve@q lea@a boss@b eve@q lea@a ends");
}

TEST(Recurrence, WhoHasSignedIsFollowed) {
    // In the second round boss is spared a second look at b: so it goes on from a to a.
    const std::string spared = graph(
        {person("a", "boss"), person("b", "boss", "'dedupe': 'once'"), person("c", "eve"), "x:exclusive"},
        "s>b b>a a>c c>x x>b:default x>e:n>100");
    EXPECT_EQ(outlook_of(spared), "boss@b boss@a eve@c system@b loops");
}

TEST(Recurrence, WhoHandledItLastIsFollowed) {
    // In the first round nobody has handled n yet, and m is passed.
    const std::string last =
        graph({person("u", "eve"), "w:task 'assignee': 'dora'",
               "m:approval 'approvers': [{'by': 'last_handler', 'node': 'n'}], 'on_no_approver': 'approve'",
               person("n", "eve"), "x:exclusive"},
              "s>u u>w w>m m>n n>x x>u:default x>e:n>100");
    EXPECT_EQ(outlook_of(last), "eve@u dora@w system@m eve@n eve@u dora@w eve@m loops");
}

TEST(Recurrence, WhatIsCompensatedIsFollowed) {
    // In the first round there is nothing to compensate yet.
    const std::string undone =
        graph({"p:task 'assignee': 'eve'", "w:task 'assignee': 'boss'",
               "a:task 'assignee': 'lea', 'boundary': [{'type': 'compensation', 'to': 'undo'}]",
               "undo:task 'assignee': 'dora'", "t:compensation", "x:exclusive"},
              "s>p p>w w>t t>a a>x x>p:default x>e:n>100");
    EXPECT_EQ(outlook_of(undone), "eve@p boss@w lea@a eve@p boss@w dora@undo loops");
}

TEST(Recurrence, WhatCouldBeCompensatedMakesNoDifference) {
    const std::string kept =
        graph({"a:task 'assignee': 'lea', 'boundary': [{'type': 'compensation', 'to': 'undo'}]",
               "undo:task 'assignee': 'dora'", "x:exclusive"},
              "s>a a>x x>a:default x>e:n>100");
    EXPECT_EQ(outlook_of(kept), "lea@a loops");
}

TEST(Recurrence, IsNotKnownBeforeItIsLookedAt) {
    Story story = given(graph({person("a", "lea"), person("b", "boss"), "x:exclusive"}, back_to_a));
    story.start("ann");
    EXPECT_EQ(outlook_of(story, 1), "lea@a cut");
}

}  // namespace
}  // namespace wf::test
