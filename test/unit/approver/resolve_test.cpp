#include "core/approver/resolve.hpp"

#include "definitions.hpp"
#include "test_world.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

// "ann role:board"; `rules` are those of an approval; ann has started the instance.
class Resolve : public testing::Test {
protected:
    TestWorld world = company();
    State state;

    Resolve() { state.initiator = "ann"; }

    std::string found(const std::string& rules, bool late_bound = false) {
        const Definition definition = compiled(chain({approval("node", rules)}));
        std::string text;
        for (const Candidate& candidate : resolve(definition.find_node("node")->approval.approvers,
                                                  Combine::Union, late_bound, state, "node", world))
            text += (text.empty() ? "" : " ") + candidate.person + candidate.group;
        return text;
    }
    std::string line(const std::string& keys) { return found("{'by': 'reporting_line', " + keys + "}"); }
};

TEST_F(Resolve, UsersComeInTheOrderGiven) { EXPECT_EQ(found(by_users("lea ann boss")), "lea ann boss"); }

TEST_F(Resolve, UsersWhoHaveLeftOrNeverWereAreLeftOut) {
    EXPECT_EQ(found(by_users("gone bob nobody")), "bob");
}

TEST_F(Resolve, ARoleIsItsActiveMembers) { EXPECT_EQ(found(by_role("board")), "bob carl dora"); }

TEST_F(Resolve, ALateBoundRoleStaysAGroup) { EXPECT_EQ(found(by_role("board"), true), "role:board"); }

TEST_F(Resolve, ALateBoundRoleWithoutActiveMembersIsNobody) {
    EXPECT_EQ(found(by_role("left") + ", " + by_role("none"), true), "");
}

TEST_F(Resolve, APositionIsAllWhoHoldIt) {
    EXPECT_EQ(found("{'by': 'position', 'position': 'clerk'}"), "ann bob dora eve");
}

TEST_F(Resolve, APositionInADepartmentIsThoseWhoHoldItThere) {
    EXPECT_EQ(found("{'by': 'position', 'position': 'clerk', 'department': 'dev'}"), "ann bob");
}

TEST_F(Resolve, APositionInTheInitiatorsDepartmentFollowsTheInitiator) {
    state.initiator = "dora";
    EXPECT_EQ(found("{'by': 'position', 'position': 'clerk', 'department': 'initiator'}"), "dora");
}

TEST_F(Resolve, APositionInTheDepartmentOfAnInitiatorWithoutOneIsNobody) {
    state.initiator = "adam";
    EXPECT_EQ(found("{'by': 'position', 'position': 'clerk', 'department': 'initiator'}"), "");
}

TEST_F(Resolve, ADepartmentIsItsActiveMembers) {
    EXPECT_EQ(found("{'by': 'department', 'department': 'dev'}"), "ann bob carl lea");
}

TEST_F(Resolve, ALateBoundDepartmentStaysAGroup) {
    EXPECT_EQ(found("{'by': 'department', 'department': 'initiator'}", true), "department:dev");
}

TEST_F(Resolve, TheHeadOfADepartmentIsOnePerson) {
    EXPECT_EQ(found("{'by': 'department', 'department': 'hr', 'head': true}"), "eve");
    EXPECT_EQ(found("{'by': 'department', 'department': 'initiator', 'head': true}", true), "lea");
}

TEST_F(Resolve, AHeadWhoHasLeftIsNobody) {
    EXPECT_EQ(found("{'by': 'department', 'department': 'sales', 'head': true}"), "");
}

TEST_F(Resolve, TheDepartmentOfAnInitiatorWithoutOneIsNobody) {
    state.initiator = "adam";
    EXPECT_EQ(found("{'by': 'department', 'department': 'initiator'}", true), "");
}

TEST_F(Resolve, TheInitiatorIsWhoStarted) { EXPECT_EQ(found("{'by': 'initiator'}"), "ann"); }

TEST_F(Resolve, AnInitiatorWhoHasLeftIsNobody) {
    world.leaves("ann");
    EXPECT_EQ(found("{'by': 'initiator'}"), "");
}

TEST_F(Resolve, AReportingLineIsTheDirectSuperiorIfNothingElseIsSaid) {
    EXPECT_EQ(found("{'by': 'reporting_line'}"), "lea");
}

