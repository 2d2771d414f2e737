#include "core/report/tally.hpp"

#include "core/base/one_of.hpp"
#include "core/model/names.hpp"
#include "core/report/way.hpp"

#include <algorithm>
#include <utility>

namespace wf::report {
namespace {

class Tally {
public:
    Tally(const FlowGraph& graph, const Instance& instance, const Entry& entry, Life& life, Ledger& ledger)
        : instance_(instance), entry_(entry), life_(life), ledger_(ledger), way_(graph, entry, life, ledger) {
        for (const Event& event : entry.events) std::visit([&](const auto& fact) { on(fact); }, event);
        if (entry.source != entry.target) change_status();
    }

private:
    // ---- the instance

    void came_into(Status status) {
        for (Sum* sum : {&ledger_.sum(Subject::Status, name_of(status)),
                         &ledger_.sum(Subject::Origin, ledger_.department_of(instance_.initiator), name_of(status))}) {
            ++sum->counts[count::came];
            if (!is_final(status)) continue;
            sum->counts[count::status_elapsed] += entry_.at - instance_.started_at;
            sum->buckets.add(entry_.at - instance_.started_at);
        }
    }

    void change_status() {
        came_into(entry_.target);
        if (is_final(entry_.source)) {
            ++ledger_.sum(Subject::Status, name_of(entry_.source)).counts[count::came_back];
            ++ledger_.sum(Subject::Origin, ledger_.department_of(instance_.initiator), name_of(entry_.source))
                  .counts[count::came_back];
        }
        if (!is_final(entry_.target)) return;
        way_.end(entry_.target, entry_.at - instance_.started_at);
        life_ = {};
    }

    void on(const InstanceStarted&) { came_into(Status::Created); }

    // ---- the tokens: way.cpp

    void on(const NodeEntered& event) { way_.enter(event); }
    void on(const NodeCompleted& event) { way_.complete(event); }
    void on(const FlowTaken& event) { way_.take(event); }
    void on(const TokenArrived& event) { way_.arrive(event); }
    void on(const TokensMerged& event) { way_.merge(event); }
    void on(const TokensCanceled& event) { way_.cancel(event); }
    void on(const LoopReleased& event) { way_.release(event); }
    void on(const InstanceEnded& event) { way_.stop(event); }

    void on(const ApproverMissing& event) {
        if (Sum* sum = way_.node_sum(event.token)) ++sum->counts[count::nobody];
        decide_itself(event.token, event.policy);
    }
    void on(const DeadlinePassed& event) {
        if (Sum* sum = way_.node_sum(event.token)) ++sum->counts[count::overdue];
        decide_itself(event.token, event.policy);
    }
    void decide_itself(TokenId token, std::string_view policy) {
        if (policy != name_of(OnTimeout::Approve) && policy != name_of(OnTimeout::Reject)) return;
        if (Sum* sum = way_.node_sum(token)) ++sum->counts[count::automatic];
    }

    void on(const SentBack& event) {
        way_.go_back_from(event.from);
        ++ledger_.sum(Subject::Node, event.from).counts[count::returned];
        decide(event.seat, entry_.actor, count::task_returned);
    }

    // Since when, is not known: from now on.
    void on(const StateRestored& event) { take_over(event.state); }
    void on(const StateKept& event) {
        if (life_.tokens.empty()) take_over(event.state);
    }
    void take_over(const std::vector<State>& mementos) {
        if (mementos.size() != 1) return;
        Life before = std::exchange(life_, {});
        life_.way = std::move(before.way);
        life_.decided_by = std::move(before.decided_by);
        life_.decided_node = std::move(before.decided_node);
        for (const Token& token : mementos.front().tokens) {
            const auto known = std::ranges::find(before.tokens, token.id, &LifeToken::id);
            life_.tokens.push_back(known != before.tokens.end()
                                       ? *known
                                       : LifeToken{.id = token.id, .node = token.node, .scope = token.scope, .since = entry_.at});
        }
        for (const Seat& seat : mementos.front().seats) {
            if (!seat.is_pending()) continue;
            const auto known = std::ranges::find(before.seats, seat.id, &LifeSeat::id);
            const Instant opened_at = seat.state == SeatState::Waiting ? 0 : entry_.at;
            const Instant since = seat.state == SeatState::Open ? entry_.at : 0;
            life_.seats.push_back(known != before.seats.end() ? *known
                                                              : LifeSeat{.id = seat.id,
                                                                         .node = way_.node_of(seat.token),
                                                                         .holder = seat.holder,
                                                                         .opened_at = opened_at,
                                                                         .since = since});
        }
    }

    // ---- the seats

    void on(const SeatsCreated& event) {
        for (const Seat& seat : event.seats) {
            if (!seat.is_pending()) continue;
            life_.seats.push_back(
                LifeSeat{.id = seat.id, .node = way_.node_of(seat.token), .holder = seat.holder});
            if (seat.state == SeatState::Open) open(life_.seats.back());
        }
    }
    void on(const SeatOpened& event) {
        if (LifeSeat* seat = find(event.seat)) open(*seat);
    }
    void on(const SeatReopened& event) {
        if (find(event.seat)) return;
        life_.seats.push_back(LifeSeat{.id = event.seat, .node = entry_.node, .holder = entry_.actor});
        open(life_.seats.back());
    }
    void open(LifeSeat& seat) {
        const bool was_open = seat.opened_at != 0;  // it comes back, and has been counted
        seat.opened_at = seat.since = entry_.at;
        if (was_open) return;
        ++ledger_.sum(Subject::Work, seat.node).counts[count::opened];
        give(seat);
    }
    void give(const LifeSeat& seat) {
        if (!seat.holder.empty()) count_for(seat.holder, count::opened);
    }
    void count_for(const PersonId& person, count::task what) {
        ++ledger_.sum(Subject::Person, person).counts[what];
        ++ledger_.sum(Subject::Department, ledger_.department_of(person)).counts[what];
    }

