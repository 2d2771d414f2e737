// "start" and "summary" of a definition.
#include "core/compile/compile.hpp"
#include "core/compile/parse.hpp"
#include "core/base/report.hpp"
#include "definitions.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

// What deploy says of a definition with these keys: "path: message", a line each.
std::string findings_of(const std::string& keys) {
    std::string json = chain({}, "{'name': 'days', 'type': 'number'}");
    json.insert(1, keys + ", ");
    std::string text;
    for (const Finding& finding : compile(test::quoted(json)).findings)
        text += finding.path + ": " + finding.code + "\n";
    return text;
}

Definition with(const std::string& keys) {
    std::string json = chain({}, "{'name': 'days', 'type': 'number'}");
    json.insert(1, keys + ", ");
    return compiled(json);
}

TEST(Starting, IsReadWithItsDefaults) {
    const StartSettings all =
        with(
            "'start': {'who': [{'by': 'role', 'role': 'board'}], 'limit': {'count': 3, 'period': 'P1M', "
            "'per': 'all'}, 'serial': {'prefix': 'LV-', 'date': 'YYYYMM-', 'digits': 5, 'gapless': true}}")
            .starting;
    ASSERT_EQ(all.who.size(), 1U);
    EXPECT_EQ(all.who[0].role, "board");
    EXPECT_EQ(all.max_count, 3);
    EXPECT_EQ(all.period, "P1M");
    EXPECT_FALSE(all.is_count_per_person);
    ASSERT_TRUE(all.serial);
    EXPECT_EQ(all.serial->prefix + all.serial->date, "LV-YYYYMM-");
    EXPECT_EQ(all.serial->digits, 5);
    EXPECT_TRUE(all.serial->is_gapless);

    const StartSettings least =
        with("'start': {'limit': {'count': 1, 'period': 'P1D'}, 'serial': {}}").starting;
    EXPECT_TRUE(least.who.empty());
    EXPECT_TRUE(least.is_count_per_person);
    EXPECT_EQ(least.serial->digits, 4);
    EXPECT_FALSE(least.serial->is_gapless);
}

TEST(Starting, SaysEverythingThatIsWrongWithIt) {
    EXPECT_EQ(findings_of("'start': {'who': [{'by': 'initiator'}, {'by': 'department', 'department': "
                          "'initiator'}], 'whom': 1}"),
              "/start/whom: unknown_key\n/start/who/0: bad_value\n/start/who/1: bad_value\n");
    EXPECT_EQ(findings_of("'start': {'who': []}"), "/start/who: empty_value\n");
    EXPECT_EQ(findings_of("'start': {'limit': {}}"),
              "/start/limit: missing_key\n/start/limit: missing_key\n");
    EXPECT_EQ(findings_of("'start': {'limit': {'count': 0, 'period': 'P0D', 'per': 'team'}}"),
              "/start/limit/count: bad_value\n/start/limit/per: unknown_value\n/start/limit/period: "
              "bad_timer\n");
    EXPECT_EQ(findings_of("'start': {'serial': {'date': 'MON', 'digits': 19}}"),
              "/start/serial/digits: bad_value\n/start/serial/date: bad_value\n");
}

TEST(Starting, APeriodIsALengthAndNoExpression) {
    EXPECT_EQ(findings_of("'start': {'limit': {'count': 1, 'period': 'days'}}"),
              "/start/limit/period: bad_timer\n");
}

TEST(Summary, NamesFieldsOfTheForm) {
    EXPECT_EQ(findings_of("'summary': ['days']"), "");
    EXPECT_EQ(findings_of("'summary': ['day']"), "/summary/0: unknown_name\n");
    EXPECT_EQ(findings_of("'summary': []"), "/summary: empty_value\n");
}

TEST(Summary, ShowsNothingThatANodeHides) {
    const std::string json = test::quoted("{'summary': ['days', 'kind']}");
    compiler::Report report;
    const std::optional<compiler::JsonValue> root = compiler::read_json(json, {}, report);
    ASSERT_TRUE(root);
    compiler::Draft draft;
    draft.definition.nodes.emplace_back().handler.fields = {{.field = "days", .right = FieldRight::Hidden},
                                                            {.field = "kind", .right = FieldRight::Read}};
    compiler::parse_summary(compiler::Reader{*root, "", report}, draft);
    const Findings findings = report.take();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].path, "/summary/0");
    EXPECT_EQ(findings[0].code, "conflicting_keys");
}

TEST(Hidden, IsTrueOrFalse) {
    std::string json = chain({approval("lead", by_users("lea"), "'hidden': 1")});
    const CompileResult result = compile(test::quoted(json));
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].path, "/nodes/1/hidden");
}

}  // namespace
}  // namespace wf::test
