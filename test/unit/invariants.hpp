// What is true after every accepted command, whatever it was. Every test that decides something checks it.
#pragma once

#include "core/codec/state_codec.hpp"
#include "core/engine.hpp"
#include "core/json/event_json.hpp"
#include "core/json/state_json.hpp"

#include <span>
#include <string>
#include <vector>

namespace wf::test {

inline std::string problem_of_log(const State& before, std::span<const Entry> entries, const State& after) {
    if (entries.empty()) return "an accepted command has no log entry";
    std::int64_t seq = before.version;
    Instant at = before.last_at;
    Status status = before.status;
    for (const Entry& entry : entries) {
        if (entry.seq != ++seq) return "seq has a gap: " + std::to_string(entry.seq);
        if (entry.at < at) return "time went back";
        if (entry.source != status) return "an entry's source is not the status before it";
        at = entry.at;
        status = entry.target;
    }
    if (after.version != seq) return "version is not the last seq";
    if (after.last_at != at) return "last_at is not the time of the last entry";
    if (after.status != status) return "status is not the last entry's target";
    return {};
}

inline std::string problem_of_stored_forms(std::span<const Entry> entries, const State& after) {
    for (const Entry& entry : entries) {
        const std::string json = events_to_json(entry.events);
        std::string problem;
        const auto events = events_from_json(json, problem);
        if (!events) return "stored events can't be read: " + problem;
        if (events_to_json(*events) != json) return "stored events change when they are read: " + json;
    }
    std::optional<State> decoded = decode(encode(after));
    if (!decoded) return "the snapshot can't be decoded";
    decoded->data = after.data;
    if (state_to_json(*decoded) != state_to_json(after)) return "the snapshot changes when it is decoded";
    return {};
}

inline std::string problem_of_seats(const State& state) {
    for (std::size_t i = 0; i < state.seats.size(); ++i) {
        const Seat& seat = state.seats[i];
        const std::string name = "seat " + std::to_string(seat.id.value);
        if (!state.find_token(seat.token)) return name + " has no token";
        if (seat.id.value == 0 || seat.id.value > state.last_seat) return name + " was never numbered";
        if (i && state.seats[i - 1].id >= seat.id) return name + " is out of order";
        if (seat.state == SeatState::Open && seat.holder.empty() == seat.candidates.empty())
            return name + " is open and belongs to nobody, or to two";
    }
    return {};
}

inline std::string problem_of_ending(const State& state) {
    if (is_final(state.status)) {
        if (!state.tokens.empty() || !state.seats.empty()) return "an ended instance has tokens or seats";
        return state.ended_at == 0 ? "an ended instance has no ended_at" : "";
    }
    if (state.ended_at != 0) return "a running instance has an ended_at";
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open) return {};
    for (const Token& token : state.tokens)
        if (!token.held.empty()) return {};
    return "a running instance has no open seat and is not held: it is stuck";
}

// Empty if all is well. `log`: everything so far, with the entries of `accepted` at its end.
inline std::string problem_of(const State& before, std::span<const Entry> log, const Accepted& accepted) {
    std::string problem = problem_of_log(before, accepted.entries, accepted.state);
    if (problem.empty()) problem = problem_of_stored_forms(accepted.entries, accepted.state);
    if (problem.empty()) problem = problem_of_seats(accepted.state);
    if (problem.empty()) problem = problem_of_ending(accepted.state);
    if (!problem.empty()) return problem;
    const std::string replayed = state_to_json(replay(log));
    const std::string lived = state_to_json(accepted.state);
    return replayed == lived ? "" : "replay gives\n" + replayed + "\nbut it was\n" + lived;
}

}  // namespace wf::test
