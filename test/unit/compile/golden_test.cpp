// Every test/golden/definition/<case>.json compiles to what <case>.graph or <case>.findings says.
// WF_GOLDEN_UPDATE=1 writes these files anew; review the diff.
#include "compile/graph_text.hpp"
#include "paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> cases() {
    std::vector<std::string> result;
    for (const auto& entry : fs::directory_iterator{wf::test::golden_dir() / "definition"})
        if (entry.path().extension() == ".json") result.push_back(entry.path().stem().string());
    std::sort(result.begin(), result.end());
    return result;
}

void compare_or_update(const fs::path& expected, const fs::path& unexpected, const std::string& text) {
    if (std::getenv("WF_GOLDEN_UPDATE") != nullptr) {
        fs::remove(unexpected);
        std::ofstream{expected, std::ios::binary} << text;
        return;
    }
    EXPECT_FALSE(fs::exists(unexpected)) << unexpected << " is out of date";
    EXPECT_EQ(read(expected), text);
}

class GoldenDefinition : public testing::TestWithParam<std::string> {};

TEST_P(GoldenDefinition, CompilesToWhatItsFileSays) {
    const fs::path base = wf::test::golden_dir() / "definition" / GetParam();
    const auto file = [&](const char* extension) { return fs::path{base}.concat(extension); };
    CompileLimits limits;
    limits.check_tables = false;  // has tests of its own
    limits.max_states = 1;
    CompileResult result = compile(read(file(".json")), limits);
    std::erase_if(result.findings, [](const Finding& finding) {  // soundness has tests of its own
        return finding.code.starts_with("unsound_") || finding.code == "soundness_unknown";
    });
    const std::string findings = test::text_of(result.findings);
    ASSERT_EQ(result.definition.has_value(), !has_errors(result.findings));
    if (result.definition)
        compare_or_update(file(".graph"), file(".findings"),
                          findings + test::text_of(*result.definition, result.references));
    else
        compare_or_update(file(".findings"), file(".graph"), findings);
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenDefinition, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param; });

TEST(Example, LeaveCompilesWithoutFindings) {
    const CompileResult result = compile(read(wf::test::examples_dir() / "leave.json"));
    EXPECT_EQ(test::text_of(result.findings), "");
    EXPECT_TRUE(result.definition.has_value());
}

TEST(Example, ExpenseWithItsApprovalMatrixCompilesWithoutFindings) {
    const CompileResult result = compile(read(wf::test::examples_dir() / "expense.json"));
    EXPECT_EQ(test::text_of(result.findings), "");
    EXPECT_TRUE(result.definition.has_value());
}

// The golden cases leave out what was looked at when they were deployed.
TEST(GoldenTables, OverlapsMasksAndGapsAreWhatTheirFileSays) {
    const fs::path base = wf::test::golden_dir() / "tables" / "decision_overlaps";
    const CompileResult result = compile(read(fs::path{base}.concat(".json")));
    compare_or_update(fs::path{base}.concat(".findings"), fs::path{base}.concat(".graph"),
                      test::text_of(result.findings));
}

}  // namespace
}  // namespace wf
