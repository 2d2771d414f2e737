#include "core/machine/machine.hpp"

#include "core/base/lists.hpp"

#include <algorithm>

namespace wf {

bool Transition::leaves(std::string_view state) const { return std::ranges::find(from, state) != from.end(); }

bool Transition::may_reach(std::string_view state) const { return std::ranges::find(to, state) != to.end(); }

const MachineState* Machine::find(std::string_view state) const {
    const auto found = std::ranges::find(states, state, &MachineState::name);
    return found == states.end() ? nullptr : &*found;
}

std::vector<const Transition*> Machine::out_of(std::string_view state) const {
    std::vector<const Transition*> found;
    for (const Transition& transition : transitions)
        if (transition.leaves(state)) found.push_back(&transition);
    return found;
}

std::vector<const Transition*> Machine::between(std::string_view source, std::string_view target) const {
    std::vector<const Transition*> found = out_of(source);
    std::erase_if(found, [&](const Transition* one) { return source == target || !one->may_reach(target); });
    return found;
}

const Transition* Machine::find(std::string_view name, std::string_view source) const {
    for (const Transition& transition : transitions)
        if (transition.name == name && transition.leaves(source)) return &transition;
    return nullptr;
}

}  // namespace wf
