#include "spec.hpp"

namespace wf::test {
namespace {

TEST(Remind, TellsWhoseTurnItIs) {
    Story story = given(chain({approval("sign", by_users("lea carl bob"), "'mode': 'all'")}));
    story.start("ann").when("carl", approve(2)).when("ann", Remind{}, "it is urgent");
    story.then({PeopleReminded{.token = TokenId{2}, .people = {"lea", "bob"}}});
}

TEST(Remind, AGroupIsItsMembers) {
    Story story = given(chain({approval("sign", by_role("board"))}));
    story.start("ann").when("ann", Remind{});
    story.then({PeopleReminded{.token = TokenId{2}, .people = {"bob", "carl", "dora"}}});
}

TEST(Remind, EveryBranchOfItsOwn) {
    Story story = given(definition({{"split", "{'id': 'split', 'type': 'parallel'}"},
                                    approval("left", by_users("lea")),
                                    approval("right", by_users("carl")),
                                    {"join", "{'id': 'join', 'type': 'parallel'}"}},
                                   "{'from': 'start', 'to': 'split'}, {'from': 'split', 'to': 'left'}, "
                                   "{'from': 'split', 'to': 'right'}, {'from': 'left', 'to': 'join'}, "
                                   "{'from': 'right', 'to': 'join'}, {'from': 'join', 'to': 'end'}"));
    story.start("ann").when("ann", Remind{});
    ASSERT_EQ(story.entries().at(0).events.size(), 2u);
}

TEST(Remind, IsForThoseWhoTakePart) {
    Story story = given(chain({approval("sign", by_users("lea"))}));
    story.start("ann").when("dora", Remind{}).rejects(Code::NotAParticipant);
    story.when("adam", Remind{});
    EXPECT_EQ(story.entries().size(), 1u);
}

TEST(Remind, NotWhenNobodyHasToAct) {
    Story story = given(chain({approval("sign", by_role("left"), "'on_no_approver': 'hold'")}));
    story.start("ann").when("ann", Remind{}).rejects(Code::BadArgument, "nobody");
    Story ended = given(chain({approval("sign", by_users("lea"))}));
    ended.start("ann").when("lea", approve(1)).when("ann", Remind{}).rejects(Code::InstanceEnded);
}

}  // namespace
}  // namespace wf::test
