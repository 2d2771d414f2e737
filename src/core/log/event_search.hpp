// What is looked for in the events of an entry.
#pragma once

#include "core/base/one_of.hpp"
#include "core/model/event.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace wf {

// The first event of this kind; nullptr: there is none.
template <class Kind>
const Kind* first_of(const Entry& entry) {
    for (const Event& event : entry.events)
        if (const Kind* found = std::get_if<Kind>(&event)) return found;
    return nullptr;
}

// The form that they leave behind; nullptr: they do not change it.
inline const Json* form_left_by(const std::vector<Event>& events) {
    const Json* form = nullptr;
    for (const Event& event : events)
        std::visit(
            [&]<class T>(const T& fact) {
                if constexpr (OneOf<T, InstanceStarted, DataChanged, StateRestored, StateKept>) form = &fact.data;
            },
            event);
    return form;
}

// Who has approved something with their own hands: once each, sorted. What has left the log before a checkpoint counts.
inline std::vector<PersonId> approvers_of(std::span<const Entry> log) {
    std::vector<PersonId> people;
    for (const Entry& entry : log) {
        for (const Event& event : entry.events)
            if (const auto* approved = std::get_if<SeatApproved>(&event); approved && approved->by == entry.actor)
                people.push_back(entry.actor);
        if (const auto* kept = first_of<StateKept>(entry))
            people.insert(people.end(), kept->approvers.begin(), kept->approvers.end());
    }
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    return people;
}

// The seat's own vote is cast, or is not wanted any more.
inline bool closes_seat(const Event& event, SeatId seat) {
    return std::visit(
        [&]<class T>(const T& fact) {
            if constexpr (OneOf<T, SeatApproved, SeatRejected, TaskCompleted, SeatAbstained, SeatPassed,
                                SeatRemoved>)
                return fact.seat == seat;
            else if constexpr (OneOf<T, SeatsClosed>)
                return std::ranges::find(fact.seats, seat) != fact.seats.end();
            else
                return false;
        },
        event);
}

}  // namespace wf
