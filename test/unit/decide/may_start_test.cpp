// "start" of a definition: who may start an instance, and how often.
#include "core/decide/may_start.hpp"

#include "spec.hpp"

namespace wf::test {
namespace {

// A definition with one approver and these settings of "start".
Definition with_start(const std::string& settings) {
    std::string json = chain({approval("lead", by_users("lea"))});
    json.insert(1, "'start': " + settings + ", ");
    return compiled(json);
}

Story limited(const std::string& per, std::int64_t starts) {
    Story story{with_start("{'limit': {'count': 2, 'period': 'P1D', 'per': '" + per + "'}}")};
    story.world.starts = starts;
    return story;
}

// Remembers what it was asked.
class AskedWorld : public TestWorld {
public:
    std::string asked;
    std::int64_t starts_since(std::string_view definition, std::string_view person, Instant since) override {
        asked = std::string{definition} + " by " + std::string{person} + " since " + std::to_string(since);
        return 0;
    }
};

TEST(MayStart, EverybodyWhereNobodyIsNamed) {
    Story story{with_start("{}")};
    story.start("eve");
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(MayStart, ThoseWhoAreNamedAndNobodyElse) {
    const std::string who = "{'who': [" + by_users("ann") + ", " + by_role("board") + "]}";
    Story{with_start(who)}.start("ann");
    Story{with_start(who)}.start("dora");
    Story{with_start(who)}.start("eve").rejects(Code::MayNotStart, "\"eve\" may not start \"k\"");
}

TEST(MayStart, ADepartmentMeansItsPeopleOrItsHead) {
    TestWorld world = company();
    const auto may = [&](const std::string& rule, const PersonId& person) {
        return !check_may_start(with_start("{'who': [" + rule + "]}"), person, 0, feel::Zone::utc(), world);
    };
    world.add("zoe", {}, "dev", "manager");
    world.add("yan", {}, "ops", "manager");
    world.heads["dev"] = "zoe";
    world.people.at("ann").department = "dev";
    const std::string people = "{'by': 'department', 'department': 'dev'}";
    EXPECT_TRUE(may(people, "ann"));
    EXPECT_FALSE(may(people, "yan"));
    const std::string head = "{'by': 'department', 'department': 'dev', 'head': true}";
    EXPECT_TRUE(may(head, "zoe"));
    EXPECT_FALSE(may(head, "ann"));
    const std::string managers = "{'by': 'position', 'position': 'manager', 'department': 'dev'}";
    EXPECT_TRUE(may(managers, "zoe"));
    EXPECT_FALSE(may(managers, "yan"));
}

TEST(MayStart, AsOftenAsTheLimitAllows) {
    limited("person", 1).start("ann");
    limited("person", 2).start("ann").rejects(Code::StartLimit, "\"ann\" has started \"k\" 2 times");
    limited("all", 2).start("ann").rejects(Code::StartLimit, "all users together");
}

TEST(MayStart, TheLimitCountsOnePersonOrAllFromThePeriodOn) {
    AskedWorld world;
    constexpr Instant at = 10 * 24 * 3600 * 1'000'000LL;
    const auto ask = [&](const std::string& limit) {
        EXPECT_FALSE(
            check_may_start(with_start("{'limit': " + limit + "}"), "ann", at, feel::Zone::utc(), world));
        return world.asked;
    };
    EXPECT_EQ(ask("{'count': 1, 'period': 'P1D'}"), "k by ann since " + std::to_string(at / 10 * 9));
    EXPECT_EQ(ask("{'count': 1, 'period': 'PT24H', 'per': 'all'}"),
              "k by  since " + std::to_string(at / 10 * 9));
}

TEST(MayStart, TheSystemIsNotAsked) {
    Story story = limited("all", 2);
    story.by_administrator = true;
    story.start(PersonId{system_actor});
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(MayStart, NorAreCalls) {
    Story story = limited("all", 2);
    Start call{.definition_version = 1, .title = {}, .business_table = {}, .business_key = {}, .chosen = {}};
    call.parent = InstanceId{7};
    call.parent_token = TokenId{1};
    story.when("ann", call);
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(MayStart, RevokingIsNoFurtherStart) {
    Story story = limited("person", 2);
    Start revocation{
        .definition_version = 1, .title = {}, .business_table = {}, .business_key = {}, .chosen = {}};
    revocation.revokes = InstanceId{7};
    story.when("ann", revocation);
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(MayStart, TheLogKnowsTheSerialNumber) {
    Story story{with_start("{'serial': {'prefix': 'LV-'}}")};
    Start start{.definition_version = 1, .title = {}, .business_table = {}, .business_key = {}, .chosen = {}};
    start.serial_no = "LV-0042";
    story.when("ann", start);
    EXPECT_EQ(std::get<InstanceStarted>(story.entries().at(0).events.at(0)).serial_no, "LV-0042");
}

}  // namespace
}  // namespace wf::test
