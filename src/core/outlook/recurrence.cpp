#include "core/outlook/recurrence.hpp"

#include "core/outlook/place_key.hpp"

#include <algorithm>
#include <tuple>

namespace wf {

Recurrence::Recurrence(const Definition& definition, const State& now)
    : definition_(definition), last_token_now_(now.last_token) {}

std::size_t Recurrence::number_of(const std::string& text) {
    if (text.empty()) return 0;
    return texts_.emplace(text, texts_.size() + 1).first->second;
}

std::string Recurrence::key_of(const State& state) {
    return place_key(definition_, state, [this](const std::string& text) { return number_of(text); });
}

std::vector<Recurrence::Standing> Recurrence::standing_in(const State& state) const {
    std::vector<Standing> standing;
    for (const Token& token : state.tokens) {
        Standing one{.token = token.id, .where = token.node + "|" + token.flow, .who = {}};
        for (const Seat& seat : state.seats)
            if (seat.token == token.id && seat.is_pending()) one.who += seat.who() + "|";
        standing.push_back(std::move(one));
    }
    // It is not seen who came first.
    std::ranges::sort(standing, {}, [](const Standing& one) { return std::tie(one.where, one.who); });
    return standing;
}

std::optional<std::size_t> Recurrence::come_to(const State& state, std::size_t entries) {
    const std::size_t here = places_.size();
    places_.push_back({.entries = entries,
                       .last_token = state.last_token,
                       .last_wait = state.last_wait,
                       .standing = standing_in(state)});
    const auto [found, is_new] = place_of_key_.emplace(key_of(state), here);
    return is_new ? std::nullopt : std::optional{found->second};
}

// Whoever has a task now may have got it in a way that does not come again: it was claimed, or given to them.
bool Recurrence::look_alike(std::size_t a, std::size_t b, const std::vector<Entry>& entries) const {
    const std::vector<Standing>& earlier = places_[a].standing;
    const std::vector<Standing>& later = places_[b].standing;
    if (earlier.size() != later.size()) return false;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const bool is_of_now = earlier[i].token.value <= last_token_now_;
        if (earlier[i].where != later[i].where || (!is_of_now && earlier[i].who != later[i].who))
            return false;
    }
    const std::size_t from_a = places_[a].entries;
    const std::size_t from_b = places_[b].entries;
    const std::size_t count = places_[a + 1].entries - from_a;
    if (places_[b + 1].entries - from_b != count) return false;
    for (std::size_t i = 0; i < count; ++i)
        if (entries[from_a + i].node != entries[from_b + i].node ||
            entries[from_a + i].action != entries[from_b + i].action)
            return false;
    return true;
}

// That the places are the same may show only in a later round: a rule has asked who signed in the first one.
void Recurrence::tell_once(std::size_t before, Outlook& outlook) const {
    const std::size_t round = places_.size() - 1 - before;
    while (before > 0 && look_alike(before - 1, before - 1 + round, outlook.entries)) --before;
    const Place& again = places_[before + round];
    outlook.told = again.entries;
    for (const Standing& one : again.standing)
        if (one.token.value > places_[before].last_token) outlook.again.push_back(one.token);
}

}  // namespace wf
