// Findings of the compiler point into JSON that nobody wrote: they are told where their part of the JSON came
// from.
#include "core/bpmn/bpmn.hpp"
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

// The closest known place. Of what belongs to nothing with an id, only the line is known.
void set_place(Finding& finding, const BpmnPlaces& places) {
    for (std::string path = finding.path; !path.empty();) {
        const auto found = places.find(path);
        if (found != places.end()) {
            finding.element = found->second.element;
            finding.line = found->second.line;
            return;
        }
        const std::size_t slash = path.rfind('/');
        path.resize(slash == std::string::npos ? 0 : slash);
    }
}

Findings placed(Findings findings, const BpmnPlaces* places) {
    if (places)
        for (Finding& finding : findings) set_place(finding, *places);
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
