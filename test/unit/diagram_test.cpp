// test/golden/diagram/<case>.<format>: the picture, and what is marked on the way. Those in SVG have been
// looked at in a browser; look again when they change.
#include "core/diagram/diagram.hpp"
#include "core/base/json_string.hpp"

#include "golden_file.hpp"
#include "graph.hpp"
#include "paths.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

Definition example(const std::string& name) {
    return compiled(read_file(wf::test::examples_dir() / (name + ".json")));
}
Definition leave() { return example("leave"); }

std::string draw_plain(const Definition& definition, DiagramFormat format = DiagramFormat::Text,
                       std::string_view language = "en") {
    return draw(definition, Marking{definition}, format, language);
}

std::string draw_story(Story& story, DiagramFormat format = DiagramFormat::Text,
                       std::string_view language = "en") {
    const Definition& definition = story.definition();
    const std::vector<Entry> to_come = predict(definition, story.state(), story.world, 100);
    return draw(definition, mark(definition, story.state(), story.log(), to_come), format, language);
}

constexpr std::array<DiagramFormat, 4> all_formats{DiagramFormat::Text, DiagramFormat::Mermaid,
                                                   DiagramFormat::Dot, DiagramFormat::Svg};
constexpr std::array<std::string_view, 4> endings{"txt", "mmd", "dot", "svg"};

void expect_picture(const std::string& name, const std::string& picture) {
    expect_golden("diagram/" + name, picture + "\n");
}

template <class Draw>
void expect_pictures(const std::string& name, Draw draw_in) {
    for (std::size_t i = 0; i < all_formats.size(); ++i)
        expect_picture(name + "." + std::string{endings[i]}, draw_in(all_formats[i]));
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

TEST(Diagram, ShowsADefinition) {
    const Definition definition = leave();
    expect_pictures("leave", [&](DiagramFormat format) { return draw_plain(definition, format); });
}

TEST(Diagram, SpeaksTheLanguageAskedFor) {
    expect_picture("leave_zh.txt", draw_plain(leave(), DiagramFormat::Text, "zh"));
    const std::string svg = draw_plain(leave(), DiagramFormat::Svg, "zh");
    EXPECT_EQ(count(svg, ">组长审批</text>"), 1u);
    EXPECT_EQ(count(svg, ">否则</text>"), 1u);
    EXPECT_EQ(count(svg, "Team lead"), 0u);
}

TEST(Diagram, ShowsThirtyNodesInChinese) {
    const Definition definition = example("purchase_zh");
    expect_pictures("purchase_zh",
                    [&](DiagramFormat format) { return draw_plain(definition, format, "zh"); });
}

TEST(Diagram, MarksWhatIsDoneWhereTheInstanceStandsAndWhatIsToCome) {
    Story story{leave()};
    story.world.roles["board"] = {"bob", "carl", "dora"};
    story.start("ann", "{'days': 9, 'kind': 'annual'}").when("lea", approve(1));
    expect_pictures("leave_under_way", [&](DiagramFormat format) { return draw_story(story, format); });
}

TEST(Diagram, WhatIsNotOnTheWayIsNotMarked) {
    Story story{leave()};
    story.start("ann", "{'days': 1, 'kind': 'sick'}");
    const std::string text = draw_story(story);
    EXPECT_EQ(count(text, "[ ] Management line"), 1u) << text;
    EXPECT_EQ(count(text, "[◌] HR (copy)"), 1u) << text;
    EXPECT_EQ(count(text, "(◌) end"), 1u) << text;
}

TEST(Diagram, PredictedNodesNameThoseWhoWillAct) {
    Story story = given(chain({approval("a", by_users("ann")), approval("b", by_users("bob carl"))}));
    story.start("ann");
    EXPECT_EQ(draw_story(story), "(✓) start\n │\n[▶] a: ann\n │\n[◌] b: bob, carl\n │\n(◌) end");
}

TEST(Diagram, MarksTheFlowsThatWereTaken) {
    Story story{leave()};
    story.start("ann", "{'days': 1, 'kind': 'sick'}");
    const std::string svg = draw_story(story, DiagramFormat::Svg);
    EXPECT_EQ(count(svg, "<g class=\"wf-flow wf-done\" data-flow=\"start-&gt;lead\">"), 1u);
    EXPECT_EQ(count(svg, "<g class=\"wf-flow wf-predicted\" data-flow=\"how_long-&gt;hr\">"), 1u);
    EXPECT_EQ(count(svg, "<g class=\"wf-flow\" data-flow=\"long\">"), 1u);
}

TEST(Diagram, AnEndedInstanceStandsNowhere) {
    Story story{leave()};
    story.start("ann", "{'days': 1, 'kind': 'sick'}").when("lea", approve(1));
    expect_picture("leave_ended.txt", draw_story(story));
}

TEST(Diagram, ATaskOfAGroupNamesTheGroup) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann");
    EXPECT_EQ(draw_story(story), "(✓) start\n │\n[▶] board: role:board\n │\n(◌) end");
}

