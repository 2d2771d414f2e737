#include "core/base/synonym.hpp"

#include "core/base/report.hpp"

#include <gtest/gtest.h>

namespace wf {
namespace {

constexpr std::string_view types[] = {"number", "text", "boolean", "choice", "department"};
constexpr std::string_view modes[] = {"any", "all", "sequential", "vote"};
constexpr std::string_view keys[] = {"approvers", "mode", "vote", "when", "to", "from"};
constexpr std::string_view signs[] = {"=", "!=", "<", "<=", "and", "not in"};

TEST(Synonym, IsTheCandidateThatMeansTheSame) {
    EXPECT_EQ(synonym("bool", types), "boolean");
    EXPECT_EQ(synonym("varchar", types), "text");
    EXPECT_EQ(synonym("部门", types), "department");
    EXPECT_EQ(synonym("会签", modes), "all");
    EXPECT_EQ(synonym("或签", modes), "any");
    EXPECT_EQ(synonym("依次审批", modes), "sequential");
    EXPECT_EQ(synonym("会签", keys), "mode");
    EXPECT_EQ(synonym("condition", keys), "when");
    EXPECT_EQ(synonym("sourceRef", keys), "from");
    EXPECT_EQ(synonym("≤", signs), "<=");
    EXPECT_EQ(synonym("≠", signs), "!=");
    EXPECT_EQ(synonym("且", signs), "and");
}

TEST(Synonym, LooksThroughCaseAndJoins) {
    EXPECT_EQ(synonym("VARCHAR", types), "text");
    EXPECT_EQ(synonym("Condition_Expression", keys), "when");
    EXPECT_EQ(synonym("sign-type", keys), "mode");
    EXPECT_EQ(synonym("not one of", signs), "not in");
}

TEST(Synonym, IsNoWordThatIsNotAmongTheCandidates) {
    EXPECT_EQ(synonym("cc", types), "");
    EXPECT_EQ(synonym("boo", types), "");
    EXPECT_EQ(synonym("ool", types), "");
    EXPECT_EQ(synonym("", types), "");
    EXPECT_EQ(synonym("_", types), "");
}

TEST(Synonym, ComesBeforeTheNearestWord) {
    const compiler::Report report;
    EXPECT_EQ(report.did_you_mean("int", types), "Did you mean \"number\"?");
    EXPECT_EQ(report.did_you_mean("numbr", types), "Did you mean \"number\"?");
    EXPECT_EQ(report.did_you_mean("xyzzy", types), "");
}

}  // namespace
}  // namespace wf
