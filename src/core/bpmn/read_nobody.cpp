// User tasks that name nobody. In other engines such a task waits until somebody is found for it; here it would
// be open to every active person, which nobody has drawn. A lane that is called as a role is a good guess, and the
// administrators are the safe one; a warning says which it was.
#include "core/bpmn/read.hpp"

#include <algorithm>

namespace wf::bpmn {
namespace {

Json one_candidate(Json rule) {
    Json candidates = array_json();
    candidates.items.push_back(std::move(rule));
    return candidates;
}

// The settings may say that it is open to everybody: "candidates": null.
bool is_said_by_settings(const Element& task) {
    const Element* settings = task.extension(Namespace::Wf, "settings");
    const std::optional<Json> json = settings ? parse_json(settings->text) : std::nullopt;
    return json && (json->find("candidates") || json->find("assignee"));
}

// Of the element, or of the subprocess that it is in.
const std::vector<std::string>* lanes_of(const Element& task, const Reading& reading) {
    for (const Element* at = &task; at; at = at->parent) {
        const auto found = reading.lanes.find(at->id());
        if (found != reading.lanes.end()) return &found->second;
    }
    return nullptr;
}

bool take_lane(const std::vector<std::string>& lanes, const Element& task, const Place& place) {
    const auto& role_of_lane = place.reading.limits.role_of_lane;
    if (!role_of_lane) return false;
    for (const std::string& lane : lanes) {
        const std::string role = role_of_lane(lane);
        if (role.empty()) continue;
        Json rule = object_json();
        put(rule, "by", text_json("role"));
        put(rule, "role", text_json(role));
        place.set("candidates", one_candidate(std::move(rule)), task.path);
        place.reading.report.warning(
            "lane_as_role", task.path,
            "the task names nobody: role " + compiler::in_quotes(role) + " does it, as its lane is called",
            "Name persons or groups if that is not meant.");
        return true;
    }
    return false;
}

void find_lanes(const Element& scope, std::vector<std::string> outer, Reading& reading) {
    for (const Element& child : scope.children) {
        if (child.is("laneSet") || child.is("childLaneSet")) {
            find_lanes(child, outer, reading);
        } else if (child.is("lane")) {
            std::vector<std::string> lanes = outer;
            if (!child.attribute("name").empty()) lanes.insert(lanes.begin(), child.attribute("name"));
            for (const Element& reference : child.children)
                if (reference.is("flowNodeRef")) {
                    std::vector<std::string>& known = reading.lanes[reference.text];
                    if (known.size() < lanes.size()) known = lanes;
                }
            find_lanes(child, std::move(lanes), reading);
        } else if (child.child("laneSet")) {
            find_lanes(child, {}, reading);
        }
    }
}

}  // namespace

void find_lanes(const Element& scope, Reading& reading) { find_lanes(scope, {}, reading); }

void name_somebody(const Element& task, const Place& place) {
    const bool is_task = text_of(place.json, "type") == "task";
    if (!is_task || place.reading.limits.leaves_tasks_open || place.json.find("assignee") ||
        place.json.find("candidates") || is_said_by_settings(task))
        return;
    const std::vector<std::string>* lanes = lanes_of(task, place.reading);
    if (lanes && take_lane(*lanes, task, place)) return;
    Json rule = object_json();
    put(rule, "by", text_json("administrators"));
    place.set("candidates", one_candidate(std::move(rule)), task.path);
    const bool has_lane = lanes && !lanes->empty();
    place.reading.report.warning(
        "nobody_named", task.path,
        "the task names nobody" +
            (has_lane ? ", and there is no role " + compiler::in_quotes(lanes->front()) +
                            ", as its lane is called"
                      : std::string{}) +
            ": only administrators can do it",
        has_lane ? "Name persons or groups, or load a role of this name before."
                 : "Name an assignee, users or groups.");
}

}  // namespace wf::bpmn
