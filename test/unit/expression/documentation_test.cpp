// docs/reference/feel.md lists the built-in functions as the table has them. WF_GOLDEN_UPDATE=1 writes the list anew.
#include "core/expression/builtins.hpp"
#include "paths.hpp"

#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf::feel::test {
namespace {

constexpr std::string_view begin_mark = "<!-- built-ins: written by documentation_test.cpp -->\n";
constexpr std::string_view end_mark = "<!-- end of built-ins -->\n";

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '|') result += '\\';
        result += c;
    }
    return result;
}

std::string rendered() {
    std::string out = "| Function | Gives | |\n|---|---|---|\n";
    for (const Builtin& builtin : builtins()) {
        out += "| `" + std::string{builtin.name} + "(" + escaped(builtin.parameters) + ")` | " +
               escaped(builtin.result) + " | " + escaped(builtin.summary) + " |\n";
    }
    return out;
}

TEST(FeelDocumentation, ListsTheBuiltinsOfTheTable) {
    const auto path = wf::test::golden_dir() / "../../docs/reference/feel.md";
    std::stringstream buffer;
    buffer << std::ifstream{path}.rdbuf();
    const std::string text = buffer.str();
    const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::size_t first = begin + begin_mark.size();
    if (std::getenv("WF_GOLDEN_UPDATE") != nullptr) {
        std::ofstream{path} << text.substr(0, first) << rendered() << text.substr(end);
        return;
    }
    EXPECT_TRUE(text.substr(first, end - first) == rendered()) << "run WF_GOLDEN_UPDATE=1";
}

}  // namespace
}  // namespace wf::feel::test
