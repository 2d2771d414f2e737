// All that is true of one instance. Look-ups only: it changes in evolve.cpp and nowhere else.
#pragma once

#include "core/values.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

enum class Status : std::uint8_t {
    Created,
    Running,
    Returned,
    Suspended,
    Completed,
    PartiallyCompleted,
    Rejected,
    Withdrawn,
    Canceled,
    Terminated,
    Failed,
};

// A final status accepts no further transition.
constexpr bool is_final(Status status) { return status >= Status::Completed; }

enum class SeatState : std::uint8_t {
    Waiting,
    Open,
    Approved,
    Rejected,
    Abstained,
    Parked,
    Removed,
    NotNeeded
};

// One vote to be cast in one activation of one node. An open seat is a task.
struct Seat {
    SeatId id;
    TokenId token;          // the activation it belongs to
    std::int32_t rank = 0;  // order of signing in mode sequential, from 1
    PersonId principal;     // whose vote it is; empty while it belongs to a group
    PersonId holder;        // who may cast it now; empty while it belongs to a group
    std::string group;      // "role:board" | "department:dev" while any of its members may act
    std::int64_t weight = 1;
    SeatState state = SeatState::Waiting;

    bool is_pending() const {
        return state == SeatState::Open || state == SeatState::Waiting || state == SeatState::Parked;
    }
};

// A token stands on a node: the node is active.
struct Token {
    TokenId id;
    std::string node;
    std::int32_t round = 1;  // how many times this node has been entered
    std::string held;        // why nobody can go on (an incident); empty: not held
    bool by_policy = false;  // its seats come from on_no_approver, not from the node's own rules
};

// What is remembered of a node that has been entered.
struct Passage {
    std::string node;
    std::int32_t rounds = 0;  // how often it was entered
    std::string outcome;      // of the last completion: "approved", "rejected", or empty
};

// Approvers that the initiator chose for one node at start.
struct Choice {
    std::string node;
    std::vector<PersonId> people;
};

struct State {
    Status status = Status::Created;
    std::int64_t version = 0;  // number of log entries applied
    Instant started_at = 0;
    Instant ended_at = 0;  // 0: not ended
    Instant last_at = 0;   // of the last entry; time never goes back within an instance
    PersonId initiator;
    PersonId previous_approver;  // who approved last, empty at first
    std::uint32_t last_seat = 0;
    std::uint32_t last_token = 0;
    bool acted = false;  // somebody has approved or rejected
    std::vector<Token> tokens;
    std::vector<Seat> seats;  // of the standing tokens, by id
    std::vector<Passage> passages;
    std::vector<Choice> chosen;
    Json data{"{}"};  // the form, a JSON object

    const Token* find_token(TokenId id) const {
        for (const Token& token : tokens)
            if (token.id == id) return &token;
        return nullptr;
    }
    const Seat* find_seat(SeatId id) const {
        for (const Seat& seat : seats)
            if (seat.id == id) return &seat;
        return nullptr;
    }
    const Passage* find_passage(std::string_view node) const {
        for (const Passage& passage : passages)
            if (passage.node == node) return &passage;
        return nullptr;
    }
    const std::vector<PersonId>* find_choice(std::string_view node) const {
        for (const Choice& choice : chosen)
            if (choice.node == node) return &choice.people;
        return nullptr;
    }
};

}  // namespace wf
