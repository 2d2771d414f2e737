// Findings of the compiler point into JSON that nobody wrote: they are told where their part of the JSON came from.
#include "core/bpmn/bpmn.hpp"

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

}  // namespace

std::string bpmn_path(const std::vector<BpmnOrigin>& origins, std::string_view pointer) {
    return closest(by_pointer(origins), pointer);
}

Findings all_findings(const BpmnResult& imported, Findings compiled) {
    const ByPointer origins = by_pointer(imported.origins);
    std::set<std::pair<std::string, std::string>> told;
    // Where the compiler sees one of these depends on its own order; the importer has said it better.
    const auto same = [](const Finding& finding) {
        const bool about_scope = finding.code == "several_starts" || finding.code == "missing_start";
        return std::pair{finding.code, about_scope ? std::string{} : finding.path};
    };
    Findings all = imported.findings;
    for (const Finding& finding : all) told.insert(same(finding));
    for (Finding& finding : compiled) {
        finding.path = closest(origins, finding.path);
        if (!told.contains(same(finding))) all.push_back(std::move(finding));
    }
    return all;
}

}  // namespace wf
