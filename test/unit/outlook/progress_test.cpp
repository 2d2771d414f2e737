#include "core/outlook/progress.hpp"

#include "graph.hpp"

namespace wf::test {
namespace {

// "1 lead done lea approved (fine); 2 boss current boss"
std::string text_of(const std::vector<ProgressRow>& rows) {
    std::string text;
    for (const ProgressRow& row : rows) {
        text += text.empty() ? "" : "; ";
        text += std::to_string(row.step) + " " + row.node +
                (row.round > 1 ? "#" + std::to_string(row.round) : "");
        text += " " + std::string{name_of(row.state)};
        for (const std::string& word : {row.person, row.decision}) text += word.empty() ? "" : " " + word;
        text += row.comment.empty() ? "" : " (" + row.comment + ")";
    }
    return text;
}

std::string so_far(const Story& story) { return text_of(progress(story.definition(), story.log(), {})); }

std::string whole(Story& story) {
    const Outlook outlook = look_ahead(story.definition(), story.state(), story.world, 100);
    return text_of(progress(story.definition(), story.log(), outlook));
}

const std::string two_steps = chain(
    {approval("lead", by_users("lea")), copy_node("hr", by_role("hr")), approval("boss", by_users("boss"))});

TEST(Progress, ShowsWhoseTurnItIs) {
    Story story = given(two_steps);
    story.start("ann");
    EXPECT_EQ(so_far(story), "1 lead current lea");
}

TEST(Progress, ShowsWhoWillBeAskedNext) {
    Story story = given(two_steps);
    story.start("ann");
    EXPECT_EQ(whole(story), "1 lead current lea; 2 boss predicted boss");
}

TEST(Progress, ShowsAWayThatLeadsBackOnce) {
    Story story = given(graph({"a:approval 'approvers': [" + by_users("lea") + "]",
                               "b:approval 'approvers': [" + by_users("boss") + "]", "x:exclusive"},
                              "s>a a>b b>x x>e:false x>a:default"));
    story.start("ann");
    EXPECT_EQ(whole(story), "1 a current lea; 2 b predicted boss");
    story.when("lea", approve(1)).when("boss", approve(2));
    EXPECT_EQ(whole(story),
              "1 a done lea approved; 2 b done boss approved; 3 a#2 current lea; 4 b#2 predicted boss");
}

TEST(Progress, ShowsNoPolicyOfTheSecondRound) {
    Story story =
        given(graph({"a:approval 'approvers': [" + by_role("left") + "], 'on_no_approver': 'approve'",
                     "b:approval 'approvers': [" + by_users("boss") + "]", "x:exclusive"},
                    "s>a a>b b>x x>e:false x>a:default"));
    story.start("ann");
    EXPECT_EQ(whole(story).find("3 "), whole(story).find("3 a#2 predicted system"));
}

TEST(Progress, ShowsWhoDecidedAndWhatHeSaid) {
    Story story = given(two_steps);
    story.start("ann").when("lea", approve(1), "fine");
    EXPECT_EQ(whole(story), "1 lead done lea approved (fine); 2 boss current boss");
    const std::vector<ProgressRow> rows = progress(story.definition(), story.log(), {});
    EXPECT_EQ(rows.at(0).at, story.log().at(1).at);
    EXPECT_EQ(rows.at(1).at, 0);
}

TEST(Progress, ShowsARejection) {
    Story story = given(two_steps);
    story.start("ann").when("lea", reject(1), "no");
    EXPECT_EQ(whole(story), "1 lead done lea rejected (no)");
}

TEST(Progress, ThoseWhoWereNotNeededHaveNoTimeAndNoComment) {
    Story story = given(chain({approval("any", by_users("lea boss"))}));
    story.start("ann").when("boss", approve(2), "fine");
    EXPECT_EQ(whole(story), "1 any done lea not_needed; 1 any done boss approved (fine)");
    EXPECT_EQ(progress(story.definition(), story.log(), {}).at(0).at, 0);
}

TEST(Progress, ThoseWhoWaitInASequenceArePredicted) {
    Story story = given(chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")}));
    story.start("ann");
    EXPECT_EQ(whole(story), "1 line current lea; 1 line predicted boss");
    story.when("lea", approve(1));
    EXPECT_EQ(whole(story), "1 line done lea approved; 1 line current boss");
}

TEST(Progress, AGroupIsNamedUntilOneOfItsMembersActs) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann");
    EXPECT_EQ(whole(story), "1 board current role:board");
    story.when("dora", approve(1));
    EXPECT_EQ(whole(story), "1 board done dora approved");
}

TEST(Progress, ThePolicyThatDecidedIsTheSystem) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("lead", by_users("lea"))}));
    story.start("ann");
    EXPECT_EQ(so_far(story),
              "1 nobody done system approved (no approver was found by {\"by\":\"role\",\"role\":\"left\"}; "
              "on_no_approver: approve); "
              "2 lead current lea");
}

TEST(Progress, ThosePutInByAPolicyAreShownAsPeople) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'superior'")}));
    story.start("ann");
    EXPECT_EQ(so_far(story), "1 nobody current lea");
}

TEST(Progress, AHeldNodeIsCurrentAndSaysWhy) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'hold'")}));
    story.start("ann");
    EXPECT_EQ(so_far(story),
              "1 nobody current (no approver was found by {\"by\":\"role\",\"role\":\"left\"}; "
              "on_no_approver: hold)");
}

TEST(Progress, NothingIsCurrentAfterTheEnd) {
    Story open = given(two_steps);
    open.start("ann").when("ann", Withdraw{});
    EXPECT_EQ(so_far(open), "1 lead done lea not_needed");
    Story held = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'hold'")}));
    held.start("ann").when("ann", Cancel{});
    EXPECT_EQ(so_far(held).find("current"), std::string::npos) << so_far(held);
}

TEST(Progress, AnotherRoundIsAnotherStep) {
    Story story = given(
        definition({approval("lead", by_users("lea")), {"again", "{'id': 'again', 'type': 'exclusive'}"}},
                   "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'again'},"
                   "{'from': 'again', 'to': 'lead', 'when': 'repeat'}, {'from': 'again', 'to': 'end', "
                   "'default': true}"));
    story.start("ann", "{'repeat': true}")
        .when("lea", approve(1))
        .when("lea", approve(2, "{'repeat': false}"));
    EXPECT_EQ(whole(story), "1 lead done lea approved; 2 lead#2 done lea approved");
}

}  // namespace
}  // namespace wf::test