TEST(Diagram, ASubprocessHoldsWhatLiesInIt) {
    Story story = given(
        graph({"p:subprocess 'boundary': [{'id': 'late', 'type': 'timer', 'after': 'P1D', 'to': 'b'}], " +
                   inside("p", {"f:parallel", "a:task", "c:task", "j:parallel"}, "ps>f f>a f>c a>j c>j j>pe"),
               "b:task"},
              "s>p p>e b>e"));
    story.start("ann").completes("a");
    expect_pictures("subprocess", [&](DiagramFormat format) { return draw_story(story, format); });
}

TEST(Diagram, ALoopLeadsBack) {
    const Definition loop = compiled(definition(
        {approval("lead", by_users("lea")),
         {"again", "{'id': 'again', 'type': 'exclusive'}"},
         approval("boss", by_users("boss"))},
        "{'from': 'start', 'to': 'lead'}, {'from': 'lead', 'to': 'again'},"
        "{'from': 'again', 'to': 'lead', 'when': 'repeat'}, {'from': 'again', 'to': 'boss', 'default': true},"
        "{'from': 'boss', 'to': 'end'}"));
    expect_pictures("loop", [&](DiagramFormat format) { return draw_plain(loop, format); });
}

// Links, compensation, event subprocesses, every gateway and marker: what the others do not show.
TEST(Diagram, EveryKindOfNodeHasAShape) {
    const Definition zoo = compiled(
        graph({"i:inclusive", "t:task 'multi': {'count': '3'}",
               "v:service 'boundary': [{'id': 'undo', 'type': 'compensation', 'to': 'refund'},"
               "{'id': 'nag', 'type': 'timer', 'after': 'P1D', 'interrupting': false, 'to': 'x'}]",
               "x:script 'function': 'f'", "refund:task", "q:complex 'need': 2", "g:event_gateway",
               "m:message 'message': 'm'", "w:timer 'after': 'P1D'", "h:exclusive",
               "there:link 'link': 'jump'", "here:link 'link': 'jump'", "l:call 'definition': 'k'",
               "y:copy 'to': [{'by': 'initiator'}]", "b:signal 'signal': 'go', 'throw': true", "z:pass",
               "o:subprocess 'event': true, 'nodes': [{'id': 'os', 'type': 'start', 'trigger': 'message', "
               "'message': 'stop'},"
               "{'id': 'oe', 'type': 'end', 'terminate': true}], 'flows': [{'from': 'os', 'to': 'oe'}]"},
              "s>i i>t:true i>v:default t>q v>q x>q q>g g>m g>w m>h w>h h>there here>l l>y y>b b>z z>e"));
    expect_pictures("zoo", [&](DiagramFormat format) { return draw_plain(zoo, format); });
}

// ---- names that want to break out

constexpr std::string_view hostile =
    R"(</text></svg><script>alert("1")</script>'\\\"];n0[#quot;`|x|` %%{init} <!-- ]]> & \N \" --> end)";

