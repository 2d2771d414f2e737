#include "core/log/entry_check.hpp"

#include "core/model/command.hpp"
#include "core/log/event_search.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace wf {
namespace {

using Actions = std::vector<std::string_view>;

// What an event says about the columns of its entry. Nothing: it doesn't say.
struct Deed {
    Actions actions;
    std::optional<PersonId> actor{};
    std::optional<PersonId> on_behalf_of{};
    std::optional<SeatId> task{};
    std::optional<std::string> node{};
    bool by_policy = false;  // the system's own, after a command
};

class Deeds {
public:
    explicit Deeds(const State& before, const Entry& entry) : before_(before), entry_(entry) {}

    // Of the first event that says anything.
    std::optional<Deed> find() const {
        for (const Event& event : entry_.events) {
            if (const auto deed = of_votes(event)) return deed;
            if (const auto deed = of_seats(event)) return deed;
            if (const auto deed = of_returns(event)) return deed;
            if (const auto deed = of_instance(event)) return deed;
            if (const auto deed = of_system(event)) return deed;
            if (std::get_if<NodeEntered>(&event)) break;  // it moves on: seats and copies say no more
        }
        return {};
    }

private:
    // About a task: where it is, and for whom it is held.
    Deed about(SeatId id, Actions actions, std::optional<PersonId> actor = {}) const {
        Deed deed{.actions = std::move(actions), .actor = std::move(actor), .task = id};
        const Seat* seat = before_.find_seat(id);
        const Token* token = seat ? before_.find_token(seat->token) : nullptr;
        if (token) deed.node = token->node;
        return deed;
    }

    // By its holder: in the name of whoever they hold it for.
    Deed with(SeatId id, std::string_view action, std::optional<PersonId> actor) const {
        Deed deed = about(id, {action}, std::move(actor));
        if (const Seat* seat = before_.find_seat(id)) deed.on_behalf_of = seat->on_behalf_of();
        return deed;
    }

    // About the whole instance.
    static Deed about_all(Actions actions, std::optional<PersonId> actor = {}) {
        return Deed{.actions = std::move(actions),
                    .actor = std::move(actor),
                    .on_behalf_of = PersonId{},
                    .task = SeatId{},
                    .node = std::string{}};
    }

    std::optional<Deed> of_votes(const Event& event) const {
        if (const auto* vote = std::get_if<SeatApproved>(&event))
            return with(vote->seat, Approve::action, vote->by);
        if (const auto* vote = std::get_if<SeatRejected>(&event))
            return with(vote->seat, Reject::action, vote->by);
        if (const auto* vote = std::get_if<SeatAbstained>(&event))
            return with(vote->seat, Abstain::action, vote->by);
        if (const auto* done = std::get_if<TaskCompleted>(&event))
            return with(done->seat, Complete::action, done->by);
        if (const auto* resubmitted = std::get_if<Resubmitted>(&event)) return of(*resubmitted);
        if (const auto* passed = std::get_if<SeatPassed>(&event)) {
            Deed deed = about(passed->seat, {Approve::action}, PersonId{system_actor});
            if (const Seat* seat = before_.find_seat(passed->seat)) deed.on_behalf_of = seat->principal;
            deed.by_policy = true;
            return deed;
        }
        return {};
    }

    Deed of(const Resubmitted&) const {
        Deed deed{.actions = {Resubmit::action}};
        const auto* done = first_of<TaskCompleted>(entry_);
        if (!done) return deed;
        deed = about(done->seat, {Resubmit::action}, done->by);
        deed.on_behalf_of = done->by == before_.initiator ? PersonId{} : before_.initiator;
        return deed;
    }

    std::optional<Deed> of_seats(const Event& event) const {
        if (const auto* claimed = std::get_if<SeatClaimed>(&event))
            return about(claimed->seat, {Claim::action}, claimed->by);
        if (const auto* delegated = std::get_if<SeatDelegated>(&event)) return of(*delegated);
        if (const auto* saved = std::get_if<DraftSaved>(&event))
            return about(saved->seat, {SaveDraft::action});
        if (const auto* created = std::get_if<SeatsCreated>(&event)) return of(*created);
        if (const auto* removed = std::get_if<SeatRemoved>(&event))
            return of_move(removed->seat, {RemoveSigner::action, RefreshApprovers::action});
        if (const auto* released = std::get_if<SeatReleased>(&event))
            return of_move(released->seat, {Release::action});
        if (const auto* resolved = std::get_if<SeatResolved>(&event))
            return of_move(resolved->seat, {Resolve::action});
        if (const auto* reassigned = std::get_if<SeatReassigned>(&event))
            return of_move(reassigned->seat, {Transfer::action, ApplyDelegation::action});
        return {};
    }

