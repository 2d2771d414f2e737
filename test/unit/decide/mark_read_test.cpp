#include "spec.hpp"

namespace wf::test {
namespace {

const std::string lead = chain({approval("sign", by_users("lea"))});

TEST(MarkRead, SaysWhetherTheReaderIsAsked) {
    Story story = given(lead);
    story.start("ann").when("ann", MarkRead{}).then({InstanceRead{.by = "ann", .is_asked = false}});
    EXPECT_FALSE(story.state().read);
    story.when("lea", MarkRead{}).then({InstanceRead{.by = "lea", .is_asked = true}});
    EXPECT_TRUE(story.state().read);
}

TEST(MarkRead, AMemberOfAGroupIsAsked) {
    Story story = given(chain({approval("sign", by_role("board"))}));
    story.start("ann").when("carl", MarkRead{});
    EXPECT_TRUE(story.state().read);
}

TEST(MarkRead, ACopyIsReadAfterTheEndToo) {
    Story story = given(lead);
    story.start("ann").when("ann", Copy{.people = {"eve"}}).when("lea", approve(1));
    story.when("eve", MarkRead{}).then({InstanceRead{.by = "eve", .is_asked = false}});
}

TEST(MarkRead, IsForThoseWhoTakePart) {
    given(lead).start("ann").when("eve", MarkRead{}).rejects(Code::NotAParticipant);
}

}  // namespace
}  // namespace wf::test
