// Refusals call nodes and flows as people see them.
#include "spec.hpp"

namespace wf::test {
namespace {

const NodeText gate{"gate", "{'id': 'gate', 'type': 'exclusive', 'name': 'Large?'}"};

std::string gateway(const std::string& condition, const std::string& more = "") {
    return definition(
        {gate, approval("a", by_users("lea"))},
        "{'from': 'start', 'to': 'gate'}, {'id': 'yes', 'name': 'it is', 'from': 'gate', 'to': 'a', "
        "'when': '" +
            condition + "'}, " + more + "{'from': 'a', 'to': 'end'}");
}

TEST(Names, ANodeThatNoFlowLeavesIsNamed) {
    Story story = given(gateway("days > 5"));
    story.may_get_stuck = true;
    story.start("ann", "{'days': 3}")
        .rejects(Code::NoFlowSelected, R"(no flow of node "Large?" (gate) can be taken)");
}

TEST(Names, AFlowWhoseConditionCannotBeEvaluatedIsNamed) {
    Story story = given(gateway("count(for i in 1..100000, j in 1..1000 return i) > 5",
                                "{'from': 'gate', 'to': 'end', 'default': true}, "));
    story.start("ann").rejects(Code::ExpressionLimit,
                               R"(the condition of flow "it is" (yes) cannot be evaluated)");
}

TEST(Names, WhatHasNoNameIsCalledByItsIdOnly) {
    Story story = given(gateway("days > 5", "{'from': 'gate', 'to': 'end', 'default': true}, "));
    story.start("ann", "{'days': 9}");
    story.when("lea", Abstain{.task = SeatId{1}})
        .rejects(Code::AbstainNotAllowed, R"(node "a" does not allow abstaining)");
}

}  // namespace
}  // namespace wf::test
