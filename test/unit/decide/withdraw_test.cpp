#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_signers = chain({approval("both", by_users("lea boss"), "'mode': 'all'")});

TEST(Withdraw, ByTheInitiatorClosesAllTasks) {
    Story story = given(two_signers);
    story.start("ann")
        .when("ann", Withdraw{})
        .then({
            SeatsClosed{.seats = {SeatId{1}, SeatId{2}}},
            InstanceEnded{.status = Status::Withdrawn},
        });
    EXPECT_EQ(story.entries().at(0).action, "withdraw");
}

TEST(Withdraw, IsForTheInitiatorOnly) {
    given(two_signers)
        .start("ann")
        .when("lea", Withdraw{})
        .rejects(Code::NotTheInitiator, "It was started by \"ann\".");
}

TEST(Withdraw, IsNotForAdministrators) {
    given(two_signers).start("ann").when("adam", Withdraw{}).rejects(Code::NotTheInitiator);
}

TEST(Withdraw, IsRefusedAfterSomebodyHasApproved) {
    given(two_signers)
        .start("ann")
        .when("lea", approve(1))
        .when("ann", Withdraw{})
        .rejects(Code::AlreadyActedOn);
}

TEST(Withdraw, IsRefusedAfterSomebodyHasRejectedWithoutDeciding) {
    given(chain({approval("either", by_users("lea boss"))}))
        .start("ann")
        .when("lea", reject(1))
        .when("ann", Withdraw{})
        .rejects(Code::AlreadyActedOn);
}

TEST(Withdraw, IsStillPossibleAfterAComment) {
    Story story = given(two_signers);
    story.start("ann").when("lea", Comment{}, "hm").when("ann", Withdraw{});
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(Withdraw, IsStillPossibleWhenOnlyAPolicyHasApproved) {
    Story story = given(chain({approval("nobody", by_role("left"), "'on_no_approver': 'approve'"),
                               approval("lead", by_users("lea"))}));
    story.start("ann").when("ann", Withdraw{});
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(Withdraw, IsRefusedAfterTheEnd) {
    given(two_signers)
        .start("ann")
        .when("ann", Withdraw{})
        .when("ann", Withdraw{})
        .rejects(Code::InstanceEnded, "\"withdrawn\"");
}

// steedos 1890: after a vote that decided the node alone it must not be possible.
TEST(Withdraw, IsRefusedAfterOneVoteHasDecidedANode) {
    Story story = given(
        chain({approval("one", by_users("lea carl"), "'mode': 'vote', 'vote': {'need': 2, 'pass': ['lea']}"),
               approval("two", by_users("boss"))}));
    story.start("ann").when("lea", approve(1)).when("ann", Withdraw{});
    story.rejects(Code::AlreadyActedOn);
}

std::string with(const std::string& withdraw) {
    std::string text = two_signers;
    return text.replace(0, 1, "{'withdraw': " + withdraw + ", ");
}

TEST(Withdraw, UntilItHasBeenReadByWhoIsAsked) {
    Story story = given(with("'read'"));
    story.start("ann").when("ann", MarkRead{}).when("lea", MarkRead{});
    story.when("ann", Withdraw{}).rejects(Code::AlreadyRead);
    Story unread = given(with("{'until': 'read'}"));
    unread.start("ann").when("ann", MarkRead{}).when("ann", Withdraw{});
    EXPECT_EQ(unread.status(), Status::Withdrawn);
}

TEST(Withdraw, WhoHasActedHasReadIt) {
    Story story = given(with("'read'"));
    story.start("ann").when("lea", approve(1)).when("ann", Withdraw{});
    story.rejects(Code::AlreadyActedOn);
}

TEST(Withdraw, ReadingDoesNotMatterWhereOnlyActingDoes) {
    Story story = given(with("'acted'"));
    story.start("ann").when("lea", MarkRead{}).when("ann", Withdraw{});
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(Withdraw, NeverWhereTheDefinitionSaysSo) {
    given(with("'never'")).start("ann").when("ann", Withdraw{}).rejects(Code::ActionNotOffered);
}

}  // namespace
}  // namespace wf::test
