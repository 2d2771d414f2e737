// Loops that wait, and loops that do not.
#include "core/compile/endless.hpp"

#include "soundness/graph.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wf::test {
namespace {

// The nodes that can be passed for ever, in the order of the graph. Tasks wait.
std::string endless(Graph graph) {
    const Definition definition = graph.build();
    std::vector<bool> waits;
    for (const Node& node : definition.nodes)
        waits.push_back(node.type == NodeType::Task || node.type == NodeType::Catch ||
                        node.type == NodeType::Boundary);
    const std::vector<bool> found = compiler::endless_nodes(definition, waits);
    std::string result;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i]) result += (result.empty() ? "" : " ") + definition.nodes[i].id;
    return result;
}

// Two branches side by side, again and again.
Graph two_branches(const std::string& split, const std::string& join, const std::string& first,
                   const std::string& second, const std::string& link = ">") {
    return graph("m:xor s:" + split + " a:" + first + " b:" + second + " j:" + join + " x:xor",
                 "start > m > s " + link + " a > j > x ? m  s > b > j  x ! end");
}

TEST(EndlessNodes, AreAllBehindALoopInWhichNobodyActs) {
    EXPECT_EQ(endless(graph("m:xor p:pass x:xor", "start > m > p > x ? m  x ! end")), "m p x end");
}

TEST(EndlessNodes, AreNoneIfATaskIsInTheLoop) {
    EXPECT_EQ(endless(graph("m:xor p:task x:xor", "start > m > p > x ? m  x ! end")), "");
}

TEST(EndlessNodes, AreNoneIfAJoinWaitsForAnotherBranch) {
    EXPECT_EQ(endless(two_branches("and", "and", "task", "pass")), "");
    EXPECT_EQ(endless(two_branches("and", "and", "catch", "pass")), "");
    EXPECT_EQ(endless(two_branches("and", "or", "task", "pass")), "");
    EXPECT_EQ(endless(two_branches("or", "or", "task", "pass")), "");
}

TEST(EndlessNodes, AreThereIfNoBranchOfTheJoinWaits) {
    EXPECT_EQ(endless(two_branches("and", "and", "pass", "copy")), "m s a b j x end");
    EXPECT_EQ(endless(two_branches("and", "or", "pass", "copy")), "m s a b j x end");
}

TEST(EndlessNodes, AreThereIfTheBranchThatWaitsNeedNotBeTaken) {
    EXPECT_EQ(endless(two_branches("or", "or", "task", "pass", "?")), "m s b j x end");
    EXPECT_EQ(endless(two_branches("xor", "xor", "task", "pass", "?")), "m s b j x end");
}

TEST(EndlessNodes, AreThereIfTheJoinDoesNotWaitForTheBranch) {
    Graph first_come = two_branches("and", "complex", "task", "pass");
    first_come["j"].cancel_rest = true;
    EXPECT_EQ(endless(std::move(first_come)), "m s b j x end");
    Graph both = two_branches("and", "complex", "task", "pass");
    both["j"].need = 2;
    EXPECT_EQ(endless(std::move(both)), "");
}

TEST(EndlessNodes, AreThereIfAnotherWayAvoidsTheSenderOfTheBranchThatWaits) {
    EXPECT_EQ(endless(graph("m:xor y:xor s:and a:task b:pass j:or x:xor",
                            "start > m > y ? s > a > j > x ? m  s > b > j  y ! j  x ! end")),
              "m y j x end");
}

// A hundred joins, each behind a long row: it takes as long as they are long, and no longer.
TEST(EndlessNodes, AreFoundInABigGraph) {
    std::string nodes;
    std::string flows = "start";
    for (int i = 0; i < 100; ++i) {
        const std::string n = std::to_string(i);
        nodes += " m" + n + ":xor s" + n + ":and j" + n + ":or x" + n + ":xor";
        flows += " > m" + n + " > s" + n + " > b" + n + " > j" + n + " > x" + n + " ? m" + n + "  s" + n;
        for (int k = 0; k < 20; ++k) {
            const std::string row = "r" + n + "_" + std::to_string(k);
            nodes += " " + row + ":pass";
            flows += " > " + row;
        }
        nodes += " b" + n + ":pass";
        flows += " > t" + n + " > j" + n + "  x" + n;
    }
    EXPECT_EQ(endless(graph(nodes, flows + " ! end")), "");
}

}  // namespace
}  // namespace wf::test
