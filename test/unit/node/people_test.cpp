// Approver rules that are expressions, or that ask who has signed.
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

TEST(LastHandlerRule, OfAStartIsTheInitiator) {
    Story story = given(graph({"a:task 'assignee': {'by': 'last_handler', 'node': 's'}"}, "s>a a>e"));
    story.start("ann");
    EXPECT_EQ(story.open(), "1:ann");
}

TEST(LastHandlerRule, IsWhoCompletedThatNode) {
    Story story = given(graph({"a:task 'candidates': [{'by': 'users', 'users': ['bob', 'ann']}]",
                               "b:task 'assignee': {'by': 'last_handler', 'node': 'a'}"},
                              "s>a a>b b>e"));
    story.start("lea").completes("a");
    EXPECT_EQ(story.open(), "2:ann");
}

}  // namespace
}  // namespace wf::test