Definition with_name(const std::string& name) {
    std::string json = R"({"key": "k", "name": )";
    append_json_string(json, name);
    json += R"(, "nodes": [{"id": "s", "type": "start"}, {"id": "<a>&\"'", "type": "task", "name": )";
    append_json_string(json, name);
    json += R"(}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "<a>&\"'", "name": )";
    append_json_string(json, name);
    json += R"(}, {"from": "<a>&\"'", "to": "e"}]})";
    CompileResult result = compile(json);
    if (!result.definition) throw std::runtime_error{json};
    return std::move(*result.definition);
}

TEST(Diagram, NamesCannotBreakOut) {
    const Definition definition = with_name(std::string{hostile});
    expect_pictures("hostile", [&](DiagramFormat format) { return draw_plain(definition, format); });
    const std::string svg = draw_plain(definition, DiagramFormat::Svg);
    EXPECT_EQ(count(svg, "<script"), 0u);
    EXPECT_EQ(count(svg, "</svg>"), 1u);
    EXPECT_EQ(count(svg, "<!--"), 0u);
    const std::string mermaid = draw_plain(definition, DiagramFormat::Mermaid);
    EXPECT_EQ(count(mermaid, "\n") + 1, 6u) << "one line each: title, three nodes, two flows";
}

TEST(Diagram, ControlCharactersAndDirectionsOfWritingAreLeftOut) {
    const Definition definition = with_name("a\x01\x02\n\t\x7F b\u202Ec\u2028d\uFFFE");
    for (const DiagramFormat format : all_formats) {
        const std::string drawing = draw_plain(definition, format);
        for (const char c : drawing) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
        for (const std::string_view bad : {"\x7F", "\u202E", "\u2028", "\uFFFE"})
            EXPECT_EQ(count(drawing, bad), 0u);
    }
}

TEST(Diagram, ALongNameIsShortenedAndReadOnHovering) {
    std::string name;
    for (int i = 0; i < 5000; ++i) name += "很长";
    const std::string svg = draw_plain(with_name(name), DiagramFormat::Svg);
    EXPECT_EQ(count(svg, "<title>" + name + " (task)</title>"), 1u);
    EXPECT_EQ(count(svg, "长很长…</text>") + count(svg, "很长很…</text>"), 3u) << "head, node and flow";
    EXPECT_LT(count(svg, "很"), 4u * 5000 + 100);
}

TEST(Diagram, LeavesOutConditionsThatAreNotTold) {
    const Definition definition = leave();
    Marking marking{definition};
    marking.untold.assign(definition.flows.size(), true);
    for (const DiagramFormat format : all_formats) {
        EXPECT_NE(draw_plain(definition, format).find("days"), std::string::npos);
        EXPECT_EQ(draw(definition, marking, format, "en").find("days"), std::string::npos);
    }
}

// Ten thousand steps, each with a way out to the one end: lines outside, and no quadratic time.
TEST(Diagram, DrawsTenThousandNodes) {
    std::string nodes = "{'id': 's', 'type': 'start'}";
    std::string flows = "{'from': 's', 'to': 'x0'}";
    constexpr int steps = 4990;
    for (int i = 0; i < steps; ++i) {
        const std::string n = std::to_string(i);
        const std::string next = i + 1 < steps ? "x" + std::to_string(i + 1) : "e";
        nodes += ", {'id': 'x" + n + "', 'type': 'exclusive'}, {'id': 'p" + n + "', 'type': 'pass'}";
        flows += ", {'from': 'x" + n + "', 'to': 'p" + n + "', 'default': true}, {'from': 'x" + n +
                 "', 'to': 'e', 'when': 'true'}, {'from': 'p" + n + "', 'to': '" + next + "'}";
    }
    CompileLimits limits;
    limits.check_soundness = false;
    limits.max_bytes = 8 << 20;
    const CompileResult big =
        compile(test::quoted("{'key': 'k', 'nodes': [" + nodes + ", {'id': 'e', 'type': 'end'}], 'flows': [" +
                             flows + "]}"),
                limits);
    ASSERT_TRUE(big.definition.has_value());
    const std::string svg = draw_plain(*big.definition, DiagramFormat::Svg);
    EXPECT_EQ(count(svg, "data-node="), big.definition->nodes.size());
    EXPECT_EQ(count(svg, "data-flow="), big.definition->flows.size());
}

}  // namespace
}  // namespace wf::test
