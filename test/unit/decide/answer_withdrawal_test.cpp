#include "core/log/checkpoint.hpp"
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

TEST(AnswerWithdrawal, AlsoIfThatHasLeftTheLog) {
    Story story = requested();
    story.when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    for (int again = 0; again < 2; ++again) {
        story.world.entries = from_checkpoint({story.log().back()});
        story.when(PersonId{system_actor}, Checkpoint{.chain = "ab"});
    }
    story.world.entries = from_checkpoint({story.log().back()});
    story.when("carl", answer(true)).rejects(Code::NotAParticipant);
    story.when("lea", answer(true));
    EXPECT_EQ(story.status(), Status::Withdrawn);
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