    void on(const SeatApproved& event) { decide(event.seat, event.by, count::task_approved); }
    void on(const SeatRejected& event) { decide(event.seat, event.by, count::task_rejected); }
    void on(const SeatAbstained& event) { decide(event.seat, event.by, count::abstained); }
    void on(const TaskCompleted& event) { decide(event.seat, event.by, count::done); }

    void decide(SeatId id, const PersonId& by, count::task what) {
        LifeSeat* const found = find(id);
        if (!found) return;
        const LifeSeat seat = *found;
        remove(id);
        note_decision(by, seat.node);
        decide(ledger_.sum(Subject::Work, seat.node), seat, seat.opened_at, what);
        decide(ledger_.sum(Subject::Person, by), seat, seat.since, what);
        decide(ledger_.sum(Subject::Department, ledger_.department_of(by)), seat, seat.since, what);
    }
    void decide(Sum& sum, const LifeSeat& seat, Instant since, count::task what) {
        ++sum.counts[what];
        if (!entry_.on_behalf_of.empty()) ++sum.counts[count::for_others];
        if (since == 0) return;
        const Instant claimed = seat.claimed_at == 0 ? entry_.at : seat.claimed_at;
        sum.counts[count::waiting] += claimed - since;
        sum.counts[count::working] += entry_.at - claimed;
        sum.buckets.add(entry_.at - since);
    }
    // Twice in a row, at two nodes.
    void note_decision(const PersonId& by, const std::string& node) {
        if (life_.decided_by == by && life_.decided_node != node)
            ++ledger_.sum(Subject::Node, node).counts[count::same_person];
        life_.decided_by = by;
        life_.decided_node = node;
    }
    void on(const SeatPassed& event) {
        const LifeSeat* const seat = find(event.seat);
        if (!seat) return;
        ++ledger_.sum(Subject::Work, seat->node).counts[count::passed];
        ++ledger_.sum(Subject::Node, seat->node).counts[count::automatic];
        remove(event.seat);
    }

    void on(const SeatClaimed& event) {
        LifeSeat* const seat = find(event.seat);
        if (!seat) return;
        seat->holder = event.by;
        seat->since = seat->claimed_at = entry_.at;
        ++ledger_.sum(Subject::Work, seat->node).counts[count::claimed];
        count_for(event.by, count::claimed);
    }
    void on(const SeatReleased& event) { hand_over(event.seat, {}); }
    void on(const SeatResolved& event) { hand_over(event.seat, event.to); }
    void on(const SeatDelegated& event) { give_away(event.seat, event.to, count::delegated); }
    void on(const SeatReassigned& event) {
        if (entry_.action == "transfer")
            give_away(event.seat, event.holder, count::transferred);
        else if (LifeSeat* const seat = hand_over(event.seat, event.holder); seat && seat->opened_at != 0)
            give(*seat);
    }
    void give_away(SeatId id, const PersonId& to, count::task how) {
        LifeSeat* const seat = hand_over(id, to);
        if (!seat) return;
        ++ledger_.sum(Subject::Work, seat->node).counts[how];
        count_for(entry_.actor, how);
        give(*seat);
    }
    LifeSeat* hand_over(SeatId id, const PersonId& to) {
        LifeSeat* const seat = find(id);
        if (!seat) return nullptr;
        seat->holder = to;
        seat->claimed_at = 0;
        if (seat->since != 0) seat->since = entry_.at;
        return seat;
    }
    void on(const SeatParked& event) {
        if (LifeSeat* const seat = find(event.seat)) seat->since = seat->claimed_at = 0;
    }
    void on(const SeatRemoved& event) { remove(event.seat); }
    void on(const SeatsClosed& event) {
        for (const SeatId seat : event.seats) remove(seat);
    }

    LifeSeat* find(SeatId id) {
        const auto found = std::ranges::find(life_.seats, id, &LifeSeat::id);
        return found == life_.seats.end() ? nullptr : &*found;
    }
    void remove(SeatId id) {
        std::erase_if(life_.seats, [&](const LifeSeat& seat) { return seat.id == id; });
    }

    // What no report counts.
    template <class Other>
        requires OneOf<Other, DataChanged, TitleChanged, JoinCycled, LoopStarted, InstanceAdded, OutputCollected,
                       VariablesChanged, WaitsArmed, WaitFired, WaitReset, WaitsClosed, JobFailed, JobRetried,
                       MessageThrown, SignalThrown, ErrorThrown, EscalationThrown, CallStarted, CallsCanceled,
                       CompensationRecorded, CompensationThrown, CompensationStarted, ScopeInterrupted,
                       ApproversChosen, MaterialChanged, ApproversSkipped, PeopleReminded, NodeHeld, PeopleCopied,
                       DraftSaved, ReturnExpected, ReturnDropped, Resubmitted, Recalled, Jumped,
                       WithdrawalRequested, WithdrawalRefused, InstanceRead, InstanceSuspended, InstanceResumed,
                       InstanceWoken, InstanceRevoked, Redacted, WaitPaused>
    void on(const Other&) {}

    const Instance& instance_;
    const Entry& entry_;
    Life& life_;
    Ledger& ledger_;
    Way way_;
};

}  // namespace

void tally(const FlowGraph& graph, const Instance& instance, const Entry& entry, Life& life, Sums& sums,
           Almanac& almanac) {
    Ledger ledger{instance, entry.at, sums, almanac};
    Tally{graph, instance, entry, life, ledger};
}

}  // namespace wf::report
