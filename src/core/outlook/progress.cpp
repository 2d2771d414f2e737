#include "core/outlook/progress.hpp"

#include "core/base/one_of.hpp"
#include "core/log/history.hpp"
#include "core/model/names.hpp"

#include <map>

namespace wf {
namespace {

class Progress {
public:
    Progress(const Definition& definition, const Outlook& outlook)
        : definition_(definition), outlook_(outlook) {}

    void read(const Entry& entry, bool predicted) {
        entry_ = &entry;
        predicted_ = predicted;
        supersedes_ = false;
        returned_ = {};
        for (const Event& event : entry.events) std::visit([&](const auto& fact) { on(fact); }, event);
    }

    std::vector<ProgressRow> take() {
        std::vector<ProgressRow> rows;
        for (Step& step : steps_)
            for (ProgressRow& row : step.rows) rows.push_back(std::move(row));
        return rows;
    }

private:
    struct Step {
        std::vector<ProgressRow> rows;
        std::int32_t number = 0;
        std::string node;
        std::int32_t round = 1;
    };
    struct Place {
        std::size_t step;
        std::size_t row;
    };

    void on(const NodeEntered& event) {
        const Node* node = definition_.find_node(event.node);
        if (!node || node->type != NodeType::Approval) return;
        if (predicted_ && outlook_.is_again(event.token)) return;
        steps_.push_back(Step{.rows = {},
                              .number = static_cast<std::int32_t>(steps_.size()) + 1,
                              .node = event.node,
                              .round = event.round});
        step_of_token_[event.token.value] = steps_.size() - 1;
    }

    // Seats of task nodes are work, not steps of the approval.
    void on(const SeatsCreated& event) {
        for (const Seat& seat : event.seats) {
            if (!is_step(seat.token)) continue;
            const std::size_t step = step_of(seat.token);
            const bool now = !predicted_ && seat.state == SeatState::Open;
            add(step, now ? ProgressState::Current : ProgressState::Predicted, seat.who());
            place_of_seat_[seat.id.value] = {step, steps_[step].rows.size() - 1};
            // Voted before a recall, and the vote stays.
            if (!seat.is_pending()) decide(seat.id, {}, seat.state);
        }
    }

    void on(const SeatOpened& event) {
        if (!predicted_) row_of(event.seat).state = ProgressState::Current;
    }
    // It is somebody else's turn first.
    void on(const SeatParked& event) {
        if (!predicted_ && is_placed(event.seat)) row_of(event.seat).state = ProgressState::Predicted;
    }
    void on(const SeatApproved& event) { decide(event.seat, event.by, SeatState::Approved); }
    void on(const SeatRejected& event) { decide(event.seat, event.by, SeatState::Rejected); }
    void on(const SeatAbstained& event) {
        if (is_placed(event.seat)) decide(event.seat, event.by, SeatState::Abstained);
    }
    void on(const SeatRemoved& event) {
        if (is_placed(event.seat)) decide(event.seat, {}, SeatState::Removed);
    }
    // The policy stands for the holder, and says why.
    void on(const SeatPassed& event) {
        if (!is_placed(event.seat)) return;
        const PersonId holder = row_of(event.seat).person;
        decide(event.seat, holder, SeatState::Approved);
    }
    void on(const SeatClaimed& event) { give(event.seat, event.by); }
    void on(const SeatDelegated& event) { give(event.seat, event.to); }
    void on(const SeatReassigned& event) {
        Seat seat;
        seat.holder = event.holder;
        seat.candidates = event.candidates;
        give(event.seat, seat.who());
    }
    void on(const SeatsClosed& event) {
        for (const SeatId seat : event.seats)
            if (is_placed(seat)) take_away(seat);
    }

    // Of what is taken away because somebody went back, or was moved.
    void take_away(SeatId seat) {
        if (predicted_) return;
        const bool is_returner = returned_ == seat;
        decide(seat, is_returner ? entry_->actor : PersonId{}, SeatState::NotNeeded);
        if (supersedes_) row_of(seat).decision = is_returner ? "returned" : "superseded";
    }

    // The policy decided: there is no seat, so the system stands for the person.
    void on(const ApproverMissing& event) {
        const bool approves = event.policy == name_of(NoApprover::Approve);
        if (!approves && event.policy != name_of(NoApprover::Reject)) return;
        if (predicted_ && outlook_.is_again(event.token)) return;
        add(step_of(event.token), predicted_ ? ProgressState::Predicted : ProgressState::Done,
            std::string{system_actor});
        ProgressRow& row = steps_[step_of(event.token)].rows.back();
        row.comment = entry_->comment;
        if (predicted_) return;
        row.decision = name_of(approves ? SeatState::Approved : SeatState::Rejected);
        row.at = entry_->at;
    }
    void on(const NodeHeld& event) {
        if (!is_step(event.token)) return;
        add(step_of(event.token), predicted_ ? ProgressState::Predicted : ProgressState::Current, {});
        steps_[step_of(event.token)].rows.back().comment = event.reason;
    }

    void on(const TokensCanceled& event) {
        if (predicted_) return;
        for (const TokenId token : event.tokens) {
            if (!is_step(token)) continue;
            for (ProgressRow& row : steps_[step_of(token)].rows)
                end(row, supersedes_ ? "superseded" : name_of(SeatState::NotNeeded));
        }
    }