    Deed of(const SeatDelegated& event) const {
        const Seat* seat = before_.find_seat(event.seat);
        return with(event.seat, Delegate::action, seat ? std::optional{seat->holder} : std::nullopt);
    }

    // Added by hand; others come because a node begins, or its rules are asked again.
    std::optional<Deed> of(const SeatsCreated& event) const {
        if (event.seats.empty() || !event.seats.front().is_added()) return {};
        return with(event.seats.front().host, AddSigner::action, event.seats.front().added_by);
    }

    // By a person; or by the system, because somebody left: then it is about the last of several.
    Deed of_move(SeatId seat, Actions actions) const {
        actions.insert(actions.end(), {ReplaceLeavers::action, "reassign"});
        const bool is_about_several =
            entry_.actor == system_actor || entry_.action == RefreshApprovers::action;
        return is_about_several ? Deed{.actions = std::move(actions)} : about(seat, std::move(actions));
    }

    std::optional<Deed> of_returns(const Event& event) const {
        if (const auto* sent = std::get_if<SentBack>(&event)) {
            Deed deed = with(sent->seat, SendBack::action, {});
            deed.actions.push_back(Reject::action);
            return deed;
        }
        if (const auto* recalled = std::get_if<Recalled>(&event))
            return Deed{.actions = {Recall::action}, .actor = recalled->by, .node = recalled->node};
        if (const auto* jumped = std::get_if<Jumped>(&event))
            return Deed{.actions = {Jump::action, Wake::action}, .node = jumped->to};
        return {};
    }

    std::optional<Deed> of_instance(const Event& event) const {
        if (const auto* started = std::get_if<InstanceStarted>(&event))
            return about_all({Start::action}, started->initiator);
        if (std::get_if<WithdrawalRequested>(&event)) return about_all({RequestWithdrawal::action});
        if (const auto* refused = std::get_if<WithdrawalRefused>(&event))
            return about_all({AnswerWithdrawal::action}, refused->by);
        if (const auto* read = std::get_if<InstanceRead>(&event))
            return about_all({MarkRead::action}, read->by);
        if (std::get_if<InstanceSuspended>(&event)) return about_all({Suspend::action});
        if (std::get_if<InstanceResumed>(&event)) return about_all({Resume::action});
        if (std::get_if<StateRestored>(&event))
            return about_all({Undo::action, Redo::action, Restore::action});
        if (std::get_if<InstanceRevoked>(&event)) return about_all({AcceptRevocation::action});
        if (std::get_if<StateKept>(&event)) return about_all({Checkpoint::action}, PersonId{system_actor});
        if (std::get_if<Redacted>(&event)) return about_all({Redact::action});
        if (const auto* copied = std::get_if<PeopleCopied>(&event); copied && copied->node.empty())
            return about_all({Copy::action});
        if (std::get_if<PeopleReminded>(&event)) return Deed{.actions = {Remind::action}};
        if (std::get_if<JobFailed>(&event)) return Deed{.actions = {FailJob::action}};
        if (std::get_if<JobRetried>(&event)) return Deed{.actions = {RetryJob::action}};
        if (std::get_if<wf::InstanceAdded>(&event)) return Deed{.actions = {AddInstance::action}};
        return {};
    }

    std::optional<Deed> of_system(const Event& event) const {
        const auto by_system = [](Actions actions, bool by_policy) {
            return Deed{.actions = std::move(actions),
                        .actor = PersonId{system_actor},
                        .on_behalf_of = PersonId{},
                        .task = SeatId{},
                        .by_policy = by_policy};
        };
        if (std::get_if<DeadlinePassed>(&event))
            return by_system({Approve::action, Reject::action, Cancel::action, "reassign", "timeout"}, false);
        if (std::get_if<ApproverMissing>(&event))
            return by_system({Approve::action, Reject::action, "assign", "hold"}, true);
        return {};
    }

