// The whole file: which process, and its definition.
#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"

#include <algorithm>

namespace wf {
namespace bpmn {
namespace {

std::string listed(const std::vector<const Element*>& processes) {
    std::string result;
    for (const Element* process : processes) {
        if (!result.empty()) result += ", ";
        if (result.size() > 300) return result + "...";
        result += compiler::in_quotes(process->id());
    }
    return result;
}

std::vector<const Element*> plain_starts(const Element& process) {
    std::vector<const Element*> starts;
    for (const Element& element : process.children) {
        if (!element.is("startEvent")) continue;
        const bool has_definition =
            std::any_of(element.children.begin(), element.children.end(), [](const Element& c) {
                return c.space == Namespace::Bpmn && c.name.ends_with("EventDefinition");
            });
        if (!has_definition && !element.child("eventDefinitionRef")) starts.push_back(&element);
    }
    return starts;
}

void check_starts(const Element& process, compiler::Report& report) {
    const bool has_nodes = std::any_of(process.children.begin(), process.children.end(), is_node);
    if (!has_start(process) && has_nodes)
        report.error("missing_start", process.path, "the process has no start event",
                     "Draw one where it begins.");
    const std::vector<const Element*> starts = plain_starts(process);
    for (std::size_t i = 1; i < starts.size(); ++i)
        report.error(
            "several_starts", starts[i]->path,
            "there are several start events without a trigger, so it is not clear where the process begins",
            "Keep one, or give the others a message, signal, timer or condition.");
}

void write_process(const Element& process, std::string_view key, const Place& place) {
    // The key comes first, so that readers of the JSON see it; "" is there for findings about the whole.
    place.reading.origin("", process.path);
    place.set("key", key.empty() ? std::string_view{process.id()} : key);
    if (!process.attribute("name").empty()) place.set("name", process.attribute("name"));
    place.set("implicit_ends", truth_json(true));
    warn_of_ignored(process, place.reading);
    declare_variables(process, place.reading);
    place.reading.types.look_at(process);
    read_forms(process, place);
    find_lanes(process, place.reading);
    read_scope(process, place);
    apply_settings(process, place);
}

}  // namespace

const Element* choose_process(const Index& index, std::string_view key, compiler::Report& report) {
    std::vector<const Element*> all;
    std::vector<const Element*> executable;
    for (const Element& element : index.definitions().children) {
        if (!element.is("process")) continue;
        if (!key.empty() && element.id() == key) return &element;
        all.push_back(&element);
        if (element.is_true("isExecutable")) executable.push_back(&element);
    }
    if (all.empty()) {
        report.error("missing_process", "", "the file has no process",
                     "Choreographies and conversations cannot be executed; draw a process.");
        return nullptr;
    }
    if (executable.size() == 1) return executable.front();
    if (all.size() == 1) return all.front();
    const std::vector<const Element*>& choice = executable.empty() ? all : executable;
    report.error("several_processes", "",
                 (executable.empty() ? "none of the processes is marked as executable: "
                                     : "several processes are executable: ") +
                     listed(choice),
                 "Name one as key, or mark exactly one as executable.");
    return nullptr;
}

void read_definitions(const Element& root, std::string_view key, const BpmnLimits& limits,
                      compiler::Report& report, BpmnResult& result) {
    if (!root.is("definitions"))
        return report.error(
            "not_bpmn", "",
            "the root element " + compiler::in_quotes(root.shown) + " is not BPMN 2.0's \"definitions\"",
            "Its namespace must be " + std::string{bpmn_uri} + ".");
    const Index index{root};
    const Element* process = choose_process(index, key, report);
    if (!process) return;
    check_starts(*process, report);
    Reading reading{
        .index = index, .report = report, .origins = result.origins, .dropped = {}, .initiators = {}};
    reading.limits = &limits;
    Json definition = object_json();
    write_process(*process, key, {.json = definition, .pointer = "", .reading = reading});
    result.definition_json = compiler::to_text(definition);
}

}  // namespace bpmn

BpmnResult bpmn_to_json(std::string_view xml, std::string_view key, const BpmnLimits& limits) {
    BpmnResult result;
    compiler::Report report;
    const std::unique_ptr<const bpmn::Element> root = bpmn::read_xml(xml, limits, report);
    if (root) bpmn::read_definitions(*root, key, limits, report, result);
    result.findings = report.take();
    return result;
}

}  // namespace wf
