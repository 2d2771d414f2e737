#include "spec.hpp"

namespace wf::test {
namespace {

Act answer(bool granted) { return AnswerWithdrawal{.is_granted = granted}; }

// lea has approved, it is boss's turn, and ann wants it back.
Story requested() {
    std::string text = chain({approval("one", by_users("lea carl")), approval("two", by_users("boss"))});
    Story story = given(text.replace(0, 1, "{'withdraw': {'by_request': true}, "));
    story.start("ann").when("lea", approve(1)).when("ann", RequestWithdrawal{});
    story.world.entries = story.log();
    return story;
}

TEST(AnswerWithdrawal, WhoHasApprovedGrantsIt) {
    Story story = requested();
    story.when("lea", answer(true), "fine");
    story.then({SeatsClosed{.seats = {SeatId{3}}}, InstanceEnded{.status = Status::Withdrawn}});
}

TEST(AnswerWithdrawal, SoDoesWhoHasToDecideNow) {
    Story story = requested();
    story.when("boss", answer(true));
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(AnswerWithdrawal, RefusedItGoesOnAndCanBeAskedForAgain) {
    Story story = requested();
    story.when("boss", answer(false)).then({WithdrawalRefused{.by = "boss"}});
    story.when("boss", answer(true)).rejects(Code::NotRequested);
    story.when("ann", RequestWithdrawal{}).when("adam", answer(true));
    EXPECT_EQ(story.status(), Status::Withdrawn);
}

TEST(AnswerWithdrawal, NeitherByTheInitiatorNorByStrangers) {
    Story story = requested();
    story.when("ann", answer(true)).rejects(Code::NotAParticipant);
    story.when("carl", answer(true)).rejects(Code::NotAParticipant, "not approved");
}

TEST(AnswerWithdrawal, NotWithoutARequest) {
    Story story = given(chain({approval("one", by_users("lea"))}));
    story.start("ann").when("lea", answer(true)).rejects(Code::NotRequested);
}

}  // namespace
}  // namespace wf::test
