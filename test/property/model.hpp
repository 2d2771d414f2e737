// What the engine ought to answer, written down a second time and as plainly as possible.
#pragma once

#include "core/engine.hpp"
#include "core/rule/rule.hpp"
#include "test_world.hpp"

#include <algorithm>

namespace wf::test {

inline bool is_admin(TestWorld& world, const Command& command) {
    return command.by_administrator || world.is_member(command.actor, "role:admin");
}

inline bool may_sign(TestWorld& world, const Seat& seat, const PersonId& actor) {
    return seat.state == SeatState::Open &&
           (seat.holder.empty()
                ? std::any_of(seat.candidates.begin(), seat.candidates.end(),
                              [&](const auto& group) { return world.is_member(actor, group); })
                : seat.holder == actor);
}

// May this actor do this now? What happens afterwards, at gateways, may still refuse the command.
class MayDo {
public:
    MayDo(TestWorld& world, const State& state, const Command& command)
        : world_(world), state_(state), command_(command) {}

    bool operator()(const Approve& act) const { return may_cast(act.task); }
    bool operator()(const Reject& act) const { return may_cast(act.task); }
    bool operator()(const Withdraw&) const { return runs() && is_initiator() && !state_.acted; }
    bool operator()(const Cancel&) const { return runs() && (is_initiator() || is_admin(world_, command_)); }
    bool operator()(const Terminate&) const { return runs() && is_admin(world_, command_); }
    bool operator()(const SaveDraft& act) const {
        const Seat* seat = state_.find_seat(act.task);
        return seat && seat->state == SeatState::Open && seat->holder == command_.actor;
    }
    bool operator()(const SetData&) const {
        return runs() && (is_admin(world_, command_) ||
                          std::any_of(state_.seats.begin(), state_.seats.end(), [&](const Seat& seat) {
                              return may_sign(world_, seat, command_.actor);
                          }));
    }
    bool operator()(const Comment&) const { return takes_part() && !command_.comment.empty(); }
    bool operator()(const Copy& act) const {
        return takes_part() && !act.people.empty() && world_.active(act.people) == act.people;
    }
    // Commands of nodes that these processes don't have.
    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
    bool operator()(const Start&) const { return world_.is_active(command_.actor); }

private:
    bool runs() const { return !is_final(state_.status); }
    bool is_initiator() const { return command_.actor == state_.initiator; }
    bool may_cast(SeatId task) const {
        const Seat* seat = state_.find_seat(task);
        return seat && may_sign(world_, *seat, command_.actor) && !has_another(*seat);
    }
    // Nobody votes twice.
    bool has_another(const Seat& seat) const {
        return std::any_of(state_.seats.begin(), state_.seats.end(), [&](const Seat& other) {
            return other.token == seat.token && other.id != seat.id && other.holder == command_.actor;
        });
    }
    bool takes_part() const {
        return is_initiator() || is_admin(world_, command_) || world_.took_part(command_.actor) ||
               std::any_of(state_.seats.begin(), state_.seats.end(),
                           [&](const Seat& seat) { return may_sign(world_, seat, command_.actor); });
    }

    TestWorld& world_;
    const State& state_;
    const Command& command_;
};

// Would so many approvals out of so many seats pass the node?
inline bool passes(const ApprovalSettings& settings, bool by_policy, std::int64_t approved,
                   std::int64_t seats) {
    const Need& need = settings.vote.need;
    switch (settings.mode) {
        case Mode::Any:
            return approved > 0;
        case Mode::All:
        case Mode::Sequential:
            return approved == seats;
        case Mode::Vote:
            if (need.is_share) return approved * need.denominator >= seats * need.numerator;
            return by_policy && need.count > seats ? approved == seats : approved >= need.count;
    }
    return false;
}

// Every way in which the open votes may still be cast.
inline Verdict expected_verdict(const ApprovalSettings& settings, bool by_policy, std::int64_t approved,
                                std::int64_t rejected, std::int64_t possible) {
    bool always = true;
    bool ever = false;
    for (std::int64_t more = 0; more <= possible; ++more) {
        const bool passed = passes(settings, by_policy, approved + more, approved + rejected + possible);
        always = always && passed;
        ever = ever || passed;
    }
    return always ? Verdict::Approved : ever ? Verdict::Pending : Verdict::Rejected;
}

// What the vote on `task` decides, counted on the state before it.
inline Verdict expected_verdict(const Definition& definition, const State& before, SeatId task,
                                bool approves) {
    const TokenId token = before.find_seat(task)->token;
    const Token& stands = *before.find_token(token);
    std::int64_t approved = approves ? 1 : 0;
    std::int64_t rejected = approves ? 0 : 1;
    std::int64_t possible = 0;
    for (const Seat& seat : before.seats) {
        if (seat.token != token || seat.id == task) continue;
        approved += seat.state == SeatState::Approved;
        rejected += seat.state == SeatState::Rejected;
        possible += seat.state == SeatState::Open || seat.state == SeatState::Waiting;
    }
    return expected_verdict(definition.find_node(stands.node)->approval, stands.by_policy, approved, rejected,
                            possible);
}

}  // namespace wf::test
