// What is true after every accepted command, whatever it was. Every test that decides something checks it.
#pragma once

#include "core/stored/snapshot.hpp"
#include "core/engine.hpp"
#include "core/log/entry_check.hpp"
#include "core/stored/event_json.hpp"
#include "core/stored/state_json.hpp"

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
        if (!events) return "stored events cannot be read: " + problem;
        if (events_to_json(*events) != json) return "stored events change when they are read: " + json;
    }
    std::optional<State> decoded = decode(encode(after));
    if (!decoded) return "the snapshot cannot be decoded";
    decoded->data = after.data;
    if (state_to_json(*decoded) != state_to_json(after)) return "the snapshot changes when it is decoded";
    return {};
}

// What a row keeps, written from command to command as the adapter writes it: the seats apart, however few there are,
// and only by a command that changes them.
struct StoredRow {
    std::string state;
    std::string seats;

    void take(const State& now, std::int64_t first) {
        StoredState stored = to_store(now, first, 0);
        state = std::move(stored.state);
        if (stored.seats) seats = std::move(*stored.seats);
    }

    std::string problem(const State& now) const {
        std::optional<State> decoded = decode(state, seats);
        if (!decoded) return "the stored state and the seats apart from it do not belong together";
        decoded->data = now.data;
        if (state_to_json(*decoded) != state_to_json(now))
            return "the stored seats are not what they have become";
        return decoded->seats_since == now.seats_since || now.seats.empty()
                   ? ""
                   : "the entry of the seats is not kept";
    }
};

inline std::string problem_of_seats(const State& state) {
    for (std::size_t i = 0; i < state.seats.size(); ++i) {
        const Seat& seat = state.seats[i];
        const std::string name = "seat " + std::to_string(seat.id.value);
        if (!state.find_token(seat.token)) return name + " has no token";
        if (seat.id.value == 0 || seat.id.value > state.last_seat) return name + " was never numbered";
        if (i && state.seats[i - 1].id >= seat.id) return name + " is out of order";
        if (seat.state == SeatState::Open && seat.holder.empty() && seat.candidates.empty())
            return name + " is open and belongs to nobody";
        if (seat.state == SeatState::Open && !seat.principal.empty() && seat.holder.empty())
            return name + " has a principal and no holder";
    }
    return {};
}

inline std::string problem_of_tokens(const State& state) {
    TokenId last;
    for (const Token& token : state.tokens) {
        const std::string name = "token " + std::to_string(token.id.value);
        if (token.id <= last || token.id.value > state.last_token) return name + " is out of order";
        last = token.id;
        if (token.scope.value != 0 && !state.find_token(token.scope))
            return name + " lies in a token that is not there";
        if (token.thrower.value != 0 && !state.find_token(token.thrower))
            return name + " compensates for nobody";
    }
    WaitId last_wait;
    for (const Wait& wait : state.waits) {
        const std::string name = "wait " + std::to_string(wait.id.value);
        if (wait.id <= last_wait || wait.id.value > state.last_wait) return name + " is out of order";
        last_wait = wait.id;
        if (wait.token.value != 0 && !state.find_token(wait.token))
            return name + " belongs to a token that is not there";
    }
    for (const Body& body : state.bodies) {
        if (!state.find_token(body.token)) return "a body without a token";
        if (body.completed > body.created) return "a body with more instances completed than created";
    }
    for (const JoinCycle& cycle : state.join_cycles)
        if (cycle.scope.value != 0 && !state.find_token(cycle.scope))
            return "a join's cycle in a scope that is not there";
    return {};
}

// Somebody or something will move it on.
inline bool is_waited_for(const State& state, const Definition& definition) {
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open) return true;
    for (const Wait& wait : state.waits) {
        const NodeType type = definition.find_node(wait.node)->type;
        if (type != NodeType::Boundary && type != NodeType::Start) return true;
    }
    for (const Token& token : state.tokens) {
        if (!token.held.empty()) return true;
        if (!token.waits() && definition.find_node(token.node)->type == NodeType::Call) return true;
    }
    return false;
}

inline std::string problem_of_ending(const State& state, const Definition* sound) {
    if (is_final(state.status)) {
        if (!state.tokens.empty() || !state.seats.empty() || !state.waits.empty())
            return "an ended instance has tokens, seats or waits";
        return state.ended_at == 0 ? "an ended instance has no ended_at" : "";
    }
    if (state.ended_at != 0) return "a running instance has an ended_at";
    if (!sound || is_waited_for(state, *sound)) return {};
    return "a running instance waits for nobody and nothing: it is stuck";
}

// What the columns of an entry say is what its events do.
inline std::string problem_of_columns(State state, std::span<const Entry> entries) {
    for (const Entry& entry : entries) {
        for (const EntryDifference& difference : check_entry(state, entry, entries.front().seq))
            return "entry " + std::to_string(entry.seq) + " (" + entry.action + "): " + difference.column +
                   " is \"" + difference.found + "\", by its events \"" + difference.expected +
                   "\": " + events_to_json(entry.events);
        apply(state, entry);
    }
    return {};
}

// Empty if all is well. `log`: everything so far, with the entries of `accepted` at its end. `sound`: its
// definition, if that cannot get stuck.
inline std::string problem_of(const State& before, std::span<const Entry> log, const Accepted& accepted,
                              const Definition* sound) {
    std::string problem = problem_of_log(before, accepted.entries, accepted.state);
    if (problem.empty()) problem = problem_of_columns(before, accepted.entries);
    if (problem.empty()) problem = problem_of_stored_forms(accepted.entries, accepted.state);
    if (problem.empty()) problem = problem_of_seats(accepted.state);
    if (problem.empty()) problem = problem_of_tokens(accepted.state);
    if (problem.empty()) problem = problem_of_ending(accepted.state, sound);
    if (!problem.empty()) return problem;
    const State again = replay(log);
    if (again.seats_since != accepted.state.seats_since && !again.seats.empty())
        return "replay says that another entry changed the seats last";
    const std::string replayed = state_to_json(again);
    const std::string lived = state_to_json(accepted.state);
    return replayed == lived ? "" : "replay gives\n" + replayed + "\nbut it was\n" + lived;
}

}  // namespace wf::test
