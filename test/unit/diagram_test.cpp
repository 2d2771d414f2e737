// test/golden/diagram/<case>.txt: the picture, and what is marked on the way.
#include "core/diagram.hpp"

#include "golden_file.hpp"
#include "graph.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

Definition leave() { return compiled(read_file(std::filesystem::path{WF_EXAMPLES_DIR} / "leave.json")); }

void expect_picture(const std::string& name, const std::string& picture) {
    expect_golden(name, picture + "\n");
}

TEST(Diagram, ShowsADefinition) { expect_picture("diagram/leave.txt", draw_text(leave(), nullptr, "en")); }

TEST(Diagram, SpeaksTheLanguageAskedFor) {
    expect_picture("diagram/leave_zh.txt", draw_text(leave(), nullptr, "zh"));
}

TEST(Diagram, MarksWhatIsDoneAndWhereTheInstanceStands) {
    Story story{leave()};
    story.world.roles["board"] = {"bob", "carl", "dora"};
    story.start("ann", "{'days': 9, 'kind': 'annual'}").when("lea", approve(1));
    expect_picture("diagram/leave_under_way.txt", draw_text(story.definition(), &story.state(), "en"));
}

TEST(Diagram, AnEndedInstanceStandsNowhere) {
    Story story{leave()};
    story.start("ann", "{'days': 1, 'kind': 'sick'}").when("lea", approve(1));
    expect_picture("diagram/leave_ended.txt", draw_text(story.definition(), &story.state(), "en"));
}

TEST(Diagram, ATaskOfAGroupNamesTheGroup) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann");
    EXPECT_EQ(draw_text(story.definition(), &story.state(), "en"),
              "(✓) start\n │\n[▶] board: role:board\n │\n( ) end");
}

TEST(Diagram, ASubprocessIsFollowedByWhatLiesInIt) {
    Story story = given(
        graph({"p:subprocess 'boundary': [{'id': 'late', 'type': 'timer', 'after': 'P1D', 'to': 'b'}], " +
                   inside("p", {"f:parallel", "a:task", "c:task", "j:parallel"}, "ps>f f>a f>c a>j c>j j>pe"),
               "b:task"},
              "s>p p>e b>e"));
    story.start("ann").completes("a");
    expect_picture("diagram/subprocess.txt", draw_text(story.definition(), &story.state(), "en"));
}

TEST(Diagram, ALoopNamesItsTarget) {
    const Definition loop = compiled(definition(
        {approval("lead", by_users("lea")),
         {"again", "{'id': 'again', 'type': 'exclusive'}"},
         approval("boss", by_users("boss"))},
        "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'again'},"
        "{'from': 'again', 'to': 'lead', 'when': 'repeat'}, {'from': 'again', 'to': 'boss', 'default': true},"
        "{'from': 'boss', 'to': 'end'}"));
    expect_picture("diagram/loop.txt", draw_text(loop, nullptr, "en"));
}

}  // namespace
}  // namespace wf::test
