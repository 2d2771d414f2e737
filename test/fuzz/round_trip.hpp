// What holds of a definition, wherever it came from.
#pragma once

#include "bpmn/same_definition.hpp"
#include "compile/graph_text.hpp"
#include "core/bpmn/bpmn.hpp"
#include "core/compile/compile.hpp"
#include "law.hpp"

#include <string>

namespace wf::test {

// Small enough that no input takes long.
inline CompileLimits fuzz_limits() {
    CompileLimits limits;
    limits.max_bytes = 1 << 16;
    limits.max_table_work = 20'000;
    limits.max_states = 500;
    return limits;
}

inline void require_words(const Findings& findings, std::string_view input) {
    for (const Finding& finding : findings)
        require(!finding.code.empty() && !finding.message.empty(), "a finding says something", input);
}

inline bool is_of_soundness(const Finding& finding) { return finding.code.starts_with("unsound_"); }

// The definition without what BPMN numbers anew: the places of what it refers to.
inline std::string graph_of(const CompileResult& compiled) { return text_of(*compiled.definition, {}); }

// A definition that compiles is written as BPMN, and read from there as the same.
inline void require_round_trip(const std::string& json) {
    const CompileResult compiled = compile(json, fuzz_limits());
    require_words(compiled.findings, json);
    bool refused = false;
    for (const Finding& finding : compiled.findings)
        refused = refused || (finding.severity == Severity::Error && !is_of_soundness(finding));
    require(compiled.definition.has_value() == !refused, "a definition is refused with an error", json);

    const std::string xml = json_to_bpmn(json);
    if (!compiled.definition && xml.empty()) return;
    require(!xml.empty(), "a definition is written as BPMN", json);
    const BpmnResult back = bpmn_to_json(xml);
    require_words(back.findings, xml);
    for (const Finding& finding : back.findings)
        require(finding.code != "invalid_xml", "BPMN that we write is XML", xml);
    if (!compiled.definition) return;
    require(!has_errors(back.findings), "BPMN that we write is read without errors", xml);
    const auto before = bpmn::parse_json(json);
    const auto after = bpmn::parse_json(back.definition_json);
    require(before && after, "what compiles, and what is read from BPMN, is JSON", json);
    require(is_same_definition(*before, *after), "a definition comes back from BPMN as it was",
            json + "\n" + back.definition_json);
    const CompileResult again = compile(back.definition_json, fuzz_limits());
    require(again.definition && graph_of(again) == graph_of(compiled), "it compiles to the same graph",
            json + "\n" + back.definition_json);
}

}  // namespace wf::test
