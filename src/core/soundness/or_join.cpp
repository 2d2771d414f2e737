#include "core/soundness/or_join.hpp"

namespace wf::soundness {
namespace {

// producers[p]: the transitions that put a token on p, and that one may wait for.
std::vector<std::vector<TransitionIndex>> producers_of(const Net& net) {
    std::vector<std::vector<TransitionIndex>> producers(net.places.size());
    for (TransitionIndex t = 0; t < net.transitions.size(); ++t) {
        const Transition& transition = net.transitions[t];
        if (transition.is_gone || transition.is_spontaneous) continue;
        for (const PlaceIndex place : outputs(transition)) producers[place].push_back(t);
    }
    return producers;
}

Reach reach_of(const Net& net, TransitionIndex join,
               const std::vector<std::vector<TransitionIndex>>& producers) {
    Reach reach{.join = join, .from = std::vector<std::uint64_t>(net.places.size())};
    const std::vector<PlaceIndex>& takes = net.transitions[join].takes;
    std::vector<PlaceIndex> open;
    for (std::size_t i = 0; i < takes.size(); ++i) {
        reach.from[takes[i]] = std::uint64_t{1} << i;
        open.push_back(takes[i]);
    }
    while (!open.empty()) {
        const PlaceIndex place = open.back();
        open.pop_back();
        for (const TransitionIndex t : producers[place]) {
            if (t == join) continue;
            for (const PlaceIndex before : net.transitions[t].takes) {
                const std::uint64_t bits = reach.from[before] | reach.from[place];
                if (bits == reach.from[before]) continue;
                reach.from[before] = bits;
                open.push_back(before);
            }
        }
    }
    return reach;
}

}  // namespace

std::vector<Reach> reach_of_joins(const Net& net) {
    std::vector<Reach> result;
    std::vector<std::vector<TransitionIndex>> producers;
    for (TransitionIndex t = 0; t < net.transitions.size(); ++t) {
        if (net.transitions[t].is_gone || net.transitions[t].join == Join::All) continue;
        if (result.empty()) producers = producers_of(net);
        result.push_back(reach_of(net, t, producers));
    }
    return result;
}

bool is_more_expected(const Net& net, const Reach& reach, std::uint64_t present,
                      std::span<const PlaceIndex> tokens) {
    for (const PlaceIndex place : tokens) {
        if (!net.is_token(place)) continue;
        const std::uint64_t bits = reach.from[place];
        if ((bits & ~present) != 0 && (bits & present) == 0) return true;
    }
    return false;
}

}  // namespace wf::soundness
