#include "core/log/history.hpp"
#include "core/stored/state_json.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

const std::string two_steps = chain({approval("first", by_users("lea")), approval("second", by_users("boss"))},
                                    "{'name': 'days', 'type': 'number'}");

Story ended() {
    Story story = given(two_steps);
    story.start("ann", "{'days': 1}").when("lea", approve(1)).when("boss", approve(2));
    story.by_administrator = true;
    return story;
}

const Redact redact{.fields = {"days"}, .entries = {{.seq = 1, .hash = "ab"}}};

TEST(Redact, SaysWhatWasBlanked) {
    Story story = ended();
    story.when("root", redact, "asked for").then({Redacted{.fields = {"days"}, .entries = {{.seq = 1, .hash = "ab"}}}});
    EXPECT_EQ(story.log().back().comment, "asked for");
}

TEST(Redact, ChangesNothingElse) {
    Story story = ended();
    State before = story.state();
    story.when("root", redact);
    before.version = story.state().version;
    before.last_at = story.state().last_at;
    EXPECT_EQ(state_to_json(story.state()), state_to_json(before));
}

TEST(Redact, IsForWhatHasEnded) {
    Story story = given(two_steps);
    story.by_administrator = true;
    story.start("ann", "{'days': 1}").when("root", redact).rejects(Code::NotEnded, "wf.terminate");
    story.when("root", Suspend{}).when("root", redact).rejects(Code::NotEnded);
}

TEST(Redact, IsForAdministrators) {
    Story story = ended();
    story.by_administrator = false;
    story.when("ann", redact).rejects(Code::NotAnAdministrator);
}

TEST(Redact, IsNoCommandThatCanBeUndone) {
    Story story = ended();
    story.when("root", redact).when("root", Undo{});
    EXPECT_EQ(story.open(), "2:boss");
}

}  // namespace
}  // namespace wf::test
