// One finding that sums up what a process asks people, workers and nobody to do.
#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/json_edit.hpp"
#include "core/bpmn/read.hpp"

#include "core/base/report.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {
namespace bpmn {
namespace {

struct Work {
    std::vector<std::string> people, everybody, workers, functions, calls, nobody;
};

bool names_somebody(const Json& task) {
    return text_of(task, "type") == "approval" || task.find("assignee") || task.find("candidates");
}

using Elements = std::unordered_map<std::string_view, std::string_view>;  // by JSON pointer of the node

Elements elements_of(const BpmnResult& imported) {
    Elements elements;
    for (const BpmnOrigin& origin : imported.origins) {
        const auto place = imported.places->find(origin.path);
        if (place != imported.places->end()) elements.emplace(origin.pointer, place->second.element);
    }
    return elements;
}

// Of the nodes that are passed, those that were drawn as tasks: an event does not look like work.
void collect_work(const Json& scope, const std::string& pointer, const Elements& elements, Work& work) {
    const Json* nodes = scope.find("nodes");
    if (!nodes) return;
    for (std::size_t i = 0; i < nodes->items.size(); ++i) {
        const Json& node = nodes->items[i];
        const std::string place = compiler::child(pointer + "/nodes", i);
        const std::string_view type = text_of(node, "type");
        std::string id{text_of(node, "id")};
        if (type == "subprocess") collect_work(node, place, elements, work);
        if (type == "task" || type == "approval") {
            if (!names_somebody(node)) work.everybody.push_back(id);
            work.people.push_back(std::move(id));
        } else if (type == "service") {
            const std::string_view topic = text_of(node, "topic");
            work.workers.emplace_back(topic.empty() ? id : topic);
        } else if (type == "script") {
            work.functions.emplace_back(text_of(node, "function"));
        } else if (type == "call") {
            work.calls.emplace_back(text_of(node, "definition"));
        } else if (type == "pass") {
            const auto drawn = elements.find(place);
            if (drawn != elements.end() && !drawn->second.starts_with("intermediate"))
                work.nobody.push_back(std::move(id));
        }
    }
}

std::string counted(const std::vector<std::string>& names, const std::string& one,
                    const std::string& several) {
    std::string text = std::to_string(names.size()) + ' ' + (names.size() == 1 ? one : several);
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < names.size() && i < shown; ++i)
        text += (i == 0 ? " (" : ", ") + compiler::in_quotes(names[i]);
    if (names.size() > shown) text += ", ...";
    return names.empty() ? text : text + ')';
}

std::string told(const Work& work) {
    std::string text = "people have " + counted(work.people, "task", "tasks");
    if (!work.everybody.empty()) text += ", of which " + counted(work.everybody, "names", "name") + " nobody";
    text += "; workers have " + counted(work.workers, "job", "jobs");
    if (!work.functions.empty())
        text += "; the database runs " + counted(work.functions, "function", "functions");
    if (!work.calls.empty()) text += "; it calls " + counted(work.calls, "definition", "definitions");
    return text + "; nobody does " + counted(work.nobody, "task", "tasks");
}

}  // namespace
}  // namespace bpmn

std::optional<Finding> bpmn_summary(const BpmnResult& imported) {
    const auto definition = bpmn::parse_json(imported.definition_json);
    if (!definition || !imported.places) return std::nullopt;
    bpmn::Work work;
    bpmn::collect_work(*definition, "", bpmn::elements_of(imported), work);
    Finding finding{.severity = Severity::Info,
                    .code = "summary",
                    .path = bpmn_path(imported.origins, ""),
                    .message = bpmn::told(work),
                    .hint = {}};
    bpmn::set_place(finding, *imported.places);
    return finding;
}

}  // namespace wf
