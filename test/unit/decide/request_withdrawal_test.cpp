#include "spec.hpp"

namespace wf::test {
namespace {

std::string with(const std::string& withdraw) {
    std::string text = chain({approval("one", by_users("lea")), approval("two", by_users("boss"))});
    return text.replace(0, 1, "{'withdraw': " + withdraw + ", ");
}
const std::string by_request = with("{'by_request': true}");

TEST(RequestWithdrawal, IsNotedAndChangesNothingElse) {
    Story story = given(by_request);
    story.start("ann").when("lea", approve(1)).when("ann", RequestWithdrawal{}, "booked twice");
    story.then({WithdrawalRequested{}});
    EXPECT_EQ(story.open(), "2:boss");
    EXPECT_TRUE(story.state().withdrawal_requested);
}

TEST(RequestWithdrawal, IsWhatALateWithdrawalHintsAt) {
    Story story = given(by_request);
    story.start("ann").when("lea", approve(1));
    story.when("ann", Withdraw{}).rejects(Code::AlreadyActedOn, "wf.request_withdrawal");
}

TEST(RequestWithdrawal, OnlyWhereTheDefinitionProvidesForIt) {
    Story story = given(with("'acted'"));
    story.start("ann").when("ann", RequestWithdrawal{}).rejects(Code::NotRequested, "does not provide");
}

TEST(RequestWithdrawal, IsForTheInitiatorAndOnce) {
    Story story = given(by_request);
    story.start("ann").when("lea", RequestWithdrawal{}).rejects(Code::NotTheInitiator);
    story.when("ann", RequestWithdrawal{});
    story.when("ann", RequestWithdrawal{}).rejects(Code::NotRequested, "already");
}

}  // namespace
}  // namespace wf::test
