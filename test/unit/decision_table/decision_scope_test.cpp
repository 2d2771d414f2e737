// Decisions as names and as functions of expressions.
#include "decision_table/tables.hpp"

namespace wf::test {
namespace {

const std::string matrix =
    R"({'name': 'matrix', 'inputs': [{'expression': 'amount'}, {'name': 'dept', 'expression': 'department'}],
    'outputs': [{'default': '[]'}], 'rules': [{'when': ['<= 1000'], 'then': ['[\'lead\']']},
        {'when': ['> 1000', '\'IT\', \'HR\''], 'then': ['[\'cio\']']}, {'when': ['> 1000', 'not(\'IT\', \'HR\')'], 'then': ['[\'cfo\']']}]})";

TEST(Decision, IsANameWithInputsFromWhereItIsUsed) {
    const Definition table = definition_with(matrix);
    EXPECT_EQ(decided(table, "matrix", R"({amount: 10, department: "IT"})"), R"(["lead"])");
    EXPECT_EQ(decided(table, "matrix[1] = \"cio\"", R"({amount: 1001, department: "HR"})"), "true");
    EXPECT_EQ(decided(table, "count(matrix)", R"({amount: 1001, department: "Sales"})"), "1");
    EXPECT_EQ(decided(table, "matrix", "{}"), "[]");
}

TEST(Decision, IsAFunctionWhoseArgumentsReplaceNames) {
    const Definition table = definition_with(matrix);
    const char* names = R"({amount: 10, department: "IT", total: 700})";
    EXPECT_EQ(decided(table, "matrix(amount: total * 2)", names), R"(["cio"])");
    EXPECT_EQ(decided(table, "matrix(amount: total * 2, dept: \"Sales\")", names), R"(["cfo"])");
    EXPECT_EQ(decided(table, "matrix(amount: total * 2, department: \"Sales\")", names), R"(["cfo"])");
    EXPECT_EQ(decided(table, "matrix(total * 2, \"Sales\")", names), R"(["cfo"])");
    EXPECT_EQ(decided(table, "matrix()", names), R"(["lead"])");
    EXPECT_EQ(decided(table, "matrix(1, 2, 3)", names),
              "failed: matrix: it is called with too many arguments");
    EXPECT_EQ(decided(table, "for a in [1, 2000] return matrix(amount: a)[1]", names), R"(["lead", "cio"])");
}

TEST(Decision, MayHaveANameOfSeveralWords) {
    const Definition table =
        definition_with(R"({'name': 'Approval Matrix', 'inputs': [{'expression': 'amount'}],
        'outputs': [{'name': 'a'}, {'name': 'b'}], 'rules': [{'when': ['-'], 'then': [1, 'amount']}]})");
    EXPECT_EQ(decided(table, "Approval Matrix.a + Approval Matrix(amount: 5).b", "{amount: 3}"), "6");
}

TEST(Decision, MayUseAnother) {
    const Definition tables =
        definition_with(R"({'name': 'route', 'inputs': [{'expression': 'risk'}], 'outputs': [{}],
            'rules': [{'when': ['\'high\''], 'then': ['\'board\'']}, {'when': ['not(\'high\')'], 'then': ['risk(amount: 1)']}]},
        {'name': 'risk', 'inputs': [{'expression': 'amount'}], 'outputs': [{}],
            'rules': [{'when': ['> 100'], 'then': ['\'high\'']}, {'when': ['<= 100'], 'then': ['\'low\'']}]})");
    EXPECT_EQ(decided(tables, "route", "{amount: 500}"), "\"board\"");
    EXPECT_EQ(decided(tables, "route", "{amount: 5}"), "\"low\"");
    EXPECT_EQ(decided(tables, "route(amount: 500)", "{amount: 5}"), "\"board\"");
    EXPECT_EQ(decided(tables, "route(risk: \"high\")", "{amount: 5}"), "\"board\"");
}

TEST(Decision, ReadsDatesFromTextIfItsInputIsADate) {
    const Definition table =
        definition_with(R"({'name': 'quarter', 'inputs': [{'expression': 'day'}], 'outputs': [{'default': 0}],
        'rules': [{'when': ['[@\'2026-01-01\'..@\'2026-03-31\']'], 'then': [1]}, {'when': ['[@\'2026-04-01\'..@\'2026-06-30\']'], 'then': [2]}]})");
    EXPECT_EQ(decided(table, "quarter", R"({day: "2026-02-03"})"), "1");
    EXPECT_EQ(decided(table, "quarter", R"({day: date("2026-04-01")})"), "2");
    EXPECT_EQ(decided(table, "quarter", R"({day: "soon"})"),
              "failed: quarter: input day is \"soon\", which is not a date");
}

