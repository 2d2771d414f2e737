#include "spec.hpp"

namespace wf::test {
namespace {

const std::string one_signer = chain({approval("lead", by_users("lea"))});

Act copy_to(std::vector<PersonId> people) { return Copy{.people = std::move(people)}; }

TEST(Copy, TellsWhoGotItAndInWhichVersion) {
    given(one_signer)
        .start("ann")
        .when("ann", copy_to({"eve", "bob"}))
        .then({
            PeopleCopied{.node = {}, .round = 2, .people = {"eve", "bob"}},
        });
}

TEST(Copy, ChangesNothingElse) {
    Story story = given(one_signer);
    story.start("ann").when("ann", copy_to({"eve"}));
    EXPECT_EQ(story.open(), "1:lea");
    EXPECT_EQ(story.status(), Status::Running);
}

TEST(Copy, WhoHoldsATaskMay) {
    Story story = given(one_signer);
    story.start("ann").when("lea", copy_to({"eve"}));
    EXPECT_EQ(story.entries().size(), 1u);
}

TEST(Copy, WhoGotACopyMayPassItOn) {
    Story story = given(one_signer);
    story.start("ann").when("ann", copy_to({"eve"})).when("eve", copy_to({"bob"}));
    EXPECT_EQ(story.entries().size(), 1u);
}

TEST(Copy, StrangersMayNot) {
    given(one_signer).start("ann").when("bob", copy_to({"eve"})).rejects(Code::NotAParticipant, "\"bob\"");
}

TEST(Copy, IsPossibleAfterTheEnd) {
    Story story = given(one_signer);
    story.start("ann")
        .when("lea", approve(1))
        .when("lea", copy_to({"eve"}))
        .then({
            PeopleCopied{.node = {}, .round = 3, .people = {"eve"}},
        });
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Copy, DoesNotMoveTheEndOfAnEndedInstance) {
    Story story = given(one_signer);
    story.start("ann").when("lea", approve(1));
    const Instant ended = story.state().ended_at;
    story.when("ann", copy_to({"eve"}));
    EXPECT_EQ(story.state().ended_at, ended);
}

TEST(Copy, ToNobodyIsRefused) {
    given(one_signer).start("ann").when("ann", copy_to({})).rejects(Code::BadArgument);
}

TEST(Copy, ToAPersonNobodyKnowsIsRefused) {
    given(one_signer)
        .start("ann")
        .when("ann", copy_to({"eve", "nobody"}))
        .rejects(Code::UnknownPerson, "\"nobody\"");
}

TEST(Copy, ToAPersonWhoHasLeftIsRefused) {
    given(one_signer).start("ann").when("ann", copy_to({"gone"})).rejects(Code::UnknownPerson, "\"gone\"");
}

}  // namespace
}  // namespace wf::test
