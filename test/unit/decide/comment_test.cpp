#include "spec.hpp"

namespace wf::test {
namespace {

const std::string one_signer = chain({approval("lead", by_users("lea"))});

TEST(Comment, IsAnEntryWithoutEvents) {
    Story story = given(one_signer);
    story.start("ann").when("ann", Comment{}, "please hurry").then({});
    EXPECT_EQ(story.entries().at(0).comment, "please hurry");
    EXPECT_EQ(story.state().version, 2);
}

TEST(Comment, WhoHoldsATaskMay) {
    Story story = given(one_signer);
    story.start("ann").when("lea", Comment{}, "why?").then({});
}

TEST(Comment, AMemberOfTheGroupThatHasTheTaskMay) {
    given(chain({approval("board", by_role("board"))})).start("ann").when("dora", Comment{}, "why?").then({});
}

TEST(Comment, WhoseTurnIsYetToComeMayNot) {
    given(chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")}))
        .start("ann")
        .when("boss", Comment{}, "soon")
        .rejects(Code::NotAParticipant);
}

TEST(Comment, AdministratorsMay) {
    given(one_signer).start("ann").when("adam", Comment{}, "I look at it").then({});
}

TEST(Comment, StrangersMayNot) {
    given(one_signer).start("ann").when("bob", Comment{}, "hello").rejects(Code::NotAParticipant);
}

TEST(Comment, PeopleNobodyKnowsMayNot) {
    given(one_signer).start("ann").when("nobody", Comment{}, "hello").rejects(Code::NotAParticipant);
}

TEST(Comment, WhoHasActedMayAfterTheEnd) {
    Story story = given(one_signer);
    story.start("ann").when("lea", approve(1)).when("lea", Comment{}, "well done").then({});
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(Comment, StrangersMayNotAfterTheEnd) {
    given(one_signer)
        .start("ann")
        .when("lea", approve(1))
        .when("bob", Comment{}, "hello")
        .rejects(Code::NotAParticipant);
}

TEST(Comment, MustSaySomething) {
    given(one_signer).start("ann").when("ann", Comment{}).rejects(Code::BadArgument);
}

}  // namespace
}  // namespace wf::test
