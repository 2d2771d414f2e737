// Findings of the compiler point into JSON that nobody wrote: they are told where their part of the JSON came
// from.
#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/read.hpp"
#include "core/bpmn/words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace wf {
namespace {

using ByPointer = std::map<std::string_view, std::string_view>;

// A later origin of the same place wins: it is the closer one.
ByPointer by_pointer(const std::vector<BpmnOrigin>& origins) {
    ByPointer result;
    for (const BpmnOrigin& origin : origins) result[origin.pointer] = origin.path;
    return result;
}

std::string closest(const ByPointer& origins, std::string_view pointer) {
    for (;;) {
        const auto found = origins.find(pointer);
        if (found != origins.end()) return std::string{found->second};
        const std::size_t slash = pointer.rfind('/');
        if (slash == std::string_view::npos) return {};
        pointer = pointer.substr(0, slash);
    }
}

// The element that a path begins with.
std::string element_of(const std::string& path) { return path.substr(0, path.find('/')); }

Findings placed(Findings findings, const BpmnPlaces* places) {
    if (places)
        for (Finding& finding : findings) bpmn::set_place(finding, *places);
    return findings;
}

}  // namespace

std::string bpmn_path(const std::vector<BpmnOrigin>& origins, std::string_view pointer) {
    return closest(by_pointer(origins), pointer);
}

Findings all_findings(const BpmnResult& imported, Findings compiled) {
    Findings all = imported.findings;
    if (imported.definition_json.empty()) return placed(std::move(all), imported.places.get());
    // What the importer refuses leaves holes in the JSON, and complaints about these help nobody.
    std::set<std::string> refused;
    std::set<std::pair<std::string, std::string>> told;
    bool starts_are_told = false;
    for (const Finding& finding : imported.findings) {
        if (finding.code == "several_starts" || finding.code == "missing_start")
            starts_are_told = true;
        else if (finding.severity == Severity::Error)
            refused.insert(element_of(finding.path));
    }
    const ByPointer origins = by_pointer(imported.origins);
    for (Finding& finding : compiled) {
        finding.path = closest(origins, finding.path);
        const bool is_about_starts = finding.code == "several_starts" || finding.code == "missing_start";
        if (is_about_starts && starts_are_told) continue;
        if (finding.severity == Severity::Error && refused.contains(element_of(finding.path))) continue;
        if (told.emplace(finding.code + finding.path, finding.message).second)
            all.push_back(bpmn::in_words_of_bpmn(std::move(finding)));
    }
    return placed(std::move(all), imported.places.get());
}

}  // namespace wf