    const State& before_;
    const Entry& entry_;
};

bool ends_as(const Entry& entry, Status status) {
    const auto* ended = first_of<InstanceEnded>(entry);
    return ended && ended->status == status;
}

// What any command may find in the business row.
bool is_found_in_row(const Event& event) {
    const auto* data = std::get_if<DataChanged>(&event);
    return (data && data->in_row) || std::get_if<MaterialChanged>(&event) || std::get_if<TitleChanged>(&event);
}

bool is_one_of(std::string_view action, std::initializer_list<std::string_view> actions) {
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

// Actions that leave no deed behind, or something else instead.
bool may_say_nothing(const Entry& entry) {
    const std::string_view action = entry.action;
    const bool is_empty = std::ranges::all_of(entry.events, is_found_in_row);
    if (action == Comment::action) return is_empty;
    if (is_one_of(action, {Withdraw::action, AnswerWithdrawal::action}))
        return ends_as(entry, Status::Withdrawn);
    if (action == Cancel::action) return ends_as(entry, Status::Canceled);
    if (action == Terminate::action) return ends_as(entry, Status::Terminated);
    if (action == FailJob::action) return first_of<ErrorThrown>(entry) != nullptr;
    // There may have been nothing to do.
    if (is_one_of(action, {SetData::action, RefreshApprovers::action, ReplaceLeavers::action,
                           ApplyDelegation::action, RecomputeDues::action}))
        return true;
    return !is_empty &&
           is_one_of(action, {"reassign", CompleteJob::action, FireTimer::action, TakeMessage::action,
                              TakeSignal::action, FinishCall::action, CatchEscalation::action});
}

std::string joined(const Actions& actions) {
    std::string text;
    for (const std::string_view action : actions) text.append(text.empty() ? "" : " or ").append(action);
    return text;
}

class Check {
public:
    Check(const State& before, const Entry& entry) : before_(before), entry_(entry) {}

    std::vector<EntryDifference> run(std::int64_t command) {
        if (entry_.at < before_.last_at)
            differences_.push_back({"at", "not before that of the entry before", "earlier"});
        const std::optional<Deed> deed = Deeds{before_, entry_}.find();
        check_action(deed);
        if (deed) check_deed(*deed);
        const bool follows = deed ? is_policy(*deed) : entry_.action == "reassign";
        compare("cause", follows ? std::to_string(command) : "",
                entry_.cause ? std::to_string(entry_.cause) : "");
        if (follows && !(deed && deed->actor)) compare("actor", std::string{system_actor}, entry_.actor);
        return std::move(differences_);
    }

private:
    void compare(const char* column, const std::string& expected, const std::string& found) {
        if (expected != found) differences_.push_back({column, expected, found});
    }

    void check_action(const std::optional<Deed>& deed) {
        if (!deed) {
            if (!may_say_nothing(entry_))
                differences_.push_back({"action", "one that its events tell of", entry_.action});
            return;
        }
        const bool is_told =
            std::find(deed->actions.begin(), deed->actions.end(), entry_.action) != deed->actions.end();
        if (!is_told) differences_.push_back({"action", joined(deed->actions), entry_.action});
    }

    void check_deed(const Deed& deed) {
        if (deed.actor) compare("actor", *deed.actor, entry_.actor);
        if (deed.on_behalf_of) compare("on_behalf_of", *deed.on_behalf_of, entry_.on_behalf_of);
        if (deed.node) compare("node", *deed.node, entry_.node);
        if (deed.task && *deed.task != entry_.task)
            compare("task_id", seat_text(*deed.task), seat_text(entry_.task));
    }

    static std::string seat_text(SeatId id) { return id.value ? "seat " + std::to_string(id.value) : ""; }

    // A holder who had left before their turn came moves in an entry that follows from what opened it.
    bool is_policy(const Deed& deed) const {
        return deed.by_policy || (entry_.action == "reassign" && !first_of<DeadlinePassed>(entry_));
    }

    const State& before_;
    const Entry& entry_;
    std::vector<EntryDifference> differences_;
};

}  // namespace

std::vector<EntryDifference> check_entry(const State& before, const Entry& entry, std::int64_t command) {
    return Check{before, entry}.run(command);
}

}  // namespace wf
