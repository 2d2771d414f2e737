// Written twice. The first time in plain BPMN; reading that back shows which keys of the definition plain
// BPMN could not say, and the second time those are added as wf:settings. So import(export(definition)) is
// the definition by construction, and whatever BPMN can say stays BPMN, which a modeler can change.
#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/namespaces.hpp"
#include "core/bpmn/settings.hpp"
#include "core/bpmn/writing.hpp"

#include <algorithm>

namespace wf {
namespace bpmn {
namespace {

// Ids that XML does not allow are known to be different from the beginning.
Patches renaming(const Figures& figures) {
    Patches patches;
    for (const auto& [pointer, id] : figures.renamed) {
        Json own;
        if (!id.empty()) own = text_json(id);
        put(patches[pointer].settings, "id", std::move(own));
    }
    return patches;
}

// Import gives a task that names nobody to the administrators, unless the settings take that away.
bool is_open_task(const Json& node) {
    return text_of(node, "type") == "task" && !node.find("assignee") && !node.find("candidates");
}

void compare(const Json& wanted, const Json& read, const std::string& pointer, Patches& patches) {
    Patch patch;
    for (const auto& [key, value] : wanted.members) {
        const Json* native = read.find(key);
        if (is_structure(key) || key == "id" || (native && equal(*native, value))) continue;
        put(patch.settings, key, value);
        if (native) put(patch.native, key, *native);
    }
    for (const auto& [key, value] : read.members) {
        if (is_structure(key) || key == "id" || wanted.find(key)) continue;
        put(patch.settings, key, Json{});
        put(patch.native, key, value);
    }
    if (is_open_task(wanted)) put(patch.settings, "candidates", Json{});
    if (!patch.settings.members.empty()) {
        Patch& there = patches[pointer];
        for (auto& [key, value] : patch.settings.members) put(there.settings, key, std::move(value));
        there.native = std::move(patch.native);
    }
    for (const std::string_view key : {"nodes", "flows", "boundary"}) {
        const Json* a = wanted.find(key);
        const Json* b = read.find(key);
        if (!a || !b) continue;
        for (std::size_t i = 0; i < a->items.size() && i < b->items.size(); ++i)
            compare(a->items[i], b->items[i], compiler::child(compiler::child(pointer, key), i), patches);
    }
}

enum class Drawing : bool { With, Without };

std::string write(const Json& definition, Figures& figures, const Patches& patches, Drawing drawing) {
    XmlWriter xml;
    RootElements roots;
    const Writing writing{.figures = figures, .patches = patches, .roots = roots, .xml = xml};
    xml.open("bpmn:definitions", {{"xmlns:bpmn", std::string{bpmn_uri}},
                                  {"xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"},
                                  {"xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"},
                                  {"xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"},
                                  {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                                  {"xmlns:wf", std::string{wf_uri}},
                                  {"targetNamespace", std::string{wf_uri}},
                                  {"exporter", "wf_engine"}});
    xml.open("bpmn:process",
             {{"id", figures.process_id}, {"name", plain_name(definition)}, {"isExecutable", "true"}});
    write_settings("", writing);
    write_scope(figures.process, writing);
    xml.close();
    roots.write(xml);
    if (drawing == Drawing::With) write_diagram(figures, xml);
    xml.close();
    return xml.take();
}

// Elements and attributes, or a few more.
std::size_t count_items(std::string_view xml) {
    std::size_t items = 0;
    for (std::size_t i = 0; i + 1 < xml.size(); ++i)
        if ((xml[i] == '<' && xml[i + 1] != '/') || (xml[i] == '=' && xml[i + 1] == '"')) ++items;
    return items;
}

bool is_within(std::string_view xml, const BpmnLimits& limits) {
    return xml.size() <= limits.max_bytes && count_items(xml) <= limits.max_items;
}

}  // namespace
}  // namespace bpmn

// The largest part of what is written is the diagram, and that can be left out. Without it a byte of JSON becomes
// at most 15 of XML ("&" as a name: in an attribute, in the settings and in what they replace), and one item of
// XML takes three bytes of JSON at least.
BpmnLimits bpmn_limits(std::size_t max_definition_bytes) {
    BpmnLimits limits;
    limits.max_bytes = std::max(limits.max_bytes, 16 * max_definition_bytes);
    limits.max_items = std::max(limits.max_items, max_definition_bytes);
    return limits;
}

std::string json_to_bpmn(std::string_view definition_json) {
    using namespace bpmn;
    const std::optional<bpmn::Json> definition = parse_json(definition_json);
    if (!definition || !definition->is(bpmn::Json::Type::Object)) return {};
    Figures figures = make_figures(*definition);
    const auto taken = figures.taken;
    Patches patches = renaming(figures);
    const BpmnLimits unlimited{
        .max_bytes = std::size_t{1} << 30,
        .max_depth = 200,
        .max_items = std::size_t{1} << 28,
        .role_of_lane = {},
        .leaves_tasks_open = true};
    const BpmnResult read_back =
        bpmn_to_json(write(*definition, figures, patches, Drawing::Without), {}, unlimited);
    if (const std::optional<bpmn::Json> read = parse_json(read_back.definition_json))
        compare(*definition, *read, "", patches);
    figures.taken = taken;  // the same ids for messages and errors again
    std::string xml = write(*definition, figures, patches, Drawing::With);
    if (is_within(xml, bpmn_limits(definition_json.size()))) return xml;
    figures.taken = taken;
    return write(*definition, figures, patches, Drawing::Without);
}

}  // namespace wf
