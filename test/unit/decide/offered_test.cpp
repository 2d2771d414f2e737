#include "spec.hpp"

namespace wf::test {
namespace {

Act transfer(std::uint32_t task, PersonId to) { return Transfer{.task = SeatId{task}, .to = std::move(to)}; }

// Who is granted to manage the definition, and its department.
struct ManagedWorld : TestWorld {
    explicit ManagedWorld(TestWorld world) : TestWorld(std::move(world)) {}
    bool is_member(std::string_view person, std::string_view group) override {
        if (group == "manager:k") return person == "eve";
        if (group == "department_manager:hr") return person == "dora";
        return TestWorld::is_member(person, group);
    }
};

std::optional<Code> terminated_by(const PersonId& person, const std::string& department,
                                  const std::string& key = "k") {
    std::string json = chain({approval("lead", by_users("lea"))});
    json.replace(
        0, 11, "{'key': '" + key + "'" + (department.empty() ? "" : ", 'department': '" + department + "'"));
    const Definition definition = compiled(json);
    ManagedWorld world{company()};
    Decision started =
        decide(definition, State{}, Command{.act = start_with("{}"), .actor = "ann", .at = 1}, world);
    State& state = std::get<Accepted>(started).state;
    const Decision decision =
        decide(definition, std::move(state), Command{.act = Terminate{}, .actor = person, .at = 2}, world);
    if (const auto* refused = std::get_if<Rejection>(&decision)) return refused->code;
    return {};
}

TEST(Managers, AdministerTheInstancesOfTheirDefinitionAndOfNoOther) {
    EXPECT_EQ(terminated_by("eve", ""), std::nullopt);
    EXPECT_EQ(terminated_by("eve", "", "other"), Code::NotAnAdministrator);
    EXPECT_EQ(terminated_by("bob", ""), Code::NotAnAdministrator);
    EXPECT_EQ(terminated_by("adam", "", "other"), std::nullopt) << "role admin administers all";
}

TEST(Managers, OfADepartmentAdministerItsDefinitions) {
    EXPECT_EQ(terminated_by("dora", "hr", "other"), std::nullopt);
    EXPECT_EQ(terminated_by("dora", "dev", "other"), Code::NotAnAdministrator);
    EXPECT_EQ(terminated_by("dora", "", "other"), Code::NotAnAdministrator);
}

TEST(Offered, AHiddenActionIsRefusedByTheVerb) {
    Story story = given(chain({approval("lead", by_users("lea"), "'buttons': {'transfer': false}"),
                               approval("boss", by_users("boss"))}));
    story.start("ann");
    story.when("lea", transfer(1, "bob")).rejects(Code::ActionNotOffered, "\"lead\"");
    story.when("lea", approve(1)).when("boss", transfer(2, "bob"));
    EXPECT_EQ(story.open(), "2:bob") << "the other node does not hide it";
}

TEST(Offered, AdministratorsAreNotBound) {
    Story story = given(chain({approval("lead", by_users("lea"), "'buttons': {'transfer': false}")}));
    story.start("ann").when("adam", transfer(1, "bob"));
    EXPECT_EQ(story.open(), "1:bob");
}

TEST(Offered, WhatTheInitiatorDoesIsHiddenByTheStart) {
    std::string json = chain({approval("lead", by_users("lea"))});
    json.replace(json.find("'type': 'start'"), 15, "'type': 'start', 'buttons': {'withdraw': false}");
    Story story = given(json);
    story.start("ann").when("ann", Withdraw{}).rejects(Code::ActionNotOffered);
    story.when("ann", Cancel{});
    EXPECT_EQ(story.status(), Status::Canceled);
}

std::string findings_of(const std::string& buttons) {
    std::string text;
    for (const Finding& finding :
         compile(test::quoted(chain({approval("lead", by_users("lea"), "'buttons': " + buttons)}))).findings)
        text += finding.code + " " + finding.path + " " + finding.message + " | " + finding.hint + "\n";
    return text;
}

TEST(Buttons, AreActionsThatThereAre) {
    EXPECT_EQ(
        findings_of("{'aprove': 'Agree'}"),
        "unknown_value /nodes/1/buttons/aprove unknown action \"aprove\" | Did you mean \"approve\"?\n");
    EXPECT_EQ(findings_of("{'transfer': false, 'approve': true, 'comment': 'Say'}"), "");
    EXPECT_NE(findings_of("{'comment': false}").find("cannot be hidden here"), std::string::npos);
    EXPECT_NE(findings_of("{'withdraw': false}").find("cannot be hidden here"), std::string::npos);
    EXPECT_NE(findings_of("[]").find("must be an object"), std::string::npos);
    EXPECT_NE(findings_of("{'approve': 1}").find("/nodes/1/buttons/approve"), std::string::npos);
}

}  // namespace
}  // namespace wf::test
