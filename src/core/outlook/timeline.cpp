#include "core/outlook/timeline.hpp"

#include "core/model/command.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/event_search.hpp"
#include "core/log/evolve.hpp"
#include "core/outlook/receivers.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace wf {
namespace {

using Kind = TimelineKind;

constexpr std::pair<std::string_view, Kind> kinds[] = {
    {Approve::action, Kind::Approved},
    {Reject::action, Kind::Rejected},
    {Abstain::action, Kind::Abstained},
    {Complete::action, Kind::Done},
    {Claim::action, Kind::Claimed},
    {Release::action, Kind::Released},
    {Transfer::action, Kind::Transferred},
    {Delegate::action, Kind::Delegated},
    {Resolve::action, Kind::Resolved},
    {AddSigner::action, Kind::SignersAdded},
    {RemoveSigner::action, Kind::SignerRemoved},
    {SendBack::action, Kind::Returned},
    {Recall::action, Kind::Recalled},
    {RequestWithdrawal::action, Kind::WithdrawalRequested},
    {Withdraw::action, Kind::Withdrawn},
    {Cancel::action, Kind::Canceled},
    {Terminate::action, Kind::Terminated},
    {AcceptRevocation::action, Kind::Revoked},
    {SetData::action, Kind::Changed},
    {Comment::action, Kind::Commented},
    {Copy::action, Kind::Copied},
    {Remind::action, Kind::Reminded},
    {ReplaceLeavers::action, Kind::HolderLeft},
    {"reassign", Kind::HolderLeft},
    {ApplyDelegation::action, Kind::StoodIn},
    {RetryJob::action, Kind::Retried},
    {Jump::action, Kind::Jumped},
    {Wake::action, Kind::Woken},
    {Suspend::action, Kind::Suspended},
    {Resume::action, Kind::Resumed},
    {Undo::action, Kind::Undone},
    {Redo::action, Kind::Redone},
    {Restore::action, Kind::Restored},
    {AddInstance::action, Kind::InstanceAdded},
    {RefreshApprovers::action, Kind::ApproversRefreshed},
};

// Nothing: the engine at work, or a person alone with their draft.
std::optional<Kind> kind_of(const Entry& entry) {
    if (first_of<DeadlinePassed>(entry)) return Kind::TimedOut;
    if (first_of<ApproverMissing>(entry)) return Kind::NoApprover;
    if (first_of<SeatPassed>(entry)) return Kind::Passed;
    if (const auto* started = first_of<InstanceStarted>(entry))
        return started->is_draft ? Kind::Drafted : Kind::Started;
    if (first_of<Resubmitted>(entry))
        return entry.source == Status::Created ? Kind::Submitted : Kind::Resubmitted;
    if (first_of<WithdrawalRefused>(entry)) return Kind::WithdrawalRefused;
    if (entry.action == AnswerWithdrawal::action) return Kind::WithdrawalGranted;
    if (entry.action == SetData::action && entry.events.empty()) return {};
    for (const auto& [action, kind] : kinds)
        if (entry.action == action) return kind;
    return {};
}

class Timeline {
public:
    void read(const Entry& entry) {
        const bool is_begin = first_ > 1 && entry.seq == first_;
        const std::optional<Kind> kind = is_begin ? Kind::Archived : kind_of(entry);
        if (kind) tell(entry, *kind);
        apply(state_, entry);
        tell_what_followed(entry, kind);
        note_open_seats(entry.at);
    }

    std::vector<TimelineRow> take() { return std::move(rows_); }

    // `first`: the first entry that is not elsewhere.
    explicit Timeline(std::int64_t first) : first_(first) {}

private:
    TimelineRow row(const Entry& entry, Kind kind, std::string node) const {
        TimelineRow row;
        row.seq = entry.seq;
        row.at = entry.at;
        row.kind = kind;
        row.node = std::move(node);
        return row;
    }

    void tell(const Entry& entry, Kind kind) {
        TimelineRow main = row(entry, kind, entry.node);
        main.actor = entry.actor;
        main.on_behalf_of = entry.on_behalf_of;
        main.receivers = receivers_of(entry);
        main.target_node = target_node_of(entry);
        main.comment = entry.comment;
        if (const std::optional<Instant> since = opened_at(entry); since && kind != Kind::Passed)
            main.waited = entry.at - *since;
        rows_.push_back(std::move(main));
    }

    void tell_what_followed(const Entry& entry, const std::optional<Kind>& told) {
        for (const Event& event : entry.events) {
            if (const auto* copied = std::get_if<PeopleCopied>(&event); copied && !copied->node.empty())
                tell_copies(entry, *copied);
            if (const auto* held = std::get_if<NodeHeld>(&event); held && told != Kind::NoApprover)
                tell_incident(entry, *held);
            if (const auto* ended = std::get_if<InstanceEnded>(&event)) tell_end(entry, *ended);
        }
    }

    void tell_copies(const Entry& entry, const PeopleCopied& event) {
        TimelineRow copies = row(entry, Kind::Copied, event.node);
        copies.receivers = event.people;
        rows_.push_back(std::move(copies));
    }

    void tell_incident(const Entry& entry, const NodeHeld& event) {
        const Token* token = state_.find_token(event.token);
        TimelineRow incident = row(entry, Kind::Held, token ? token->node : std::string{});
        incident.comment = event.reason;
        rows_.push_back(std::move(incident));
    }

    void tell_end(const Entry& entry, const InstanceEnded& event) {
        TimelineRow end = row(entry, Kind::Ended, {});
        end.status = event.status;
        end.comment = event.error;
        rows_.push_back(std::move(end));
    }

    // Since when what this entry is about has been open; of a node the task that has waited longest.
    std::optional<Instant> opened_at(const Entry& entry) const {
        if (entry.task.value != 0) {
            const auto task = opened_.find(entry.task.value);
            return task == opened_.end() ? std::nullopt : std::optional{task->second};
        }
        if (const auto* passed = first_of<DeadlinePassed>(entry)) return opened_at(passed->token);
        if (const auto* reminded = first_of<PeopleReminded>(entry)) return opened_at(reminded->token);
        return {};
    }

    std::optional<Instant> opened_at(TokenId token) const {
        std::optional<Instant> first;
        for (const Seat& seat : state_.seats) {
            const auto task = opened_.find(seat.id.value);
            if (seat.token == token && task != opened_.end())
                first = first ? std::min(*first, task->second) : task->second;
        }
        return first;
    }

    // A seat that is opened again waits anew.
    void note_open_seats(Instant at) {
        std::map<std::uint32_t, Instant> open;
        for (const Seat& seat : state_.seats) {
            if (seat.state != SeatState::Open) continue;
            const auto known = opened_.find(seat.id.value);
            open.emplace(seat.id.value, known == opened_.end() ? at : known->second);
        }
        opened_ = std::move(open);
    }

    const std::int64_t first_;
    State state_;
    std::map<std::uint32_t, Instant> opened_;  // the open seats
    std::vector<TimelineRow> rows_;
};

}  // namespace

std::vector<TimelineRow> timeline(std::span<const Entry> log) {
    Timeline timeline{first_known(log)};
    for (const Entry& entry : log) timeline.read(entry);
    return timeline.take();
}

}  // namespace wf