TEST(Decision, FailsOnValuesThatItsInputDoesNotHave) {
    const Definition table = definition_with(
        R"({'name': 'd', 'inputs': [{'expression': 'kind'}, {'expression': 'amount', 'values': '>= 0'}],
        'outputs': [{}], 'rules': [{'when': ['-', '-'], 'then': [1]}]})");
    EXPECT_EQ(decided(table, "d", R"({kind: "sick", amount: 1})"), "1");
    EXPECT_EQ(decided(table, "d", "{}"), "1");
    EXPECT_EQ(decided(table, "d", R"({kind: "gold", amount: 1})"),
              "failed: d: input kind is \"gold\", which is not one of its values");
    EXPECT_EQ(decided(table, "d", R"({kind: "sick", amount: -1})"),
              "failed: d: input amount is -1, which is not one of its values");
    EXPECT_EQ(decided(table, "d", R"({kind: "sick", amount: "many"})"),
              "failed: d: input amount is \"many\", which is not a number");
}

TEST(Decision, FailsOnOutputsThatAreNotAmongTheirValues) {
    const Definition table = definition_with(R"({'name': 'd', 'inputs': [{'expression': 'amount'}],
        'outputs': [{'values': ['cfo', 'board']}], 'rules': [{'when': ['-'], 'then': ['department']}]})");
    EXPECT_EQ(decided(table, "d", R"({department: "cfo"})"), "\"cfo\"");
    EXPECT_EQ(decided(table, "d", R"({department: "IT"})"),
              "failed: d: rule 1 gives \"IT\", which is not one of the values");
}

TEST(Decision, TakesScalarsAndEmptyCells) {
    const Definition table = definition_with(
        R"({'name': 'd', 'hit_policy': 'first', 'inputs': [{'expression': 'amount'}, {'expression': 'urgent'}],
        'outputs': [{'default': -1}], 'rules': [{'when': [5, true], 'then': [1]}, {'when': [null, true], 'then': 2},
                                 {'when': ['', ' - '], 'then': 'amount'}]})");
    EXPECT_EQ(decided(table, "d", "{amount: 5, urgent: true}"), "1");
    EXPECT_EQ(decided(table, "d", "{amount: 6, urgent: true}"), "2");
    EXPECT_EQ(decided(table, "d", "{amount: 7, urgent: false}"), "7");
}

TEST(Decision, OfOneEvaluationShareTheirSteps) {
    const Definition tables =
        definition_with(R"({'name': 'a', 'inputs': [{'expression': 'amount'}], 'outputs': [{}],
        'rules': [{'when': ['-'], 'then': ['sum(for i in 1..400 return i)']}]})");
    feel::Limits limits;
    limits.max_steps = 5000;
    EXPECT_EQ(decided(tables, "a(amount: 1)", "{}", limits), "80200");
    EXPECT_EQ(decided(tables, "for x in 1..100 return a(amount: x)", "{}", limits),
              "limit: expression takes more than 5000 steps");
}

TEST(Decision, IsDecidedOnceThoughOthersUseItOften) {
    std::string tables;
    for (int i = 0; i < 15; ++i) {
        const std::string next = i == 14 ? "amount" : "d" + std::to_string(i + 1);
        tables += (i == 0 ? "" : ",") + std::string{"{'name': 'd"} + std::to_string(i) +
                  "', 'inputs': [{'expression': '" + next +
                  "'}], 'outputs': [{}], 'rules': [{'when': ['-'], 'then': ['" + next + " + " + next +
                  "']}]}";
    }
    EXPECT_EQ(decided(definition_with(tables), "d0", "{amount: 1}"), "32768");
}

TEST(Decision, FailureStopsEverything) {
    const Definition tables =
        definition_with(R"({'name': 'd', 'inputs': [{'expression': 'amount'}], 'outputs': [{}],
        'rules': [{'when': ['? * 1 > 0'], 'then': [1]}, {'when': ['? * 1 > 1'], 'then': [2]}]},
        {'name': 'e', 'inputs': [{'expression': 'd'}], 'outputs': [{'default': 9}], 'rules': [{'when': ['1'], 'then': [1]}]})");
    EXPECT_EQ(decided(tables, "e", "{amount: 1}"), "1");
    EXPECT_EQ(decided(tables, "if e = 9 then 1 else 2", "{amount: 5}"),
              "failed: d: rules 1 and 2 both match, and the hit policy is unique");
}

}  // namespace
}  // namespace wf::test
