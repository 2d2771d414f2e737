// What golden files cannot show: the key, the places of findings, hostile input.
#include "bpmn/golden_cases.hpp"
#include "core/bpmn/bpmn.hpp"
#include "core/compile/compile.hpp"

#include <gtest/gtest.h>

#include <random>

namespace wf {
namespace {

std::string definitions(const std::string& content) {
    return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">)" + content +
           "</definitions>";
}

std::string codes(const Findings& findings) {
    std::string result;
    for (const Finding& finding : findings) result += (result.empty() ? "" : " ") + finding.code;
    return result;
}

std::string key_of(const std::string& content, const std::string& key) {
    const BpmnResult result = bpmn_to_json(definitions(content), {.key = key});
    const std::size_t begin = result.definition_json.find(R"("key":")");
    if (begin == std::string::npos) return codes(result.findings);
    return result.definition_json.substr(begin + 7, result.definition_json.find('"', begin + 7) - begin - 7);
}

TEST(BpmnImport, TakesTheProcessThatTheKeyNames) {
    const std::string two = R"(<process id="a" isExecutable="true"/><process id="b" isExecutable="true"/>)";
    EXPECT_EQ(key_of(two, "b"), "b");
    EXPECT_EQ(key_of(two, ""), "several_processes");
    EXPECT_EQ(key_of(two, "c"), "several_processes");
}

TEST(BpmnImport, TakesTheExecutableProcessOrTheOnlyOne) {
    EXPECT_EQ(key_of(R"(<process id="a"/><process id="b" isExecutable="true"/>)", ""), "b");
    EXPECT_EQ(key_of(R"(<process id="a" isExecutable="false"/>)", ""), "a");
    EXPECT_EQ(key_of(R"(<process id="a"/><process id="b"/>)", ""), "several_processes");
}

TEST(BpmnImport, CallsTheDefinitionAsTheKeySays) {
    EXPECT_EQ(key_of(R"(<process id="a"/>)", "mine"), "mine");
}

std::string key_of_process(const std::string& id) { return key_of("<process id=\"" + id + "\"/>", ""); }

TEST(BpmnImport, TakesTheProcessThatIsNamedAndCallsItAsTheKeySays) {
    const std::string two = R"(<process id="_6-1"/><process id="_6-2"/>)";
    const BpmnResult result = bpmn_to_json(definitions(two), {.key = "pizza", .process = "_6-2"});
    EXPECT_EQ(result.process, "_6-2");
    EXPECT_EQ(result.key, "pizza");
    EXPECT_EQ(codes(bpmn_to_json(definitions(two), {.process = "_6-3"}).findings), "unknown_process");
    EXPECT_EQ(key_of(two, "_6-1"), "_6-1");
}

TEST(BpmnImport, TakesSoManyProcessesOfAFileAndNoMore) {
    std::string processes;
    for (int i = 0; i < 100; ++i) processes += "<process id=\"p" + std::to_string(i) + "\"/>";
    EXPECT_EQ(bpmn_file_to_json(definitions(processes)).size(), 100U);
    const std::vector<BpmnResult> results = bpmn_file_to_json(definitions(processes + "<process id=\"x\"/>"));
    EXPECT_EQ(results.size(), 1U);
    EXPECT_EQ(codes(results.front().findings), "too_large");
    EXPECT_EQ(bpmn_to_json(definitions(processes), {.process = "p7"}).process, "p7");
}

TEST(BpmnImport, TellsOfWhatStandsBesideTheProcessesOnce) {
    const std::vector<BpmnResult> results = bpmn_file_to_json(
        definitions(R"(<process id="a"/><process id="b"/><message id="m" itemRef="gone" nmae="m"/>)"));
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(codes(results[0].findings).find("dangling_reference unknown_attribute"), 0U)
        << codes(results[0].findings);
    EXPECT_EQ(codes(results[1].findings).find("dangling_reference"), std::string::npos);
    EXPECT_EQ(codes(results[1].findings).find("unknown_attribute"), std::string::npos);
}

TEST(BpmnImport, APrefixMeansWhatTheInnermostDeclarationSays) {
    const std::string bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    const BpmnResult result = bpmn_to_json("<a:definitions xmlns:a=\"" + bpmn +
                                           "\"><a:process id=\"p\"><a:extensionElements xmlns:a=\"other\">"
                                           "<a:task id=\"no\"/></a:extensionElements>"
                                           "<a:task id=\"yes\"/></a:process></a:definitions>");
    EXPECT_NE(result.definition_json.find("\"yes\""), std::string::npos) << result.definition_json;
    EXPECT_EQ(result.definition_json.find("\"no\""), std::string::npos) << result.definition_json;
}

TEST(BpmnImport, KeepsAnyXmlIdAsTheKey) {
    for (const std::string id : {"_42cb0d8e-1", "审批", "Prüfung.2", "a-b_c.d", "Ω"})
        EXPECT_EQ(key_of_process(id), id);
}

TEST(BpmnImport, MakesAKeyOfWhatCannotBeOne) {
    EXPECT_EQ(key_of_process("42cb-1"), "_42cb-1-6def0260");
    EXPECT_EQ(key_of_process("my process!"), "my_process_-9622b255");
    EXPECT_EQ(key_of_process(std::string(70, 'a')), std::string(54, 'a') + "-5904740b");
    std::string long_id;
    for (int i = 0; i < 30; ++i) long_id += "审";
    const std::string key = key_of_process(long_id);
    EXPECT_EQ(key.substr(0, 54), long_id.substr(0, 54));
    EXPECT_EQ(key.size(), std::size_t{63});
    EXPECT_NE(key_of_process("a b"), key_of_process("a_b"));
    EXPECT_NE(key_of_process("a b"), key_of_process("a!b"));
    EXPECT_EQ(codes(bpmn_to_json(definitions(R"(<process id="a b"/>)")).findings), "derived_key");
    EXPECT_EQ(codes(bpmn_to_json(definitions(R"(<process id="a b"/>)"), {.key = "ab"}).findings), "");
}

std::string called_by(const BpmnResult& result) {
    const std::string& json = result.definition_json;
    const std::size_t begin = json.find(R"("definition":")");
    if (begin == std::string::npos) return {};
    return json.substr(begin + 14, json.find('"', begin + 14) - begin - 14);
}

TEST(BpmnImport, FindsWhatIsCalledUnderTheKeyThatItGets) {
    const std::string process =
        R"(<process id="1 a"><callActivity id="c" calledElement="CALLED"/></process>)";
    const auto calling = [&](const std::string& called) {
        std::string content = process;
        return definitions(content.replace(content.find("CALLED"), 6, called));
    };
    EXPECT_EQ(called_by(bpmn_to_json(calling("1 a"))), key_of_process("1 a"));
    EXPECT_EQ(called_by(bpmn_to_json(calling("1 a"), {.key = "mine"})), "mine");
    EXPECT_EQ(called_by(bpmn_to_json(calling("x:2 b"))), "2 b");
    EXPECT_EQ(called_by(bpmn_to_json(calling("other"))), "other");
}

TEST(BpmnImport, KnowsFormsWhenItSeesThem) {
    for (const char* forms :
         {R"([])", R"({})", R"([{"id": "a", "components": []}])", R"({"id": "a", "components": []})",
          R"({"a.form": {"components": []}, "b": {"id": "c", "components": []}})"})
        EXPECT_TRUE(are_forms(forms)) << forms;
    for (const char* other : {"", "null", "5", R"("a")", "{", R"([5])", R"([{"id": "a"}])", R"([{"components": []}])",
                              R"({"components": []})", R"({"a": 5})", R"({"a": [{"id": "a", "components": []}]})"})
        EXPECT_FALSE(are_forms(other)) << other;
}

std::string keys_of_all(const std::string& content) {
    std::string keys;
    for (const BpmnResult& result : bpmn_file_to_json(definitions(content)))
        keys += (keys.empty() ? "" : " ") + (result.key.empty() ? codes(result.findings) : result.key);
    return keys;
}

TEST(BpmnImport, TakesAllProcessesOfAFileThatRun) {
    EXPECT_EQ(keys_of_all(R"(<process id="a" isExecutable="true"/><process id="b"/>
        <process id="c" isExecutable="true"/>)"),
              "a c");
    EXPECT_EQ(keys_of_all(R"(<process id="a"><task id="t"/></process><process id="b"/>)"), "a");
    EXPECT_EQ(keys_of_all(R"(<process id="a"/><process id="b"/>)"), "a b");
    EXPECT_EQ(keys_of_all(""), "missing_process");
}

TEST(BpmnImport, ShortensIdsThatAreTooLongEverywhere) {
    const std::string id(80, 'n');
    const std::string json =
        bpmn_to_json(definitions(R"(<process id="p"><startEvent id="s"/><task id=")" + id +
                                 R"("/><sequenceFlow id="f" sourceRef="s" targetRef=")" + id +
                                 R"("/></process>)"))
            .definition_json;
    const std::string short_id = key_of_process(id);
    EXPECT_NE(json.find(R"("id":")" + short_id), std::string::npos) << json;
    EXPECT_NE(json.find(R"("to":")" + short_id), std::string::npos) << json;
}

TEST(BpmnImport, KnowsWhereEveryPartCameFrom) {
    const BpmnResult result = bpmn_to_json(test::read_file(test::golden("bpmn/bpmnio_leave.bpmn")));
    EXPECT_EQ(bpmn_path(result.origins, ""), "Process_leave");
    EXPECT_EQ(bpmn_path(result.origins, "/form"), "Process_leave");
    EXPECT_EQ(bpmn_path(result.origins, "/nodes/1/type"), "Activity_lead");
    EXPECT_EQ(bpmn_path(result.origins, "/flows/2/when"), "Flow_yes/conditionExpression");
    EXPECT_EQ(bpmn_path(result.origins, "/flows/2/to"), "Flow_yes");
}

TEST(BpmnImport, TellsAFindingOfTheCompilerWhereItsElementIs) {
    const BpmnResult result = bpmn_to_json(test::read_file(test::golden("bpmn/several_starts.bpmn")));
    const Findings all =
        all_findings(result, {{.code = "bad_expression", .path = "/flows/1/when", .message = "m", .hint = ""},
                              {.code = "several_starts", .path = "/nodes", .message = "m", .hint = ""}});
    ASSERT_EQ(codes(all), "several_starts missing_message bad_expression");
    EXPECT_EQ(all[2].path, "f2");
}

TEST(BpmnImport, TellsAFindingOfTheCompilerInWordsOfBpmn) {
    const BpmnResult result = bpmn_to_json(
        definitions(R"(<process id="p"><startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition/>
            </intermediateCatchEvent><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>)"));
    std::string hints;
    for (const Finding& finding : all_findings(result, compile(result.definition_json).findings))
        if (finding.code == "missing_key") hints += finding.hint;
    EXPECT_EQ(hints, "Give one of timeDuration, timeDate and timeCycle.");
}

TEST(BpmnImport, KeepsQuietAboutWhatFollowsFromItsOwnErrors) {
    const BpmnResult result = bpmn_to_json(test::read_file(test::golden("bpmn/mistakes.bpmn")));
    const Findings all =
        all_findings(result, {{.code = "missing_key", .path = "/nodes/4", .message = "m", .hint = ""},
                              {.code = "missing_key", .path = "/nodes/2", .message = "m", .hint = ""}});
    EXPECT_EQ(codes(all), codes(result.findings));
}

TEST(BpmnImport, RefusesWhatIsTooDeepOrTooLarge) {
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "<subProcess id=\"s" + std::to_string(i) + "\">";
    for (int i = 0; i < 200; ++i) deep += "</subProcess>";
    EXPECT_EQ(codes(bpmn_to_json(definitions("<process id=\"p\">" + deep + "</process>")).findings),
              "too_deep");
    EXPECT_EQ(codes(bpmn_to_json(std::string(1'000'000, '<')).findings), "invalid_xml");
    std::string open;
    for (int i = 0; i < 300'000; ++i) open += "<a>";
    EXPECT_EQ(codes(bpmn_to_json(open).findings), "too_deep");
    EXPECT_EQ(codes(bpmn_to_json(std::string((16 << 20) + 1, ' ')).findings), "too_large");
    std::string many = "<process id=\"p\">";
    for (int i = 0; i < 600; ++i) many += "<a/>";
    EXPECT_EQ(codes(bpmn_to_json(definitions(many + "</process>"), {}, {.max_items = 500}).findings),
              "too_large");
}

TEST(BpmnImport, ReadsALargeFile) {
    std::string content = R"(<process id="p"><startEvent id="s"/>)";
    for (int i = 0; i < 9000; ++i)
        content += "<serviceTask id=\"t" + std::to_string(i) + "\" name=\"" + std::string(100, 'x') + "\"/>";
    const BpmnResult result = bpmn_to_json(definitions(content + "</process>"));
    EXPECT_GT(result.definition_json.size(), std::size_t{1} << 20);
    EXPECT_EQ(codes(result.findings), "");
}

TEST(BpmnImport, RefusesBytesThatAreNoText) {
    for (const std::string& bytes :
         {std::string("\xFF\xFE<\0", 4), std::string("<a\0/>", 5), std::string("<a>\x01</a>"),
          std::string("<a>\xC0\xAF</a>"), std::string("<a>\xED\xA0\x80</a>"), std::string{},
          std::string{"text"}, std::string{"<a>&#xZ;</a"}})
        EXPECT_EQ(codes(bpmn_to_json(bytes).findings), "invalid_xml");
}

TEST(BpmnImport, SurvivesBrokenFiles) {
    std::mt19937 random{7};
    for (const std::string& name : test::golden_cases("bpmn", ".bpmn")) {
        const std::string whole = test::read_file(test::golden("bpmn/" + name + ".bpmn"));
        for (int i = 0; i < 40; ++i) {
            std::string text = whole;
            const std::size_t at = random() % text.size();
            if (i % 4 == 0)
                text.resize(at);
            else if (i % 4 == 1)
                text[at] = static_cast<char>(random());
            else
                text.erase(at, random() % 60);
            const BpmnResult result = bpmn_to_json(text);
            EXPECT_TRUE(!result.definition_json.empty() || has_errors(result.findings)) << name;
            if (!result.definition_json.empty()) json_to_bpmn(result.definition_json);
        }
    }
}

}  // namespace
}  // namespace wf