    // A held node has no seat that would be closed; it waits no longer.
    void on(const InstanceEnded&) {
        if (predicted_) return;
        for (Step& step : steps_)
            for (ProgressRow& row : step.rows) end(row, name_of(SeatState::NotNeeded));
    }

    static void end(ProgressRow& row, std::string_view decision) {
        if (row.state != ProgressState::Current) return;
        row.state = ProgressState::Done;
        row.decision = decision;
    }

    void on(const SentBack& event) {
        supersedes_ = true;
        returned_ = event.seat;
    }
    void on(const Recalled&) { supersedes_ = true; }
    void on(const Jumped&) { supersedes_ = true; }
    void on(const SeatReopened& event) {
        if (!is_placed(event.seat) || predicted_) return;
        ProgressRow& row = row_of(event.seat);
        row.state = ProgressState::Current;
        row.decision.clear();
        row.comment.clear();
        row.at = 0;
    }

    // Of what was before it, only what stands is known if the entries are elsewhere.
    void on(const StateKept& event) { take_over(event.state); }
    // Else standing_entries has left it out, with what it took back.
    void on(const StateRestored& event) { take_over(event.state); }

    void take_over(const std::vector<State>& mementos) {
        if (mementos.size() != 1) throw InconsistentLog{"a memento is missing"};
        const State& state = mementos.front();
        for (const Token& token : state.tokens) {
            if (is_step(token.id) || token.waits()) continue;
            on(NodeEntered{.token = token.id, .node = token.node, .round = token.round});
            if (!is_step(token.id)) continue;
            std::vector<Seat> seats = state.seats;
            std::erase_if(seats, [&](const Seat& seat) { return seat.token != token.id; });
            on(SeatsCreated{.seats = std::move(seats)});
            if (!token.held.empty()) on(NodeHeld{.token = token.id, .reason = token.held});
        }
    }

    // What adds nothing to the way.
    template <class Other>
    requires OneOf<Other, InstanceStarted, DataChanged, TitleChanged, NodeCompleted, FlowTaken, TokenArrived,
                   TokensMerged, JoinCycled, LoopReleased, InstanceAdded, OutputCollected, VariablesChanged,
                   WaitsArmed, WaitFired, WaitReset, WaitPaused, WaitsClosed, JobFailed, JobRetried, MessageThrown,
                   SignalThrown, ErrorThrown, EscalationThrown, CallStarted, CallsCanceled,
                   CompensationRecorded, CompensationThrown, CompensationStarted, ScopeInterrupted,
                   TaskCompleted, SeatReleased, SeatResolved, ApproversChosen, MaterialChanged,
                   ApproversSkipped, DeadlinePassed, PeopleReminded, PeopleCopied, DraftSaved, ReturnExpected,
                   ReturnDropped, Resubmitted, WithdrawalRequested, WithdrawalRefused, InstanceRead,
                   InstanceSuspended, InstanceResumed, InstanceWoken, InstanceRevoked, Redacted>
    void on(const Other&) {}

    // The instances of a repeated approval are the steps, not the whole.
    void on(const LoopStarted& event) {
        if (is_step(event.token) && step_of(event.token) + 1 == steps_.size()) steps_.pop_back();
    }

    void add(std::size_t at, ProgressState state, std::string person) {
        Step& step = steps_[at];
        step.rows.push_back(ProgressRow{.step = step.number,
                                        .node = step.node,
                                        .round = step.round,
                                        .state = state,
                                        .person = std::move(person),
                                        .decision = {},
                                        .at = 0,
                                        .comment = {}});
    }

    bool is_placed(SeatId seat) const { return place_of_seat_.contains(seat.value); }

    void give(SeatId seat, std::string person) {
        if (is_placed(seat)) row_of(seat).person = std::move(person);
    }

    bool is_step(TokenId token) const { return step_of_token_.contains(token.value); }

    std::size_t step_of(TokenId token) const {
        const auto found = step_of_token_.find(token.value);
        if (found != step_of_token_.end()) return found->second;
        throw InconsistentLog{"token " + std::to_string(token.value) + " does not exist"};
    }

    ProgressRow& row_of(SeatId seat) {
        const auto found = place_of_seat_.find(seat.value);
        if (found == place_of_seat_.end())
            throw InconsistentLog{"seat " + std::to_string(seat.value) + " does not exist"};
        return steps_[found->second.step].rows[found->second.row];
    }

    void decide(SeatId seat, const PersonId& by, SeatState decision) {
        if (predicted_) return;
        ProgressRow& row = row_of(seat);
        row.state = ProgressState::Done;
        row.decision = name_of(decision);
        if (by.empty()) return;
        row.person = by;
        row.at = entry_->at;
        row.comment = entry_->comment;
    }

    const Definition& definition_;
    const Outlook& outlook_;
    const Entry* entry_ = nullptr;
    bool predicted_ = false;
    bool supersedes_ = false;  // the entry takes tasks away because somebody goes back, or is moved
    SeatId returned_;          // by the holder of this seat
    std::vector<Step> steps_;
    std::map<std::uint32_t, std::size_t> step_of_token_;
    std::map<std::uint32_t, Place> place_of_seat_;
};

}  // namespace

std::vector<ProgressRow> progress(const Definition& definition, std::span<const Entry> log,
                                  const Outlook& outlook) {
    Progress progress{definition, outlook};
    for (const Entry* entry : standing_entries(log)) progress.read(*entry, false);
    for (const Entry& entry : outlook.to_come()) progress.read(entry, true);
    return progress.take();
}

}  // namespace wf
