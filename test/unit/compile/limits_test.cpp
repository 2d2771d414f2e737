// No definition, however large or hostile, costs more than it should.
#include "core/compile/compile.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

std::string codes(const CompileResult& result) {
    std::string codes;
    for (const Finding& finding : result.findings) codes += finding.code + " ";
    return codes;
}

std::string number(std::size_t i) { return std::to_string(i); }

// start -> n0 -> n1 -> ... -> end
std::string chain(std::size_t length, const std::string& type) {
    std::string nodes = R"({"id":"start","type":"start"},{"id":"end","type":"end"})";
    std::string flows = R"({"from":"start","to":"n0"},{"from":"n)" + number(length - 1) + R"(","to":"end"})";
    for (std::size_t i = 0; i < length; ++i) {
        nodes += R"(,{"id":"n)" + number(i) + R"(","type":")" + type + R"("})";
        if (i > 0) flows += R"(,{"from":"n)" + number(i - 1) + R"(","to":"n)" + number(i) + R"("})";
    }
    return R"({"key":"k","nodes":[)" + nodes + R"(],"flows":[)" + flows + "]}";
}

// Subprocesses in each other; the innermost one is empty except for its start and end.
std::string nested(std::size_t depth) {
    std::string nodes = R"({"id":"s","type":"start"},{"id":"e","type":"end"})";
    std::string flows = R"({"from":"s","to":"e"})";
    for (std::size_t i = 0; i < depth; ++i) {
        const std::string n = number(i);
        const std::string inner = R"("nodes":[)" + nodes + R"(],"flows":[)" + flows + "]";
        nodes = R"({"id":"s)" + n + R"(","type":"start"},{"id":"p)" + n + R"(","type":"subprocess",)" +
                inner + R"(},{"id":"e)" + n + R"(","type":"end"})";
        flows =
            R"({"from":"s)" + n + R"(","to":"p)" + n + R"("},{"from":"p)" + n + R"(","to":"e)" + n + R"("})";
    }
    return R"({"key":"k","nodes":[)" + nodes + R"(],"flows":[)" + flows + "]}";
}

// start -> fork -> `tasks` tasks -> join -> end
std::string joined(std::size_t tasks) {
    std::string nodes =
        R"({"id":"s","type":"start"},{"id":"f","type":"parallel"},{"id":"j","type":"inclusive"},{"id":"e","type":"end"})";
    std::string flows = R"({"from":"s","to":"f"},{"from":"j","to":"e"})";
    for (std::size_t i = 0; i < tasks; ++i) {
        nodes += R"(,{"id":"t)" + number(i) + R"(","type":"task"})";
        flows += R"(,{"from":"f","to":"t)" + number(i) + R"("},{"from":"t)" + number(i) + R"(","to":"j"})";
    }
    return R"({"key":"k","nodes":[)" + nodes + R"(],"flows":[)" + flows + "]}";
}

// A definition whose only condition is `when`.
std::string conditional(const std::string& when) {
    return R"({"key":"k","form":{"fields":[{"name":"a","type":"number"}]},"nodes":[{"id":"s","type":"start"},
              {"id":"g","type":"exclusive"},{"id":"e","type":"end"}],"flows":[{"from":"s","to":"g"},
              {"from":"g","to":"e","default":true},{"from":"g","to":"e","when":)" +
           when + "}]}";
}

TEST(Limits, AMegabyteOfBracketsIsOneFinding) {
    for (const char* open : {"[", "{\"a\":", "[{\"\":"})
        EXPECT_EQ(codes(compile(repeated(open, 1'000'000 / std::string{open}.size()))), "too_deep ");
}

TEST(Limits, TooDeepNestingIsFoundAtItsPlace) {
    const CompileLimits limits{.max_depth = 3};
    EXPECT_EQ(codes(compile(R"({"x_a": [[1]]})", limits)).find("too_deep"), std::string::npos);
    const CompileResult result = compile(R"({"x_a": [1, [[]]]})", limits);
    EXPECT_EQ(codes(result), "too_deep ");
    EXPECT_EQ(result.findings.at(0).path, "/x_a/1/0");
}

TEST(Limits, TooManyBytesAreNotEvenRead) {
    EXPECT_EQ(codes(compile(std::string((1 << 20) + 1, ' '))), "too_large ");
}

