#include "core/simulate/survey.hpp"

#include "core/base/in_quotes.hpp"
#include "core/model/names.hpp"

namespace wf {
namespace {

constexpr std::size_t max_people_named = 10;

constexpr const char* start_refused = "start_refused";
constexpr const char* step_refused = "refused";

// The same refusal of many people is one finding, and a message ends without a full stop.
std::string without_name(std::string text, const PersonId& initiator) {
    const std::string name = in_quotes(initiator);
    const std::string anybody = in_quotes("...");
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + anybody.size()))
        text.replace(at, name.size(), anybody);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

// Simulations assume that boundary events and event subprocesses don't happen, and nothing is compensated.
bool could_be_reached(const Definition& definition, const Node& node) {
    if (node.type == NodeType::Boundary || node.is_compensation_handler || node.is_event_subprocess)
        return false;
    if (node.type == NodeType::Start && node.event.kind != EventKind::None) return false;
    return node.parent == no_node || could_be_reached(definition, definition.nodes[node.parent]);
}

}  // namespace

void Survey::note(Key key, const PersonId& initiator, std::size_t data_set) {
    Seen& seen = seen_[std::move(key)];
    seen.people.insert(initiator);
    if (seen.data_set == 0 || data_set < seen.data_set) seen.data_set = data_set;
}

void Survey::look_at(const SimulationRow& row, const PersonId& initiator, std::size_t data_set) {
    const auto tell = [&](Weight weight, const char* code, std::string text) {
        note({.weight = weight, .code = code, .node = row.node, .rule = row.rule, .text = std::move(text)},
             initiator, data_set);
    };
    if (row.what == Told::Enter) entered_.insert(row.node);
    if (row.what == Told::Nobody)
        tell(Weight::Warning, "rule_finds_nobody", "the rule " + row.rule + " finds nobody");
    if (row.what == Told::Policy)
        tell(Weight::Warning, "no_approver",
             "nobody can decide node " + in_quotes(row.node) + ", so on_no_approver says " + in_quotes(row.result));
    if (row.what == Told::Held)
        tell(Weight::Error, "held", "node " + in_quotes(row.node) + " waits for an administrator");
    if (nobody_administers && (row.what == Told::Held || row.person == "role:admin"))
        tell(Weight::Error, "no_administrator",
             "node " + in_quotes(row.node) + " waits for an administrator, and nobody administers:");
    const bool is_own = row.person == initiator || row.on_behalf_of == initiator;
    if (row.what == Told::Approver && row.result != "task" && is_own)
        tell(Weight::Warning, "self_approval",
             "the initiator approves their own request at node " + in_quotes(row.node));
}

void Survey::look_at_end(const SimulationRow& row, const Simulation& simulation, const PersonId& initiator,
                         std::size_t data_set) {
    if (row.result == name_of(Status::Completed)) return;
    if (simulation.refused) {
        const std::string code = simulation.is_started ? step_refused : start_refused;
        note({.weight = Weight::Error,
              .code = code,
              .node = {},
              .rule = {},
              .text = without_name(row.detail, initiator)},
             initiator, data_set);
        return;
    }
    note({.weight = Weight::Warning,
          .code = "ends_" + row.result,
          .node = {},
          .rule = {},
          .text = "the end is " + in_quotes(row.result) + (row.detail.empty() ? "" : ": " + row.detail)},
         initiator, data_set);
}

void Survey::add(const PersonId& initiator, std::size_t data_set, const Simulation& simulation) {
    initiators_.insert(initiator);
    for (const SimulationRow& row : simulation.rows) look_at(row, initiator, data_set);
    look_at_end(simulation.rows.back(), simulation, initiator, data_set);
}

void Survey::add_unreached(std::vector<SurveyFinding>& findings) const {
    for (const Node& node : definition_.nodes) {
        if (entered_.contains(node.id) || !could_be_reached(definition_, node)) continue;
        findings.push_back({.severity = "info",
                            .code = "never_reached",
                            .node = node.id,
                            .rule = {},
                            .message = "no simulation comes to node " + in_quotes(node.id),
                            .people = {},
                            .count = 0,
                            .of = initiators_.size(),
                            .data_set = 0});
    }
}

// `whom`: "7 of 312 people".
std::string Survey::message_of(const Key& key, const std::string& whom) {
    if (key.code == start_refused) return "the start is refused for " + whom + ": " + key.text;
    if (key.code == step_refused) return "a step is refused for " + whom + ": " + key.text;
    return key.text + " for " + whom;
}

std::vector<SurveyFinding> Survey::findings() const {
    std::vector<SurveyFinding> findings;
    const std::string of = " of " + std::to_string(initiators_.size()) + " people";
    for (const auto& [key, seen] : seen_) {
        SurveyFinding finding{.severity = key.weight == Weight::Error ? "error" : "warning",
                              .code = key.code,
                              .node = key.node,
                              .rule = key.rule,
                              .message = message_of(key, std::to_string(seen.people.size()) + of),
                              .people = {},
                              .count = seen.people.size(),
                              .of = initiators_.size(),
                              .data_set = seen.data_set};
        for (const PersonId& person : seen.people)
            if (finding.people.size() < max_people_named) finding.people.push_back(person);
        findings.push_back(std::move(finding));
    }
    add_unreached(findings);
    return findings;
}

}  // namespace wf
