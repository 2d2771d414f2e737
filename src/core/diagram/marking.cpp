#include "core/diagram/marking.hpp"

#include "core/log/history.hpp"

#include <algorithm>
#include <unordered_map>

namespace wf {
namespace {

class Marker {
public:
    explicit Marker(const Definition& definition) : definition_(definition), marking_(definition) {
        marking_.is_of_instance = true;
        for (FlowIndex i = 0; i < definition.flows.size(); ++i) flows_.emplace(definition.flows[i].id, i);
    }

    void stand(const State& state) {
        for (const Passage& passage : state.passages)
            if (!passage.undone) raise(passage.node, Mark::Done);
        for (const Token& token : state.tokens) {
            nodes_of_tokens_.emplace(token.id.value, token.node);
            if (!token.waits()) raise(token.node, Mark::Current);
        }
        for (const Seat& seat : state.seats)
            if (seat.state == SeatState::Open) add_person(state.find_token(seat.token)->node, seat);
    }

    void read(const Entry& entry, Mark mark) {
        for (const Event& event : entry.events) {
            if (const auto* taken = std::get_if<FlowTaken>(&event)) take(taken->flow, mark);
            if (mark != Mark::Predicted) continue;
            if (const auto* entered = std::get_if<NodeEntered>(&event)) {
                nodes_of_tokens_[entered->token.value] = entered->node;
                raise(entered->node, Mark::Predicted);
            }
            if (const auto* created = std::get_if<SeatsCreated>(&event)) predict(created->seats);
        }
    }

    Marking take() { return std::move(marking_); }

private:
    NodeMark* find(const std::string& id) {
        const Node* node = definition_.find_node(id);
        return node ? &marking_.nodes[static_cast<std::size_t>(node - definition_.nodes.data())] : nullptr;
    }

    void raise(const std::string& id, Mark mark) {
        if (NodeMark* node = find(id)) node->mark = std::max(node->mark, mark);
    }

    void take(const std::string& flow, Mark mark) {
        const auto found = flows_.find(flow);
        if (found != flows_.end())
            marking_.flows[found->second] = std::max(marking_.flows[found->second], mark);
    }

    // Those who will sign; a node that is current or done names nobody who comes later.
    void predict(const std::vector<Seat>& seats) {
        for (const Seat& seat : seats) {
            const auto node = nodes_of_tokens_.find(seat.token.value);
            if (node == nodes_of_tokens_.end()) continue;
            const NodeMark* mark = find(node->second);
            if (mark && mark->mark == Mark::Predicted) add_person(node->second, seat);
        }
    }

    void add_person(const std::string& id, const Seat& seat) {
        NodeMark* node = find(id);
        if (node) node->who += (node->who.empty() ? "" : ", ") + seat.who();
    }

    const Definition& definition_;
    Marking marking_;
    std::unordered_map<std::string_view, FlowIndex> flows_;
    std::unordered_map<std::uint32_t, std::string> nodes_of_tokens_;
};

}  // namespace

Marking mark(const Definition& definition, const State& state, std::span<const Entry> log,
             std::span<const Entry> to_come) {
    Marker marker{definition};
    marker.stand(state);
    for (const Entry* entry : standing_entries(log)) marker.read(*entry, Mark::Done);
    for (const Entry& entry : to_come) marker.read(entry, Mark::Predicted);
    return marker.take();
}

}  // namespace wf