TEST(Limits, TooManyNodesAreOneFinding) {
    CompileLimits limits;
    limits.max_nodes = 11;
    EXPECT_EQ(codes(compile(chain(10, "exclusive"), limits)), "too_many_nodes ");
}

TEST(Limits, NestedNodesAndBoundaryEventsCountAsNodes) {
    CompileLimits limits;
    limits.max_nodes = 10;
    EXPECT_EQ(codes(compile(nested(2), limits)), "");  // 8 nodes
    EXPECT_EQ(codes(compile(nested(3), limits)), "too_many_nodes ");
    const std::string watched =
        R"({"key":"k","nodes":[{"id":"s","type":"start"},{"id":"t","type":"task","boundary":[)" +
        repeated(R"({"type":"signal","signal":"s","to":"e"},)", 9) +
        R"({"type":"signal","signal":"s","to":"e"}]},{"id":"e","type":"end"}],
           "flows":[{"from":"s","to":"t"},{"from":"t","to":"e"}]})";
    EXPECT_EQ(codes(compile(watched, limits)), "too_many_nodes ");
}

TEST(Limits, ThirtyTwoSubprocessesInEachOtherCompileAndOneMoreIsTooDeep) {
    EXPECT_EQ(codes(compile(nested(32))), "");
    const CompileResult result = compile(nested(33));
    EXPECT_EQ(codes(result), "too_deep ");
    EXPECT_EQ(result.findings.at(0).path.substr(result.findings.at(0).path.size() - 6), "/nodes");
}

TEST(Limits, AJoinKnowsSixtyFourIncomingFlowsAndNotOneMore) {
    const CompileResult result = compile(joined(64));
    EXPECT_EQ(codes(result), "");
    ASSERT_TRUE(result.definition.has_value());
    EXPECT_EQ(result.definition->joins.at(0).from.at(0), ~std::uint64_t{0});
    EXPECT_EQ(codes(compile(joined(65))), "too_many_flows ");
}

TEST(Limits, JoinsTimesNodesAreBounded) {
    CompileLimits limits;
    limits.max_join_reach = 5;
    EXPECT_EQ(codes(compile(joined(1), limits)), "");  // one flow is not a join
    EXPECT_EQ(codes(compile(joined(2), limits)), "too_many_joins ");
}

