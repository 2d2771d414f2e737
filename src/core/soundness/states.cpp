#include "core/soundness/states.hpp"

#include <algorithm>

namespace wf::soundness {
namespace {

std::uint64_t hash_of(std::span<const PlaceIndex> marking) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U;
    for (const PlaceIndex place : marking) {
        hash = (hash ^ place) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 32U;
    }
    return hash;
}

}  // namespace

std::size_t StateTable::slot_of(std::span<const PlaceIndex> marking) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_of(marking) & mask;; slot = (slot + 1) & mask) {
        if (slots_[slot] == no_state) return slot;
        const std::span<const PlaceIndex> other = this->marking(slots_[slot]);
        if (std::equal(marking.begin(), marking.end(), other.begin(), other.end())) return slot;
    }
}

void StateTable::grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, no_state);
    for (StateIndex i = 0; i < states_.size(); ++i) slots_[slot_of(marking(i))] = i;
}

StateTable::Added StateTable::add(const Marking& marking, StateIndex parent, Move move) {
    if (slots_.size() < (states_.size() + 1) * 2) grow();
    const std::size_t slot = slot_of(marking);
    if (slots_[slot] != no_state) return {.state = slots_[slot], .is_new = false};
    const auto state = static_cast<StateIndex>(states_.size());
    slots_[slot] = state;
    states_.push_back({.begin = places_.size(),
                       .length = static_cast<std::uint32_t>(marking.size()),
                       .parent = parent,
                       .move = move});
    places_.insert(places_.end(), marking.begin(), marking.end());
    return {.state = state, .is_new = true};
}

}  // namespace wf::soundness
