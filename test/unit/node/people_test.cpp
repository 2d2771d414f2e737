// Approver rules that are expressions.
#include "graph.hpp"

namespace wf::test {
namespace {

std::string assigned(const std::string& expression, const std::string& more = "") {
    return graph({"a:task 'assignee': {'by': 'expression', 'expression': '" + expression + "'}" + more},
                 "s>a a>e");
}

TEST(ExpressionRule, NamesThePerson) {
    Story story = given(assigned("boss_of"));
    story.start("ann", "{'boss_of': 'lea'}");
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(ExpressionRule, SeesTheItemOfAMultiInstanceActivity) {
    Story story = given(assigned("signer", ", 'multi': {'collection': 'signers', 'element': 'signer'}"));
    story.start("ann", "{'signers': ['lea', 'bob']}");
    EXPECT_EQ(story.open(), "1:lea 2:bob");
}

TEST(ExpressionRule, MayGiveAListAndLeavesOutWhoIsNotThere) {
    Story story =
        given(chain({approval("a", "{'by': 'expression', 'expression': 'signers'}", "'mode': 'all'")}));
    story.start("ann", "{'signers': ['lea', 'nobody', 7, 'bob']}");
    EXPECT_EQ(story.open(), "1:lea 2:bob");
}

TEST(ExpressionRule, ThatGivesNobodyIsForThePolicy) {
    Story story = given(assigned("boss_of"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:role:admin");
}

}  // namespace
}  // namespace wf::test
