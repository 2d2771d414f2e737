// What reduction is for: how few states are left to look at. That it does not change the verdict is shown by
// test/property/soundness_property_test.cpp.
#include "core/soundness/soundness.hpp"

#include "soundness/big_process.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf::test {
namespace {

constexpr std::size_t few = 20;

SoundnessResult checked(const Definition& definition) {
    return check_soundness(definition, [](NodeIndex) { return std::string{}; });
}

void expect_sound_with_few_states(const Definition& definition) {
    const SoundnessResult result = checked(definition);
    EXPECT_LE(result.states, few);
    for (const Finding& finding : result.findings) ADD_FAILURE() << finding.code << ": " << finding.message;
}

std::size_t gateways(const Definition& definition) {
    std::size_t count = 0;
    for (const Node& node : definition.nodes)
        if (node.type >= NodeType::Exclusive && node.type <= NodeType::EventGateway) ++count;
    return count;
}

TEST(SoundnessStates, AreFewForTwoHundredNodesWithTwelveGateways) {
    const Definition definition = company_process();
    EXPECT_EQ(definition.nodes.size(), 200U);
    EXPECT_EQ(gateways(definition), 12U);
    expect_sound_with_few_states(definition);
}

TEST(SoundnessStates, AreFewForFortyBranchesOfAnyGateway) {
    expect_sound_with_few_states(branches("and", "and", 40, 3).build());
    expect_sound_with_few_states(branches("xor", "xor", 40, 3).build());
    expect_sound_with_few_states(branches("or", "or", 40, 3, "?").build());
    expect_sound_with_few_states(branches("and", "or", 40, 3).build());
}

TEST(SoundnessStates, AreFewForTenOfFortyBranches) {
    Graph join = branches("and", "complex", 40, 3);
    join["join"].need = 10;
    expect_sound_with_few_states(join.build());
}

TEST(SoundnessStates, AreFewWithRemindersOnFortyBranches) {
    Graph reminders = branches("and", "and", 40, 2);
    for (int i = 0; i < 80; ++i)
        reminders.non_interrupting("r" + std::to_string(i), "T" + std::to_string(i),
                                   "end" + std::to_string(i));
    expect_sound_with_few_states(reminders.build());
}

TEST(SoundnessStates, AreFewIfEachOfFortyBranchesMayEndAll) {
    Graph aborts = branches("and", "and", 40, 2);
    aborts.inside("", "stop:terminate", "");
    for (int i = 0; i < 80; ++i)
        aborts.interrupting("t" + std::to_string(i), "T" + std::to_string(i), "stop");
    expect_sound_with_few_states(aborts.build());
}

TEST(SoundnessStates, AreFewForLanesThatWaitForEachOther) { expect_sound_with_few_states(lanes(12, 4)); }

TEST(SoundnessStates, AreFewForLongRows) {
    Row row;
    expect_sound_with_few_states(Graph{"", "start >" + row(9'998) + " > end"}.build());
}

TEST(SoundnessStates, AreFewForALongRowThatOnlyHandsOnToTheEnd) {
    std::string nodes = "f:and";
    std::string flows = "start > f > A > p0  f > B";
    for (int i = 0; i < 9'990; ++i) {
        nodes += " p" + std::to_string(i) + ":pass";
        flows += " > p" + std::to_string(i);
    }
    expect_sound_with_few_states(Graph{nodes, flows + " > end"}.build());
}

TEST(SoundnessStates, MayBeTooManyButAMistakeThatIsEverywhereIsStillFound) {
    const SoundnessResult result = checked(branches("or", "and", 40, 3, "?").build());
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].code, "unsound_deadlock");
}

TEST(SoundnessStates, AreNotCalledSoundIfThereAreTooMany) {
    const SoundnessResult result = checked(tangles(6));
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].code, "soundness_unknown");
    EXPECT_EQ(result.findings[0].severity, Severity::Unknown);
}

int interrupts = 0;

TEST(SoundnessStates, CanBeInterrupted) {
    interrupts = 0;
    check_soundness(tangles(2), [](NodeIndex) { return std::string{}; }, {.interrupt = [] { ++interrupts; }});
    EXPECT_GT(interrupts, 10);
}

}  // namespace
}  // namespace wf::test
