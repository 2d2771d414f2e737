// Every test/golden/bpmn/<case>.bpmn becomes what <case>.json says, with the findings of <case>.findings (no
// file: none). WF_GOLDEN_UPDATE=1 writes these files anew; review the diff.
#include "core/bpmn/bpmn.hpp"
#include "core/compile/compile.hpp"
#include "core/compile/json_tree.hpp"

#include "bpmn/golden_cases.hpp"

#include <set>

namespace wf {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += finding.severity == Severity::Error ? "error " : "warning ";
        text += finding.code + " " + (finding.path.empty() ? "-" : finding.path) + "\n    " +
                finding.message + "\n";
        if (!finding.hint.empty()) text += "    " + finding.hint + "\n";
    }
    return text;
}

// One node or flow a line.
std::string pretty(const compiler::JsonValue& json, const std::string& indent) {
    const auto is_list = [](const compiler::Member& member) {
        return member.key == "nodes" || member.key == "flows";
    };
    std::string text = "{";
    std::string before = "\n";
    for (const compiler::Member& member : json.members) {
        text += before + indent + "  \"" + member.key + "\": ";
        before = ",\n";
        if (!is_list(member)) {
            text += compiler::to_text(member.value);
            continue;
        }
        std::string between = "[\n";
        for (const compiler::JsonValue& item : member.value.items) {
            const bool nests = std::any_of(item.members.begin(), item.members.end(), is_list);
            text +=
                between + indent + "    " + (nests ? pretty(item, indent + "    ") : compiler::to_text(item));
            between = ",\n";
        }
        text += member.value.items.empty() ? "[]" : "]";
    }
    return text + "}";
}

std::string pretty(const std::string& json) {
    compiler::Report report;
    const auto tree = compiler::read_json(json, {}, report);
    return tree ? pretty(*tree, "") + "\n" : "";
}

void expect_file_or_none(const std::string& name, const std::string& text) {
    if (!text.empty()) return test::expect_golden(name, text);
    if (std::getenv("WF_GOLDEN_UPDATE") != nullptr) fs::remove(test::golden(name));
    EXPECT_FALSE(fs::exists(test::golden(name))) << name << " is out of date";
}

// The directory has two roles that lanes may be called as.
BpmnResult imported(const std::string& name) {
    BpmnLimits limits;
    limits.role_of_lane = [](const std::string& lane) -> std::string {
        return lane == "Managers" ? "managers" : lane == "财务" ? "finance" : "";
    };
    const bool has_forms = fs::exists(test::golden(name + ".forms"));  // given beside the file
    const std::string forms = has_forms ? test::read_file(test::golden(name + ".forms")) : "";
    if (has_forms) EXPECT_TRUE(are_forms(forms));
    limits.forms = forms;
    return bpmn_to_json(test::read_file(test::golden(name + ".bpmn")), {}, limits);
}

class GoldenBpmn : public testing::TestWithParam<std::string> {};

TEST_P(GoldenBpmn, BecomesWhatItsFilesSay) {
    const std::string name = "bpmn/" + GetParam();
    const BpmnResult result = imported(name);
    expect_file_or_none(name + ".json", pretty(result.definition_json));
    expect_file_or_none(name + ".findings", text_of(result.findings));
}

// Of these the compiler finds the mistake.
const std::set<std::string> not_definitions{"plain_compensation_of_nothing",
                                            "plain_several_without_a_number"};

// The cases without errors of their own are good definitions.
TEST_P(GoldenBpmn, CompilesIfImportFindsNoError) {
    const BpmnResult result = imported("bpmn/" + GetParam());
    if (has_errors(result.findings)) return;
    const CompileResult compiled = compile(result.definition_json);
    EXPECT_EQ(compiled.definition.has_value(), !not_definitions.contains(GetParam()))
        << text_of(all_findings(result, compiled.findings));
}

// Whoever drew the process has never seen our JSON.
TEST_P(GoldenBpmn, IsSpokenOfInTheWordsOfBpmn) {
    const BpmnResult result = bpmn_to_json(test::read_file(test::golden("bpmn/" + GetParam() + ".bpmn")));
    if (result.definition_json.empty()) return;
    for (const Finding& finding : all_findings(result, compile(result.definition_json).findings)) {
        if (finding.code == "invalid_settings") continue;  // whoever writes them has
        const std::string text = finding.message + ' ' + finding.hint;
        for (const char* word : {"\"when\"", "\"multi\"", "\"loop\"", "\"default\": ", "\"to\"", "\"type\": ",
                                 "of type \"", "\"until\"", "\"while\"", "\"event\": ", "\"count\""})
            EXPECT_EQ(text.find(word), std::string::npos) << text;
        if (finding.path.empty()) continue;
        EXPECT_GT(finding.line, std::size_t{0}) << finding.code << ' ' << finding.path;
        EXPECT_FALSE(finding.element.empty()) << finding.code << ' ' << finding.path;
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenBpmn, testing::ValuesIn(test::golden_cases("bpmn", ".bpmn")),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace wf
