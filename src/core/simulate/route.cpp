#include "core/simulate/route.hpp"

#include <algorithm>

namespace wf {
namespace {

// A loop that never ends must not make a comparison that never ends.
constexpr std::size_t max_stops = 500;

bool is_work(NodeType type) {
    return type == NodeType::Approval || type == NodeType::Task || type == NodeType::Copy ||
           type == NodeType::Service || type == NodeType::Script || type == NodeType::Call;
}

std::string text_of(const Stop& stop) {
    return stop.node + (stop.people.empty() ? "" : "(" + stop.people + ")");
}

std::string or_nobody(const std::string& people) { return people.empty() ? "nobody" : people; }

std::string text_of_person(const SimulationRow& row) {
    return row.on_behalf_of.empty() ? row.person : row.person + " for " + row.on_behalf_of;
}

void add_person(Stop& stop, const std::string& person) {
    stop.people += (stop.people.empty() ? "" : ", ") + person;
}

// Longest common subsequence of nodes: length[i][j] of what follows before[i] and after[j].
class Alignment {
public:
    Alignment(const std::vector<Stop>& before, const std::vector<Stop>& after)
        : width_(after.size() + 1), length_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;)
            for (std::size_t j = after.size(); j-- > 0;)
                at(i, j) = before[i].node == after[j].node ? at(i + 1, j + 1) + 1
                                                           : std::max(at(i + 1, j), at(i, j + 1));
    }
    bool first_is_gone(std::size_t i, std::size_t j) { return at(i + 1, j) >= at(i, j + 1); }

private:
    std::size_t& at(std::size_t i, std::size_t j) { return length_[i * width_ + j]; }
    std::size_t width_;
    std::vector<std::size_t> length_;
};

}  // namespace

std::vector<Stop> route_of(const Definition& definition, const Simulation& simulation) {
    std::vector<Stop> route;
    std::int32_t step = 0;
    for (const SimulationRow& row : simulation.rows) {
        const Node* node = definition.find_node(row.node);
        if (row.what == Told::Enter && route.size() == max_stops) break;
        if (row.what == Told::Enter && node && is_work(node->type)) {
            route.push_back({.node = row.node, .people = {}});
            step = row.step;
        }
        if (route.empty() || row.step != step) continue;
        if (row.what == Told::Approver) add_person(route.back(), text_of_person(row));
        if (row.what == Told::Copy) add_person(route.back(), row.person);
        if (row.what == Told::Policy) add_person(route.back(), "on_no_approver: " + row.result);
        if (row.what == Told::Passed) add_person(route.back(), row.person + " passes by " + row.result);
    }
    const SimulationRow& end = simulation.rows.back();
    route.push_back({.node = end.result, .people = simulation.refused ? end.detail : std::string{}});
    return route;
}

std::string text_of(const std::vector<Stop>& route) {
    std::string text;
    for (const Stop& stop : route) text += (text.empty() ? "" : " > ") + text_of(stop);
    return text;
}

std::string difference(const std::vector<Stop>& before, const std::vector<Stop>& after) {
    Alignment alignment{before, after};
    std::string text;
    const auto say = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i].node == after[j].node) {
            if (before[i].people != after[j].people)
                say(before[i].node + ": " + or_nobody(before[i].people) + " -> " +
                    or_nobody(after[j].people));
            ++i, ++j;
        } else if (j == after.size() || (i < before.size() && alignment.first_is_gone(i, j))) {
            say("without " + text_of(before[i++]));
        } else {
            say("new " + text_of(after[j++]));
        }
    }
    return text;
}

}  // namespace wf
