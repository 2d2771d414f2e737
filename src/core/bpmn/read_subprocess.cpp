// Subprocesses, transactions, and ad-hoc subprocesses, which have no order of their own: all their activities
// begin at once, or one after the other.
#include "core/bpmn/event_definition.hpp"
#include "core/bpmn/read.hpp"

#include <algorithm>

namespace wf::bpmn {
namespace {

bool is_event_subprocess(const Element& element) {
    return element.is("subProcess") && element.is_true("triggeredByEvent");
}

// Whether the element begins with its scope if the scope has no start event.
bool begins_with_scope(const Element& element, const Index& index) {
    return is_node(element) && !element.is("startEvent") && !is_event_subprocess(element) &&
           !element.is_true("isForCompensation") && !index.has_incoming(element.id()) &&
           !element.id().empty();
}

Json node(std::string_view id, std::string_view type) {
    Json json = object_json();
    put(json, "id", text_json(id));
    put(json, "type", text_json(type));
    return json;
}

Json flow(std::string_view from, std::string_view to) {
    Json json = object_json();
    put(json, "from", text_json(from));
    put(json, "to", text_json(to));
    return json;
}

void append(const Place& place, std::string_view key, Json item, const std::string& path) {
    Json list = array_json();
    if (const Json* begun = place.json.find(key)) list = *begun;
    place.reading.origin(compiler::child(compiler::child(place.pointer, key), list.items.size()), path);
    list.items.push_back(std::move(item));
    place.set(key, std::move(list));
}

// Requires: the nodes of the scope have been read.
void one_at_a_time(const std::string& word, Json& nodes) {
    for (Json& json : nodes.items) {
        const std::string_view type = text_of(json, "type");
        if (type != "start" && type != "parallel" && type != "end") put(json, "mutex", text_json(word));
    }
}

// Looked at whenever the last step of a path has ended: then the whole subprocess ends, or goes on with what
// is left.
void end_when(const std::string& condition, const Element& subprocess, const Place& place) {
    const std::string done = subprocess.id() + ".done";
    const std::string end = subprocess.id() + ".end";
    Json terminate = node(done, "end");
    put(terminate, "terminate", truth_json(true));
    append(place, "nodes", std::move(terminate), subprocess.path);
    append(place, "nodes", node(end, "end"), subprocess.path);
    for (const Element& element : subprocess.children) {
        if (!is_node(element) || element.is_true("isForCompensation") || is_event_subprocess(element) ||
            element.is("endEvent") || place.reading.index.has_outgoing(element.id()))
            continue;
        const std::string id = place.reading.index.node_id(element.id());
        Json finished = flow(id, done);
        put(finished, "when", text_json(condition));
        append(place, "flows", std::move(finished), subprocess.path + "/completionCondition");
        Json otherwise = flow(id, end);
        put(otherwise, "default", truth_json(true));
        append(place, "flows", std::move(otherwise), subprocess.path);
    }
}

}  // namespace

bool has_start(const Element& scope) {
    return std::any_of(scope.children.begin(), scope.children.end(),
                       [](const Element& element) { return element.is("startEvent"); });
}

void begin_everywhere(const Element& scope, const Place& place) {
    std::vector<std::string> first;
    for (const Element& element : scope.children)
        if (begins_with_scope(element, place.reading.index))
            first.push_back(place.reading.index.node_id(element.id()));
    std::string from = scope.id() + ".start";
    append(place, "nodes", node(from, "start"), scope.path);
    if (first.size() > 1) {
        const std::string all = scope.id() + ".all";
        append(place, "nodes", node(all, "parallel"), scope.path);
        append(place, "flows", flow(from, all), scope.path);
        from = all;
    }
    for (const std::string& id : first) append(place, "flows", flow(from, id), scope.path);
}

void read_subprocess(const Element& subprocess, const Place& place) {
    place.set("type", "subprocess");
    if (is_event_subprocess(subprocess)) place.set("event", truth_json(true));
    if (subprocess.is("transaction")) place.set("transaction", truth_json(true));
    if (!is_event_subprocess(subprocess) && !has_start(subprocess)) begin_everywhere(subprocess, place);
    read_scope(subprocess, place);
}

void read_ad_hoc(const Element& subprocess, const Place& place) {
    place.set("type", "subprocess");
    if (!has_start(subprocess)) begin_everywhere(subprocess, place);
    read_scope(subprocess, place);
    const bool sequential = subprocess.attribute("ordering") == "Sequential";
    if (sequential) {
        Json nodes = *place.json.find("nodes");
        one_at_a_time(subprocess.id(), nodes);
        place.set("nodes", std::move(nodes));
    }
    const Element* completion = subprocess.child("completionCondition");
    if (!completion || completion->text.empty()) return;
    if (!sequential && subprocess.attribute("cancelRemainingInstances") == "false") {
        place.reading.report.warning(
            "condition_ignored", completion->path,
            "all activities begin at once and none is canceled, so nothing is left to decide");
        return;
    }
    if (const auto condition = feel_of(content_of(*completion), place.reading))
        end_when(*condition, subprocess, place);
}

}  // namespace wf::bpmn