TEST(Limits, ManyBoundaryEventsWithoutAnIdAreNamedFast) {
    CompileLimits limits;
    limits.max_bytes = 10'000'000;
    const std::string event = R"({"type":"signal","signal":"s","to":"e"})";
    const CompileResult result =
        compile(R"({"key":"k","nodes":[{"id":"s","type":"start"},{"id":"t","type":"task","boundary":[)" +
                    repeated(event + ",", 9'000) + event +
                    R"(]},{"id":"e","type":"end"}],"flows":[{"from":"s","to":"t"},{"from":"t","to":"e"}]})",
                limits);
    EXPECT_EQ(codes(result), "");
    ASSERT_TRUE(result.definition.has_value());
    EXPECT_NE(result.definition->find_node("t.signal#9001"), nullptr);
}

TEST(Limits, AChainOfManyNodesCompiles) {
    CompileLimits limits;
    limits.max_bytes = 10'000'000;
    const CompileResult result = compile(chain(9'998, "exclusive"), limits);
    EXPECT_EQ(codes(result), "");
    ASSERT_TRUE(result.definition.has_value());
    EXPECT_EQ(result.definition->nodes.size(), 10'000U);
    EXPECT_EQ(result.definition->find_node("n9997")->outgoing.size(), 1U);
}

TEST(Limits, FindingsAreCapped) {
    const CompileResult result =
        compile(R"({"key":"k","nodes":[],"flows":[)" + repeated("{},", 100'000) + "{}]}");
    ASSERT_EQ(result.findings.size(), 1001U);
    EXPECT_EQ(result.findings.back().code, "too_many_findings");
    EXPECT_EQ(result.findings.back().severity, Severity::Error);
}

TEST(Limits, ManyUnknownKeysAreCheap) {
    std::string keys;
    for (std::size_t i = 0; i < 60'000; ++i) keys += "\"aprover" + number(i) + "\":1,";
    EXPECT_EQ(compile("{" + keys + "\"key\":\"k\"}").findings.size(), 1001U);
}

TEST(Limits, LongKeysAreClippedInMessages) {
    const CompileResult result = compile(R"({")" + std::string(100'000, 'x') + R"(": 1})");
    EXPECT_LT(result.findings.at(0).message.size(), 200U);
    EXPECT_LT(result.findings.at(0).path.size(), 5'000U);
}

TEST(Limits, ManyNegationsInADomainAreOneFinding) {
    EXPECT_EQ(codes(compile(conditional("[" + repeated("\"!\",", 200'000) + R"(["a","=",1]])"))),
              "too_deep ");
}

TEST(Limits, ManyOperandsInADomainAreOneFinding) {
    EXPECT_EQ(codes(compile(conditional("[" + repeated(R"("&",)", 50'000) +
                                        repeated(R"(["a","=",1],)", 50'000) + R"(["a","=",1]])"))),
              "too_large ");
}

TEST(Limits, AnAlternatingDomainIsAsDeepAsItsParentheses) {
    EXPECT_EQ(codes(compile(conditional("[" + repeated(R"("&",["a","=",1],"|",["a","=",2],)", 1'000) +
                                        R"(["a","=",1]])"))),
              "too_deep ");
}

TEST(Limits, AConditionLongerThanFeelAllowsIsAFinding) {
    const std::string rules = repeated(R"({"field":"a","op":"=","value":1},)", 20'000);
    EXPECT_EQ(codes(compile(conditional(R"({"all":[)" + rules + R"({"field":"a","op":"=","value":2}]})"))),
              "bad_expression ");
}

TEST(Limits, NoPrefixOfADefinitionCrashesTheCompiler) {
    const std::string whole = conditional(R"(["|",["a",">",1.5e3],"!",["a","in",[1,"\u00e9\"",null]]])");
    ASSERT_TRUE(compile(whole).definition.has_value());
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(compile(std::string_view{whole}.substr(0, size)).definition.has_value());
}

TEST(Limits, NoChangedByteCrashesTheCompiler) {
    const std::string whole = conditional(R"({"all":[{"field":"a","op":"between","value":[1,2]}]})");
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char c : {'\0', '"', '[', '}', '\xff', '9'}) {
            std::string changed = whole;
            changed[at] = c;
            compile(changed);
        }
}

// One of everything that is not in `conditional`.
const std::string everything =
    R"({"key":"k","implicit_ends":true,"nodes":[{"id":"s","type":"start","trigger":"timer","every":"R3/PT1H"},
       {"id":"p","type":"subprocess","transaction":true,"multi":{"collection":"[1]","element":"x","until":"x>1"},
        "boundary":[{"type":"cancel","to":"t"},{"type":"compensation","to":"u"}],"mutex":"m","cancels":["t"],
        "nodes":[{"id":"in","type":"start"},{"id":"out","type":"end","cancel":true}],"flows":[{"from":"in","to":"out"}]},
       {"id":"t","type":"task","assignee":"ann","loop":{"while":"1>2"}},{"id":"u","type":"service","topic":"q"},
       {"id":"c","type":"call","definition":"d","in":{"a":"1"},"out":"all"},{"id":"l","type":"link","link":"k"},
       {"id":"k","type":"link","link":"k"},{"id":"j","type":"complex","need":"activationCount>1"}],
       "flows":[{"from":"s","to":"p"},{"from":"p","to":"c"},{"from":"c","to":"l"},{"from":"k","to":"j"},{"from":"t","to":"j"}]})";

TEST(Limits, NoPrefixOfALargeVocabularyCrashesTheCompiler) {
    EXPECT_EQ(codes(compile(everything)),
              "unsound_dead_node ");  // what follows a transaction that always cancels
    for (std::size_t size = 0; size < everything.size(); ++size)
        EXPECT_FALSE(compile(std::string_view{everything}.substr(0, size)).definition.has_value());
}

TEST(Limits, NoChangedByteOfALargeVocabularyCrashesTheCompiler) {
    for (std::size_t at = 0; at < everything.size(); ++at)
        for (const char c : {'"', '[', 'x', '1'}) {
            std::string changed = everything;
            changed[at] = c;
            compile(changed);
        }
}

// start -> an approval with these settings -> end
std::string approved(const std::string& settings) {
    return R"({"key":"k","nodes":[{"id":"s","type":"start"},{"id":"a","type":"approval",)" + settings +
           R"(},{"id":"e","type":"end"}],"flows":[{"from":"s","to":"a"},{"from":"a","to":"e"}]})";
}

TEST(Limits, ManyPeopleWithWeightsAreCounted) {
    std::string users;
    std::string weights;
    for (std::size_t i = 0; i < 5'000; ++i) {
        const std::string comma = i > 0 ? "," : "";
        users += comma + "\"person" + number(i) + "\"";
        weights += comma + "\"person" + number(i) + "\":2";
    }
    const std::string voters = R"("approvers":[{"by":"users","users":[)" + users + R"(]}],"mode":"vote",)";
    const auto needing = [&](const std::string& need) {
        return approved(voters + R"("vote":{"need":)" + need + R"(,"weights":{)" + weights + "}}");
    };
    EXPECT_EQ(codes(compile(needing("10000"))), "");
    EXPECT_EQ(codes(compile(needing("10001"))), "need_too_high ");
}

TEST(Limits, WeightsAreSoSmallThatSharesOfThemCanBeCounted) {
    const std::string vote =
        R"("approvers":[{"by":"initiator"}],"mode":"vote","vote":{"need":"1/2","weights":)";
    EXPECT_EQ(codes(compile(approved(vote + R"({"ann":500000000,"bob":500000000}})"))), "");
    EXPECT_EQ(codes(compile(approved(vote + R"({"ann":500000000,"bob":500000001}})"))), "bad_value ");
    EXPECT_EQ(codes(compile(approved(vote + R"({"ann":99999999999}})"))), "bad_value ");
}

TEST(Limits, ManyUnknownFieldsAndNodesAreCheap) {
    const std::string form = R"("form":{"fields":[)";
    std::string fields;
    std::string rules;
    for (std::size_t i = 0; i < 7'000; ++i) {
        fields += (i > 0 ? "," : "") + std::string{R"({"name":"f)"} + number(i) + R"(","type":"person"})";
        rules += R"({"by":"form_field","field":"g)" + number(i) + R"("},{"by":"last_handler","node":"n)" +
                 number(i) + R"("},)";
    }
    std::string json = approved(R"("approvers":[)" + rules + R"({"by":"initiator"}])");
    json.insert(1, form + fields + "]},");
    EXPECT_EQ(compile(json).findings.size(), 1001U);
}

TEST(Limits, DeeplyNestedChoicesAreTooDeep) {
    const std::string open = R"({"by":"chosen_at_start","among":[)";
    EXPECT_NE(codes(compile(approved(R"("approvers":[)" + repeated(open, 200) + repeated("]}", 200) + "]")))
                  .find("too_deep"),
              std::string::npos);
}

// Every setting of people.
const std::string with_people = approved(
    R"("approvers":[{"by":"form_field","field":"x"},{"by":"last_handler","node":"s"},{"by":"function","function":"f"},
       {"by":"reporting_line","from":"field:x","level":1},{"by":"chosen_by_previous","among":[{"by":"initiator"}]}],
       "mode":"vote","vote":{"need":"1/2","weights":{"ann":2},"veto":["ann"],"pass":true,"collect_all":true},"abstain":true,
       "combine":"first","assign":"everyone","binding":"fixed","claim":"optional","on_no_approver":{"users":["ann"]},
       "on_self":"skip","dedupe":"once","on_leave":{"users":["ann"]},"not_same_as":["s"],"due":"PT1H",
       "on_timeout":"reject","remind":{"after":"PT1M","every":"PT1M","max":3})");

TEST(Limits, NoPrefixOfThePeoplesVocabularyCrashesTheCompiler) {
    EXPECT_EQ(codes(compile(with_people)), "unknown_name unknown_name ");
    for (std::size_t size = 0; size < with_people.size(); ++size)
        EXPECT_FALSE(compile(std::string_view{with_people}.substr(0, size)).definition.has_value());
}

TEST(Limits, NoChangedByteOfThePeoplesVocabularyCrashesTheCompiler) {
    for (std::size_t at = 0; at < with_people.size(); ++at)
        for (const char c : {'"', '[', 'x', '1'}) {
            std::string changed = with_people;
            changed[at] = c;
            compile(changed);
        }
}

}  // namespace
}  // namespace wf
