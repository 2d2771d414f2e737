#include "core/soundness/search.hpp"

#include "core/soundness/firing.hpp"

#include <algorithm>
#include <utility>

namespace wf::soundness {
namespace {

constexpr std::size_t max_moves_per_state = 32;   // on average, over the whole search
constexpr std::size_t max_places_per_state = 64;  // likewise
constexpr std::size_t pause = 256;                // states between two calls of interrupt

struct Edge {
    StateIndex from = no_state;
    StateIndex to = no_state;
};

class Search {
public:
    Search(const Net& net, Order order, Budget& budget)
        : net_{net}, order_{order}, budget_{budget}, firing_{net}, allowed_{budget.states} {
        found_.fired.resize(net.transitions.size());
        has_collided_.resize(net.places.size());
    }

    Exploration run() {
        for (const PlaceIndex root : net_.roots) meet({root}, no_state, {});
        while (has_next() && is_within_budget() && !(order_ == Order::DepthFirst && found_.has_mistake())) {
            if (++expanded_ % pause == 0 && budget_.interrupt != nullptr) budget_.interrupt();
            expand(take_next());
        }
        found_.is_complete = !has_next() && is_within_budget();
        budget_.states -= std::min(budget_.states, found_.states.size());
        if (found_.is_complete) found_.trap = find_trap();
        return std::move(found_);
    }

private:
    bool is_within_budget() const {
        return found_.states.size() <= allowed_ && edges_.size() <= allowed_ * max_moves_per_state &&
               found_.states.places() <= allowed_ * max_places_per_state;
    }

    StateIndex meet(const Marking& marking, StateIndex parent, Move move) {
        const StateTable::Added added = found_.states.add(marking, parent, move);
        if (added.is_new && order_ == Order::DepthFirst) open_.push_back(added.state);
        return added.state;
    }

    // Breadth first is the order in which the states were met.
    bool has_next() const {
        return order_ == Order::DepthFirst ? !open_.empty() : expanded_ < found_.states.size();
    }
    StateIndex take_next() {
        if (order_ == Order::BreadthFirst) return static_cast<StateIndex>(expanded_ - 1);
        const StateIndex state = open_.back();
        open_.pop_back();
        return state;
    }

    void expand(StateIndex state) {
        const std::span<const PlaceIndex> marking = found_.states.marking(state);
        marking_.assign(marking.begin(), marking.end());  // the table moves when it grows
        if (!Firing::has_token(net_, marking_)) {
            good_.push_back(state);
            return;
        }
        firing_.enabled(marking_, enabled_);
        if (enabled_.empty()) {
            found_.deadlocks.push_back(state);
            good_.push_back(state);
        }
        for (const TransitionIndex t : enabled_) {
            found_.fired[t] = true;
            const std::uint32_t last = Firing::last_choice(net_.transitions[t]);
            for (std::uint32_t chosen = Firing::first_choice(net_.transitions[t]); chosen <= last; ++chosen)
                go(state, {.transition = t, .chosen = chosen});
        }
    }

    void go(StateIndex state, Move move) {
        const PlaceIndex overfull = firing_.fire(marking_, move, after_);
        if (overfull != no_place) {
            good_.push_back(state);  // it has its finding
            if (!has_collided_[overfull])
                found_.collisions.push_back({.state = state, .move = move, .place = overfull});
            has_collided_[overfull] = true;
            return;
        }
        if (!net_.transitions[move.transition].throws && !Firing::has_token(net_, after_))
            found_.ends_normally = true;
        edges_.push_back({.from = state, .to = meet(after_, state, move)});
    }

    // Backwards from the states that are the end, or have a finding: what is not met is a trap.
    StateIndex find_trap() {
        const std::size_t size = found_.states.size();
        std::vector<std::uint32_t> begin(size + 1);
        for (const Edge& edge : edges_) ++begin[edge.to + 1];
        for (std::size_t i = 0; i < size; ++i) begin[i + 1] += begin[i];
        std::vector<StateIndex> before(edges_.size());
        std::vector<std::uint32_t> next = begin;
        for (const Edge& edge : edges_) before[next[edge.to]++] = edge.from;

        std::vector<bool> is_good(size);
        std::vector<StateIndex> open;
        const auto meet = [&](StateIndex state) {
            if (is_good[state]) return;
            is_good[state] = true;
            open.push_back(state);
        };
        for (const StateIndex state : good_) meet(state);
        while (!open.empty()) {
            const StateIndex state = open.back();
            open.pop_back();
            for (std::uint32_t k = begin[state]; k < begin[state + 1]; ++k) meet(before[k]);
        }
        for (StateIndex i = 0; i < size; ++i)
            if (!is_good[i]) return i;
        return no_state;
    }

    const Net& net_;
    Order order_;
    Budget& budget_;
    Firing firing_;
    std::size_t allowed_;
    Exploration found_;
    std::size_t expanded_ = 0;
    std::vector<StateIndex> open_;  // depth first: met, not expanded
    std::vector<Edge> edges_;
    std::vector<StateIndex> good_;
    std::vector<bool> has_collided_;
    Marking marking_;
    Marking after_;
    std::vector<TransitionIndex> enabled_;
};

}  // namespace

Exploration explore(const Net& net, Order order, Budget& budget) { return Search{net, order, budget}.run(); }

std::vector<bool> live_transitions(const Net& net, const Exploration& found) {
    std::vector<bool> is_live(net.transitions.size());
    std::vector<TransitionIndex> open = net.always;
    for (TransitionIndex t = 0; t < net.transitions.size(); ++t)
        if (found.fired[t]) open.push_back(t);
    while (!open.empty()) {
        const TransitionIndex t = open.back();
        open.pop_back();
        if (is_live[t]) continue;
        is_live[t] = true;
        open.insert(open.end(), net.transitions[t].absorbed.begin(), net.transitions[t].absorbed.end());
    }
    return is_live;
}

bool ends_normally(const Net& net, const Exploration& found) {
    if (found.ends_normally) return true;
    const std::vector<bool> is_live = live_transitions(net, found);
    for (TransitionIndex t = 0; t < net.transitions.size(); ++t)
        if (is_live[t] && net.transitions[t].clears && !net.transitions[t].throws) return true;
    return false;
}

}  // namespace wf::soundness
