// The whole file: its processes, and their definitions.
#include "core/bpmn/read.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/vendor.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace wf {
namespace bpmn {
namespace {

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

void report_key(const Element& process, const std::string& key, compiler::Report& report) {
    const std::string_view id = trimmed(process.id());
    if (id.empty() || key == id) return;
    report.warning("derived_key", process.path,
                   "process id " + compiler::in_quotes(id) +
                       " cannot be a key, so the definition is called " + compiler::in_quotes(key),
                   "Calls of the process id find it. Another name is given as key.");
}

void write_process(const Element& process, const std::string& key, const Place& place) {
    // The key comes first, so that readers of the JSON see it; "" is there for findings about the whole.
    place.reading.origin("", process.path);
    place.set("key", key);
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

// What is the same for all processes of a file.
struct File {
    const Index& index;
    const BpmnLimits& limits;
    GivenForms given_forms;
    std::shared_ptr<const BpmnPlaces> places{};
    Keys keys{};  // of the processes that are taken
    std::unordered_set<std::string> dropped{};
};

BpmnResult read_process(const Element& process, File& file) {
    BpmnResult result;
    compiler::Report report;
    const std::string& key = file.keys.at(process.id());
    result.process = trimmed(process.id());
    result.key = key;
    result.places = file.places;
    const Links links{file.index, process, report};
    Reading reading{.index = file.index,
                    .report = report,
                    .origins = result.origins,
                    .links = links,
                    .limits = file.limits,
                    .keys = file.keys,
                    .given_forms = file.given_forms,
                    .dropped = std::move(file.dropped),
                    .initiators = {}};
    check_starts(process, report);
    check_references(process, reading);
    check_attributes(process, reading);
    if (key == key_of_process(process)) report_key(process, key, report);
    Json definition = object_json();
    write_process(process, key, {.json = definition, .pointer = "", .reading = reading});
    result.definition_json = compiler::to_text(definition);
    file.dropped = std::move(reading.dropped);
    result.findings = report.take();
    return result;
}

bool is_bpmn(const Element& root, compiler::Report& report) {
    if (root.is("definitions")) return true;
    report.error("not_bpmn", "",
                 "the root element " + compiler::in_quotes(root.shown) + " is not BPMN 2.0's \"definitions\"",
                 "Its namespace must be " + std::string{bpmn_uri} + ".");
    return false;
}

std::vector<BpmnResult> failed(compiler::Report& report) {
    std::vector<BpmnResult> results(1);
    results.front().findings = report.take();
    return results;
}

// `choice` absent: all of them.
std::vector<BpmnResult> read_file(std::string_view xml, const BpmnChoice* choice, const BpmnLimits& limits) {
    compiler::Report report;
    const std::unique_ptr<const Element> root = read_xml(xml, limits, report);
    if (!root || !is_bpmn(*root, report)) return failed(report);
    const Index index{*root};
    File file{.index = index,
              .limits = limits,
              .given_forms = GivenForms{limits.forms},
              .places = std::make_shared<BpmnPlaces>(places_of(*root))};
    std::vector<const Element*> taken;
    if (!choice)
        taken = every_process(index, limits, report);
    else if (const Element* one = choose_process(index, *choice, report))
        taken.push_back(one);
    if (taken.empty()) return failed(report);
    for (const Element* process : taken)
        file.keys.emplace(process->id(), choice && !choice->key.empty() ? std::string{choice->key}
                                                                        : key_of_process(*process));
    std::vector<BpmnResult> results;
    for (const Element* process : taken) results.push_back(read_process(*process, file));
    return results;
}

}  // namespace
}  // namespace bpmn

BpmnResult bpmn_to_json(std::string_view xml, const BpmnChoice& choice, const BpmnLimits& limits) {
    return std::move(bpmn::read_file(xml, &choice, limits).front());
}

std::vector<BpmnResult> bpmn_file_to_json(std::string_view xml, const BpmnLimits& limits) {
    return bpmn::read_file(xml, nullptr, limits);
}

}  // namespace wf