TEST_F(Resolve, ALevelOfTheLineIsThatSuperiorOnly) { EXPECT_EQ(line("'level': 2"), "boss"); }

TEST_F(Resolve, ALevelBeyondTheTopIsNobody) { EXPECT_EQ(line("'level': 3"), ""); }

TEST_F(Resolve, AContinuousLineIsAllLevelsUpToThat) {
    EXPECT_EQ(line("'level': 2, 'continuous': true"), "lea boss");
}

TEST_F(Resolve, SuperiorsWhoHaveLeftAreSkippedAndNotCounted) {
    world.leaves("lea");
    EXPECT_EQ(line("'level': 1"), "boss");
}

TEST_F(Resolve, ALineUntilAPositionIncludesWhoHoldsIt) {
    world.add("chair", "", "hq", "chair", 10);
    world.people.at("boss").manager = "chair";
    EXPECT_EQ(line("'until': {'position': 'director'}"), "lea boss");
}

TEST_F(Resolve, ALineUntilARankIncludesTheFirstWhoHasIt) { EXPECT_EQ(line("'until': {'rank': 5}"), "lea"); }

TEST_F(Resolve, ALineUntilARoleIncludesTheFirstWhoHasIt) {
    world.roles["signs"] = {"lea", "boss"};
    EXPECT_EQ(line("'until': {'role': 'signs'}"), "lea");
}

TEST_F(Resolve, ALineUntilTheDepartmentHeadIncludesHim) {
    EXPECT_EQ(line("'until': {'department_head': true}"), "lea");
}

TEST_F(Resolve, ALineToTheTopIsEverybody) { EXPECT_EQ(line("'until': {'top': true}"), "lea boss"); }

TEST_F(Resolve, ALineUntilWhatNobodyHoldsIsEverybodyUpToTheTop) {
    EXPECT_EQ(line("'until': {'position': 'king'}"), "lea boss");
}

TEST_F(Resolve, ALineFromPreviousStartsAtWhoApprovedLast) {
    state.previous_approver = "lea";
    EXPECT_EQ(line("'from': 'previous'"), "boss");
}

TEST_F(Resolve, ALineFromPreviousStartsAtTheInitiatorWhileNobodyHasApproved) {
    EXPECT_EQ(line("'from': 'previous'"), "lea");
}

TEST_F(Resolve, ALineThatRunsInACircleEnds) {
    world.people.at("boss").manager = "ann";
    EXPECT_EQ(line("'until': {'top': true}"), "lea boss");
}

TEST_F(Resolve, ThoseChosenAtStartAreThoseOfThisNode) {
    state.chosen = {{.node = "other", .people = {"eve"}}, {.node = "node", .people = {"dora", "bob"}}};
    EXPECT_EQ(found("{'by': 'chosen_at_start'}"), "dora bob");
}

TEST_F(Resolve, ThoseChosenWhoHaveLeftSinceAreLeftOut) {
    state.chosen = {{.node = "node", .people = {"dora", "bob"}}};
    world.leaves("dora");
    EXPECT_EQ(found("{'by': 'chosen_at_start'}"), "bob");
}

TEST_F(Resolve, NobodyChosenIsNobody) { EXPECT_EQ(found("{'by': 'chosen_at_start'}"), ""); }

TEST_F(Resolve, RulesAreUnitedInOrderAndEachPersonComesOnce) {
    EXPECT_EQ(found(by_users("carl lea") + ", " + by_role("board") +
                    ", {'by': 'reporting_line', 'until': {'top': true}}"),
              "carl lea bob dora boss");
}

TEST_F(Resolve, TheSameGroupComesOnce) {
    EXPECT_EQ(found(by_role("board") + ", " + by_users("eve") + ", " + by_role("board"), true),
              "role:board eve");
}

TEST_F(Resolve, PeopleOfRulesForCopiesAreNeverAGroup) {
    const Definition definition = compiled(chain({copy_node("hr", by_role("board"))}));
    std::vector<PersonId> people;
    for (const Candidate& candidate :
         resolve(definition.find_node("hr")->copy_to, Combine::Union, false, state, "hr", world))
        people.push_back(candidate.person);
    EXPECT_EQ(people, (std::vector<PersonId>{"bob", "carl", "dora"}));
}

}  // namespace
}  // namespace wf::test
