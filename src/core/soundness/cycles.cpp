// Tarjan's strongly connected components over the places, with a stack of its own: nets are deep.
#include "core/soundness/cycles.hpp"

#include <algorithm>
#include <cstddef>

namespace wf::soundness {
namespace {

class Components {
public:
    explicit Components(const Net& net)
        : net_{net},
          consumers_(net.places.size()),
          number_(net.places.size()),
          low_(net.places.size()),
          is_open_(net.places.size()),
          is_on_cycle_(net.places.size()) {
        for (const Transition& transition : net.transitions)
            for (const PlaceIndex place : transition.takes) consumers_[place].push_back(&transition);
    }

    std::vector<bool> run() {
        for (PlaceIndex root = 0; root < net_.places.size(); ++root) {
            if (number_[root] != 0) continue;
            enter(root);
            while (!visits_.empty()) visit();
        }
        return is_on_cycle_;
    }

private:
    struct Visit {
        PlaceIndex place = no_place;
        std::vector<PlaceIndex> next;  // still to be followed
    };

    void enter(PlaceIndex place) {
        number_[place] = low_[place] = ++last_;
        is_open_[place] = true;
        open_.push_back(place);
        visits_.push_back({.place = place, .next = {}});
        for (const Transition* transition : consumers_[place]) {
            for (const PlaceIndex to : outputs(*transition))
                if (!(transition->is_spontaneous && to == place)) visits_.back().next.push_back(to);
        }
    }

    void visit() {
        Visit& visit = visits_.back();
        const PlaceIndex place = visit.place;
        if (visit.next.empty()) return leave(place);
        const PlaceIndex next = visit.next.back();
        visit.next.pop_back();
        if (next == place) is_on_cycle_[place] = true;
        if (number_[next] == 0)
            enter(next);
        else if (is_open_[next])
            low_[place] = std::min(low_[place], number_[next]);
    }

    void leave(PlaceIndex place) {
        visits_.pop_back();
        if (!visits_.empty()) low_[visits_.back().place] = std::min(low_[visits_.back().place], low_[place]);
        if (low_[place] != number_[place]) return;
        const bool is_cycle = open_.back() != place;
        for (PlaceIndex member = no_place; member != place;) {
            member = open_.back();
            open_.pop_back();
            is_open_[member] = false;
            if (is_cycle) is_on_cycle_[member] = true;
        }
    }

    const Net& net_;
    std::vector<std::vector<const Transition*>> consumers_;
    std::vector<std::size_t> number_;  // in the order of discovery, from 1
    std::vector<std::size_t> low_;     // the earliest open place that can be reached
    std::vector<bool> is_open_;
    std::vector<bool> is_on_cycle_;
    std::vector<PlaceIndex> open_;
    std::vector<Visit> visits_;
    std::size_t last_ = 0;
};

}  // namespace

std::vector<bool> places_on_cycles(const Net& net) { return Components{net}.run(); }

}  // namespace wf::soundness
