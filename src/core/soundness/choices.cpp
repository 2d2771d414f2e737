#include "core/soundness/choices.hpp"

#include "core/soundness/firing.hpp"

#include <utility>

namespace wf::soundness {
namespace {

PlaceIndex add_deciding(Net& net, const Transition& transition) {
    const NodeIndex node = transition.enters.empty() ? no_node : transition.enters.front();
    net.places.push_back({.kind = Place::Kind::Node, .index = node});
    return static_cast<PlaceIndex>(net.places.size() - 1);
}

Step step_to(const Net& net, PlaceIndex place) {
    if (net.places[place].kind != Place::Kind::Flow) return {};
    return {.kind = Step::Kind::TakeFlow, .index = net.places[place].index};
}

void narrow(Net& net, TransitionIndex t) {
    const std::vector<PlaceIndex> may = std::exchange(net.transitions[t].may, {});
    const PlaceIndex otherwise = std::exchange(net.transitions[t].otherwise, no_place);
    const bool can_choose_none = net.transitions[t].can_choose_none;

    PlaceIndex none_yet = add_deciding(net, net.transitions[t]);
    PlaceIndex some_yet = no_place;
    net.transitions[t].gives.push_back(none_yet);
    for (std::size_t i = 0; i < may.size(); ++i) {
        const bool is_last = i + 1 == may.size();
        const PlaceIndex next_none = is_last ? no_place : add_deciding(net, net.transitions[t]);
        const PlaceIndex next_some = is_last ? no_place : add_deciding(net, net.transitions[t]);
        const auto add = [&](PlaceIndex from, PlaceIndex next, PlaceIndex flow) {
            Transition decision{.takes = {from}};
            if (next != no_place) decision.gives.push_back(next);
            if (flow != no_place) decision.gives.push_back(flow);
            if (flow != no_place) decision.step = step_to(net, flow);
            net.transitions.push_back(std::move(decision));
        };
        add(none_yet, next_some, may[i]);
        if (!is_last)
            add(none_yet, next_none, no_place);
        else if (otherwise != no_place || can_choose_none)
            add(none_yet, no_place, otherwise);
        if (some_yet != no_place) {
            add(some_yet, next_some, may[i]);
            add(some_yet, next_some, no_place);
        }
        none_yet = next_none;
        some_yet = next_some;
    }
}

}  // namespace

void narrow_choices(Net& net) {
    const std::size_t size = net.transitions.size();
    for (TransitionIndex t = 0; t < size; ++t)
        if (!net.transitions[t].is_gone && net.transitions[t].may.size() > max_choices) narrow(net, t);
}

}  // namespace wf::soundness
