// Overlaps, masks and gaps.
#include "decision_table/tables.hpp"

#include <chrono>
#include <random>

namespace wf::test {
namespace {

std::string table(const std::string& policy, const std::string& inputs, const std::string& rules,
                  const std::string& output = "") {
    return "{'name': 'd', 'hit_policy': '" + policy + "', 'inputs': [" + inputs + "], 'outputs': [{" +
           output + "}], 'rules': [" + rules + "]}";
}
// Of one input: a rule for each cell, which gives its number.
std::string column(const std::string& policy, const std::string& input,
                   const std::vector<std::string>& cells) {
    std::string rules;
    for (std::size_t i = 0; i < cells.size(); ++i)
        rules += (i == 0 ? "{'when': ['" : ", {'when': ['") + cells[i] + "'], 'then': [" + std::to_string(i) +
                 "]}";
    return table(policy, input, rules);
}
const std::string amount = "{'expression': 'amount'}";
const std::string department = "{'expression': 'department'}";
const std::string day = "{'expression': 'day'}";
const std::string urgent = "{'expression': 'urgent'}";
const std::string kind = "{'expression': 'kind'}";

const std::string gap = "warning uncovered_case /decisions/0/rules: no rule matches ";
std::string overlap(int rule, const std::string& what) {
    return "error overlapping_rules /decisions/0/rules/" + std::to_string(rule) + ": " + what + "\n";
}
std::string masked(int rule, const std::string& what) {
    return "warning masked_rule /decisions/0/rules/" + std::to_string(rule) + ": " + what + "\n";
}

TEST(Coverage, OfACompleteTableSaysNothing) {
    EXPECT_EQ(findings(column("unique", amount, {"< 0", "[0..1000)", "[1000..5000]", "> 5000"})), "");
    EXPECT_EQ(findings(column("unique", kind, {R"(\'annual\')", R"(\'sick\')"})), "");
    EXPECT_EQ(findings(column("unique", urgent, {"true", "false"})), "");
    EXPECT_EQ(findings(column("unique", department, {R"(\'IT\')", R"(not(\'IT\'))"})), "");
    EXPECT_EQ(findings(column("first", amount, {"> 5", "-"})), "");
}

TEST(Coverage, ShowsWhereTwoRulesOverlap) {
    EXPECT_EQ(findings(column("unique", amount, {"<= 2000", ">= 1000"})),
              overlap(1, "rules 1 and 2 both match amount in [1000..2000]"));
    EXPECT_EQ(findings(column("unique", amount, {"<= 1000", ">= 1000"})),
              overlap(1, "rules 1 and 2 both match amount = 1000"));
    EXPECT_EQ(findings(column("unique", amount, {"< 2000", "> 1000"})),
              overlap(1, "rules 1 and 2 both match amount in (1000..2000)"));
    EXPECT_EQ(findings(column("unique", amount, {"-", "> 1000"})),
              overlap(1, "rules 1 and 2 both match amount > 1000"));
    EXPECT_EQ(findings(column("unique", amount, {"-", "-"})),
              overlap(1, "rules 1 and 2 both match everything"));
}

TEST(Coverage, KnowsOpenAndClosedEnds) {
    EXPECT_EQ(findings(column("unique", amount, {"< 1000", "> 1000"})), gap + "amount = 1000\n");
    EXPECT_EQ(findings(column("unique", amount, {"<= 1000", ">= 1001"})), gap + "amount in (1000..1001)\n");
    EXPECT_EQ(findings(column("unique", amount, {"]..0[", "0", "(0..1000]"})).empty(), false);
    EXPECT_EQ(findings(column("unique", amount, {"[0..1000)", "[1000..2000]"})),
              gap + "amount in (< 0, > 2000)\n");
}

TEST(Coverage, KnowsThatBetweenTwoDaysIsNothing) {
    EXPECT_EQ(findings(column("unique", day, {R"(< @\'2026-02-01\')", R"(>= @\'2026-02-01\')"})), "");
    EXPECT_EQ(findings(column("unique", day, {R"(<= @\'2026-01-31\')", R"(>= @\'2026-02-01\')"})), "");
    EXPECT_EQ(findings(column("unique", day, {R"(<= @\'2026-01-30\')", R"(>= @\'2026-02-01\')"})),
              gap + "day in (@\"2026-01-30\"..@\"2026-02-01\")\n");
}

TEST(Coverage, KnowsDurationsTimesAndMoments) {
    const auto of = [](const std::string& type) {
        return "{'expression': 'amount', 'type': '" + type + "'}";
    };
    EXPECT_EQ(findings(column("unique", of("days and time duration"), {R"(< @\'P1D\')", R"(>= @\'PT24H\')"})),
              "");
    EXPECT_EQ(
        findings(column("unique", of("years and months duration"), {R"(<= @\'P11M\')", R"(>= @\'P1Y\')"})),
        "");
    EXPECT_EQ(findings(column("unique", of("time"), {R"(< @\'12:00:00\')", R"(> @\'12:00:00\')"})),
              gap + "amount = @\"12:00:00\"\n");
    EXPECT_EQ(findings(column("unique", of("datetime"),
                              {R"(< @\'2026-01-01T00:00:00Z\')", R"(>= @\'2026-01-01T01:00:00+01:00\')"})),
              "");
    // Moments with a zone and without have no order: nothing is claimed.
    EXPECT_EQ(findings(column("unique", of("datetime"),
                              {R"(< @\'2026-01-01T00:00:00Z\')", R"(< @\'2026-02-01T00:00:00\')"})),
              "");
}

TEST(Coverage, NamesTheTextsThatAreLeftOut) {
    EXPECT_EQ(findings(column("unique", department, {R"(\'IT\', \'HR\')"})),
              gap + "department in (not(\"HR\", \"IT\"))\n");
    EXPECT_EQ(findings(column("unique", kind, {R"(\'annual\')"})), gap + "kind = \"sick\"\n");
    EXPECT_EQ(findings(column("unique", urgent, {"true"})), gap + "urgent = false\n");
    EXPECT_EQ(findings(column("unique", department, {R"(< \'M\')", R"(> \'N\')"})),
              gap + "department in [\"M\"..\"N\"]\n");
}

TEST(Coverage, GoesByTheValuesOfTheInput) {
    const std::string positive = "{'expression': 'amount', 'values': '>= 0'}";
    EXPECT_EQ(findings(column("unique", positive, {"< 1000", ">= 1000"})), "");
    EXPECT_EQ(findings(column("unique", positive, {">= 1000"})), gap + "amount in [0..1000)\n");
    const std::string listed = "{'expression': 'department', 'values': ['IT', 'HR', 'Ops']}";
    EXPECT_EQ(findings(column("unique", listed, {R"(\'IT\')"})), gap + "department in (\"HR\", \"Ops\")\n");
}

TEST(Coverage, LooksAtAllInputsTogether) {
    const std::string rules =
        R"({'when': ['<= 1000', '-'], 'then': [1]}, {'when': ['> 1000', '\'IT\''], 'then': [2]},
        {'when': ['> 5000', 'not(\'HR\')'], 'then': [3]})";
    EXPECT_EQ(findings(table("unique", amount + "," + department, rules)),
              overlap(2, "rules 2 and 3 both match amount > 5000 and department = \"IT\"") + gap +
                  "amount in (1000..5000] and department in (not(\"IT\"))\n" + gap +
                  "amount > 5000 and department = \"HR\"\n");
}

TEST(Coverage, HasNoGapsWithADefault) {
    EXPECT_EQ(findings(table("unique", amount, "{'when': ['> 5'], 'then': [1]}", "'default': 0")), "");
    EXPECT_EQ(findings(table("C#", amount, "{'when': ['> 5'], 'then': [1]}")), "");
}

TEST(Coverage, AllowsRulesThatSayTheSameWithAny) {
    EXPECT_EQ(findings(table("any", amount, "{'when': ['> 5'], 'then': [1]}, {'when': ['-'], 'then': [1]}")),
              "");
    EXPECT_EQ(findings(table("any", amount, "{'when': ['> 5'], 'then': [1]}, {'when': ['-'], 'then': [2]}")),
              overlap(1, "rules 1 and 2 both match amount > 5, with different outputs"));
    EXPECT_EQ(
        findings(table("any", amount, "{'when': ['> 5'], 'then': [1]}, {'when': ['-'], 'then': ['amount']}")),
        "");
}

TEST(Coverage, FindsRulesThatNeverCount) {
    EXPECT_EQ(findings(column("first", amount, {"> 5", "> 10", "-"})),
              masked(1, "rule 2 never counts: whatever it matches, rule 1 comes before it"));
    EXPECT_EQ(findings(column("first", amount, {"< 5", "> 3", "[2..8]", "-"})),
              masked(2, "rule 3 never counts: whatever it matches, rules 1 and 2 come before it"));
    // The last one is for an amount that is missing.
    EXPECT_EQ(findings(column("first", amount, {"< 5", ">= 5", "-"})), "");
    EXPECT_EQ(findings(column("first", amount, {"< 5", ">= 5", "null", "-"})),
              masked(3, "rule 4 never counts: whatever it matches, rules 1, 2 and 3 come before it"));
    EXPECT_EQ(findings(column("collect", amount, {"-", "-"})), "");
}

TEST(Coverage, FindsWhatHasNoPriority) {
    const std::string rules =
        R"({'when': ['> 5'], 'then': ['\'low\'']}, {'when': ['-'], 'then': ['\'high\'']})";
    EXPECT_EQ(findings(table("priority", amount, rules, "'values': ['high', 'low']")),
              masked(0, "rule 1 never counts: whatever it matches, rule 2 comes before it"));
    EXPECT_EQ(findings(table("priority", amount, rules, "'values': ['low', 'high']")), "");
}

TEST(Coverage, FindsCellsThatNothingSatisfies) {
    EXPECT_EQ(findings(column("first", kind, {R"(\'gold\')", "-"})),
              masked(0, "rule 1 never matches: no value of an input satisfies its cell"));
    EXPECT_EQ(findings(column("first", amount, {"[5..3]", "-"})),
              masked(0, "rule 1 never matches: no value of an input satisfies its cell"));
}

TEST(Coverage, ClaimsNothingOfCellsItCanNotSeeThrough) {
    EXPECT_EQ(findings(column("unique", amount, {"> 5", "? > amount - 1", "? * 2 < 7"})), "");
    EXPECT_EQ(findings(column("first", amount, {"? * 2 > 0", "> 5", "-"})), "");
    EXPECT_EQ(findings(column("first", amount, {"-", "? * 2 > 0"})),
              masked(1, "rule 2 never counts: whatever it matches, rule 1 comes before it"));
}

TEST(Coverage, SeesThroughConditionsOnTheInput) {
    EXPECT_EQ(
        findings(column("unique", amount, {"? > 5 and ? < 10", "? <= 5 or ? between 10 and 20", "20 < ?"})),
        "");
    EXPECT_EQ(findings(column("unique", amount, {"not(5)", "[4..6]"})),
              overlap(1, "rules 1 and 2 both match amount in ([4..5), (5..6])"));
}

TEST(Coverage, StopsWhenATableIsTooLarge) {
    CompileLimits limits;
    limits.max_table_work = 50;
    EXPECT_EQ(findings(column("unique", amount, {"< 0", ">= 0"}), "true", limits),
              "warning table_too_large /decisions/0/rules: the table is too large to be checked for overlaps "
              "and gaps\n");
    limits.check_tables = false;
    EXPECT_EQ(findings(column("unique", amount, {"-", "-"}), "true", limits), "");
}

TEST(Coverage, OfAHostileTableEnds) {
    std::string inputs, rules;
    for (int i = 0; i < 20; ++i)
        inputs += std::string{i == 0 ? "" : ","} + "{'expression': 'amount + " + std::to_string(i) + "'}";
    std::mt19937 random{7};
    for (int rule = 0; rule < 400; ++rule) {
        rules += std::string{rule == 0 ? "" : ","} + "{'when': [";
        for (int i = 0; i < 20; ++i)
            rules += (i == 0 ? "'> " : ", '> ") + std::to_string(random() % 1000) + "'";
        rules += "], 'then': [" + std::to_string(rule) + "]}";
    }
    const auto begin = std::chrono::steady_clock::now();
    const std::string found = findings(table("first", inputs, rules));
    EXPECT_NE(found.find("table_too_large"), std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{20});
}

// Against the evaluator itself: every claim holds for every value of a grid, and every gap and overlap of the
// grid is claimed.
TEST(Coverage, AgreesWithTheEvaluatorOnRandomTables) {
    std::mt19937 random{11};
    const auto number = [&] { return std::to_string(random() % 5); };
    const auto cell = [&]() -> std::string {
        switch (random() % 7) {
            case 0:
                return "-";
            case 1:
                return "< " + number();
            case 2:
                return ">= " + number();
            case 3:
                return number() + ", > " + number();
            case 4:
                return "not(" + number() + ", " + number() + ")";
            case 5:
                return "[" + number() + ".." + number() + ")";
            default:
                return "? > " + number() + " and ? <= " + number();
        }
    };
    for (int round = 0; round < 60; ++round) {
        std::string rules;
        const std::size_t count = 1 + random() % 4;
        for (std::size_t i = 0; i < count; ++i)
            rules += std::string{i == 0 ? "" : ","} + "{'when': ['" + cell() + "', '" + cell() +
                     "'], 'then': [" + std::to_string(i) + "]}";
        const std::string inputs =
            "{'expression': 'a', 'name': 'a', 'type': 'number'}, {'expression': 'b', 'name': 'b', 'type': "
            "'number'}";
        const std::string unique = findings(table("unique", inputs, rules));
        const Definition collect = definition_with(table("collect", inputs, rules));
        bool has_gap = false, has_overlap = false;
        for (int a = -1; a <= 11; ++a)
            for (int b = -1; b <= 11; ++b) {
                const std::string hits =
                    decided(collect, "count(d)",
                            "{a: " + std::to_string(a) + " / 2, b: " + std::to_string(b) + " / 2}");
                has_gap = has_gap || hits == "0";
                has_overlap = has_overlap || (hits != "0" && hits != "1");
            }
        EXPECT_EQ(unique.find("uncovered_case") != std::string::npos, has_gap) << rules << "\n" << unique;
        EXPECT_EQ(unique.find("overlapping_rules") != std::string::npos, has_overlap) << rules << "\n"
                                                                                      << unique;
    }
}

}  // namespace
}  // namespace wf::test
