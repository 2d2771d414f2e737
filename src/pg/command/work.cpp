#include "pg/command/work.hpp"

#include "core/base/one_of.hpp"
#include "core/step/decision.hpp"
#include "pg/command/frozen_row.hpp"
#include "pg/host/writing_as.hpp"
#include "pg/store/involved.hpp"
#include "pg/store/log.hpp"
#include "pg/command/projection.hpp"
#include "pg/command/refusal.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/command/sql_world.hpp"
#include "pg/command/starting.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A script function may call the engine. If it acts on the very instance whose command called it, that
// command would go on from a state that is no more.
class InDecision {
public:
    explicit InDecision(std::int64_t instance) {
        if (Work::is_deciding(instance))
            throw Error::make(Code::InstanceBusy,
                              "instance " + std::to_string(instance) + " is in the middle of a command",
                              "A function that the command called acts on the instance itself.",
                              "A script node changes the form by what its function returns.");
        instances().push_back(instance);
    }
    ~InDecision() { instances().pop_back(); }
    InDecision(const InDecision&) = delete;
    InDecision& operator=(const InDecision&) = delete;

    static std::vector<std::int64_t>& instances() {
        static std::vector<std::int64_t> in_decision;
        return in_decision;
    }
};

// What one event of an instance means for others; most mean nothing.
class Notes {
public:
    Notes(const InstanceRow& row, std::vector<FollowUp>& queue) : row_(row), queue_(queue) {}

    void on(const CallStarted& event) { queue_.push_back(ChildToStart{row_.instance, event}); }
    void on(const CallsCanceled& event) { queue_.push_back(ChildrenToStop{row_.instance, event.tokens}); }
    void on(const EscalationThrown& event) {
        if (row_.parent && !event.caught)
            queue_.push_back(EscalationToPass{row_.parent, row_.parent_token, event.code});
    }
    void on(const MessageThrown& event) {
        queue_.push_back(Message{event.name, event.key, event.data.text, row_.state.initiator});
    }
    void on(const SignalThrown& event) {
        queue_.push_back(SignalToSend{event.name, event.data.text, row_.state.initiator});
    }
    void on(const WaitsArmed& event) { search_for(event.waits); }
    // What waits again may be there already.
    void on(const InstanceResumed&) { search_for(row_.state.waits); }
    void on(const StateRestored&) { search_for(armed(row_.state)); }
    void on(const InstanceEnded& event) {
        if (row_.revokes && event.status == Status::Completed)
            queue_.push_back(RevocationToAccept{row_.revokes, row_.instance});
        if (row_.parent)
            queue_.push_back(
                CallToFinish{row_.parent, row_.parent_token, event.status, event.error, row_.state.data});
    }
    // What stays within the instance.
    template <class E>
    requires OneOf<E, InstanceStarted, DataChanged, TitleChanged, NodeEntered, NodeCompleted, FlowTaken, TokenArrived,
                   TokensMerged, TokensCanceled, JoinCycled, LoopStarted, LoopReleased, InstanceAdded,
                   OutputCollected, VariablesChanged, WaitFired, WaitReset, WaitPaused, WaitsClosed, JobFailed,
                   JobRetried, ErrorThrown, CompensationRecorded, CompensationThrown, CompensationStarted,
                   ScopeInterrupted, SeatsCreated, SeatOpened, SeatApproved, SeatRejected, SeatsClosed,
                   SeatAbstained, SeatPassed, SeatClaimed, SeatReleased, SeatReassigned, SeatDelegated,
                   SeatResolved, SeatParked, SeatRemoved, TaskCompleted, ApproversChosen, MaterialChanged,
                   ApproversSkipped, ApproverMissing, DeadlinePassed, PeopleReminded, NodeHeld, PeopleCopied,
                   SeatReopened, DraftSaved, SentBack, ReturnExpected, ReturnDropped, Resubmitted, Recalled,
                   Jumped, WithdrawalRequested, WithdrawalRefused, InstanceRead, InstanceSuspended,
                   InstanceWoken, InstanceRevoked, StateKept, Redacted>
    void on(const E&) {}

private:
    void search_for(const std::vector<Wait>& waits) {
        for (const Wait& wait : waits)
            if (wait.kind == WaitKind::Message)
                queue_.push_back(BufferToSearch{row_.instance, wait.id, wait.name, wait.key});
    }

    const InstanceRow& row_;
    std::vector<FollowUp>& queue_;
};

}  // namespace

namespace {

Instant real_moment(Instant at) {
    const Instant now = GetCurrentTimestamp();
    return at >= GetCurrentTransactionStartTimestamp() && at <= now ? at : now;
}

}  // namespace

Work::Work(EngineRights& rights, std::int64_t tenant, Instant at)
    : tenant_(tenant), rights_(rights), at_(at), real_at_(real_moment(at)) {}

void Work::note(const InstanceRow& row, const std::vector<Entry>& entries) {
    Notes notes{row, queue_};
    for (const Entry& entry : entries)
        for (const Event& event : entry.events) std::visit([&](const auto& fact) { notes.on(fact); }, event);
    const auto known = std::find_if(versions_.begin(), versions_.end(),
                                    [&](const auto& version) { return version.first == row.instance; });
    if (known == versions_.end())
        versions_.emplace_back(row.instance, row.state.version);
    else
        known->second = row.state.version;
}

std::int64_t Work::version_of(std::int64_t instance) const {
    for (const auto& [changed, version] : versions_)
        if (changed == instance) return version;
    return 0;
}

Accepted Work::accept(const InstanceRow& row, State state, const Definition& definition,
                           const Command& command, HostRow& host) {
    SqlWorld world{rights_, tenant_, row, host};
    const WritingAs writing{command.actor, command.comment};
    Decision decision =
        wf::decide(definition, std::move(state), command, world, settings::decide_limits(tenant_));
    if (Rejection* rejection = std::get_if<Rejection>(&decision))
        throw to_error(as_told(rights_, tenant_, row.instance, command, std::move(*rejection)));
    return std::move(std::get<Accepted>(decision));
}

namespace {

// Of these the log says which version of the row was meant.
bool is_signature(const Act& act) {
    return std::holds_alternative<Start>(act) || std::holds_alternative<Resubmit>(act) ||
           std::holds_alternative<Approve>(act) || std::holds_alternative<Reject>(act) ||
           std::holds_alternative<Abstain>(act) || std::holds_alternative<Complete>(act);
}

// Nobody signs what is not there. What has ended, with its row perhaps, is the core's to refuse.
bool is_row_missing(HostRow& host, const InstanceRow& row, const Act& act) {
    return host.is_bound() && is_signature(act) && !is_final(row.state.status) && !host.seen();
}

// Undo, redo, restore and wake open what has ended. Meanwhile the row may have gone, or another one may have
// begun.
void check_may_open(const EngineRights& rights, HostRow& host, const InstanceRow& row) {
    if (!host.is_bound()) return;
    if (!host.seen())
        throw Error::make(Code::BusinessRowMissing,
                          "table " + row.business_table + " has no row " + row.business_key,
                          "It was deleted, and its approval ended with it.",
                          "Start another one once there is a row again.");
    if (row.revokes == 0) check_only_one(rights, host.table(), host.binding(), row.business_key);
}

bool is_with_initiator(Status status) { return status == Status::Created || status == Status::Returned; }

// Of our own trigger, which the change has gone through.
bool is_note_of_row(const Act& act) {
    const auto* data = std::get_if<SetData>(&act);
    return data && data->is_in_row;
}

// Once it has been decided, the trigger would find nothing open, or another node.
void check_not_changed_meanwhile(const InstanceRow& row, const Accepted& accepted) {
    const Status status = accepted.state.status;
    const bool goes_on = !is_final(status) && !is_with_initiator(status);
    if (is_with_initiator(accepted.entries.front().source) || (!goes_on && status != Status::Completed)) return;
    throw Error::make(Code::RowFrozen,
                      "row " + row.business_key + " of table " + row.business_table + " is being approved",
                      "The statement that calls the engine is itself changing the row, and whether it may has not "
                      "been checked yet.",
                      "Change the row in a statement of its own, before the one that decides on it; or call the "
                      "engine from a trigger whose name comes after \"wf_row_written\".");
}

std::uint64_t changes = 0;

}  // namespace

Error Work::row_missing(const InstanceRow& row, const Command& command) const {
    Rejection missing{Code::BusinessRowMissing, "table " + row.business_table + " has no row " + row.business_key,
                      "It was deleted, and the triggers of wf.bind() did not see it.",
                      "Cancel the instance; or insert the row again."};
    return to_error(as_told(rights_, tenant_, row.instance, command, std::move(missing)));
}

bool Work::is_deciding(std::int64_t instance) {
    return std::ranges::find(InDecision::instances(), instance) != InDecision::instances().end();
}

std::uint64_t Work::changes_made() { return changes; }

// The row of what has ended is the host's own again: no entry speaks of it, unless the instance runs anew.
void Work::keep(InstanceRow& row, const Before& before, Accepted accepted, HostRow& host) {
    if (before.is_row_changing) check_not_changed_meanwhile(row, accepted);
    ++changes;
    const bool had_ended = is_final(accepted.entries.front().source);
    const bool has_ended = had_ended && is_final(accepted.state.status);
    if (had_ended && !has_ended) check_may_open(rights_, host, row);
    row.state = std::move(accepted.state);
    row.log_hash = append(rights_, tenant_, row.instance, accepted.entries,
                          has_ended ? std::nullopt : host.signature(), std::move(row.log_hash));
    project(rights_, tenant_, row, before.waits, accepted.entries);
    if (row.state.is_held() != before.is_held) note_held(rights_, tenant_, row.instance, row.state);
    for (const Entry& entry : accepted.entries)
        for (const Event& event : entry.events)
            if (const auto* titled = std::get_if<TitleChanged>(&event)) row.title = titled->title;
    note(row, accepted.entries);
    if (host.has_written()) queue_.push_back(RowToRead{row.instance, row.business_table, row.business_key});
    if (host.is_bound()) note_row(row, accepted.entries, host);
}

void Work::decide(InstanceRow& row, const Definition& definition, const Command& command) {
    const InDecision guard{row.instance};
    HostRow host{rights_, tenant_, row, definition};
    if (is_row_missing(host, row, command.act)) throw row_missing(row, command);
    const Before before{armed(row.state), row.state.is_held(), !is_note_of_row(command.act) && host.is_changed_meanwhile()};
    // Not copied: a countersign may have hundreds of seats. What World asks of the row stays in it.
    State state = std::move(row.state);
    row.state.started_at = state.started_at;
    keep(row, before, accept(row, std::move(state), definition, command, host), host);
}

std::optional<Error> Work::try_decide(InstanceRow& row, const Definition& definition,
                                           const Command& command) {
    const InDecision guard{row.instance};
    HostRow host{rights_, tenant_, row, definition};
    if (is_row_missing(host, row, command.act)) return row_missing(row, command);
    const Before before{armed(row.state), row.state.is_held(), host.is_changed_meanwhile()};
    SqlWorld world{rights_, tenant_, row, host};
    Decision decision = wf::decide(definition, row.state, command, world, settings::decide_limits(tenant_));
    if (Rejection* rejection = std::get_if<Rejection>(&decision))
        return to_error(as_told(rights_, tenant_, row.instance, command, std::move(*rejection)));
    keep(row, before, std::move(std::get<Accepted>(decision)), host);
    return {};
}

bool Work::adapt(InstanceRow& row, Act act, std::string reason) {
    const InDecision guard{row.instance};
    const DefinitionRef definition = definition_by_id(rights_, tenant_, row.definition);
    HostRow host{rights_, tenant_, row, definition->compiled};
    const Before before{armed(row.state), row.state.is_held(), host.is_changed_meanwhile()};
    Accepted accepted =
        accept(row, row.state, definition->compiled, by_system(std::move(act), std::move(reason)), host);
    const bool is_idle = std::all_of(accepted.entries.begin(), accepted.entries.end(),
                                     [](const Entry& entry) { return entry.events.empty(); });
    if (is_idle) return false;
    keep(row, before, std::move(accepted), host);
    return true;
}

Command Work::by_system(Act act, std::string comment) const {
    return {.act = std::move(act),
            .actor = PersonId{system_actor},
            .by_administrator = true,
            .at = real_at_,
            .comment = std::move(comment),
            .as_of = at_ == real_at_ ? 0 : at_};
}

void Work::command_by_system(InstanceRow& row, Act act, std::string comment) {
    const DefinitionRef definition = definition_by_id(rights_, tenant_, row.definition);
    decide(row, definition->compiled, by_system(std::move(act), std::move(comment)));
}

// Of a bound row as its binding says, else the definition's name.
void Work::set_title(InstanceRow& row, const Definition& definition, Start& start) {
    HostRow host{rights_, tenant_, row, definition};
    if (std::optional<std::string> title = host.title()) {
        start.title = std::move(*title);
        start.is_titled_by_row = true;
    } else {
        start.title = definition.name.in(settings::language(), definition.key);
    }
}

// What revokes an approval is about the same row.
void Work::check_one_approval(const InstanceRow& row, const std::string& definition) const {
    if (row.business_table.empty() || row.revokes != 0) return;
    const BoundTableRef table = bindings_of(rights_, row.business_table);
    const RowBinding* binding = table ? table->find(tenant_, definition) : nullptr;
    if (binding) check_only_one(rights_, *table, *binding, row.business_key);
}

std::int64_t Work::start(InstanceRow row, const StoredDefinition& definition, Start start,
                              const PersonId& actor, std::string comment) {
    row.definition = definition.id;
    start.definition_version = definition.version;
    row.business_table = start.business_table;
    row.business_key = start.business_key;
    if (start.title.empty()) set_title(row, definition.compiled, start);
    lock_start_limit(rights_, tenant_, definition.compiled, start, actor);
    start.serial_no = next_serial_no(rights_, tenant_, definition.compiled, at_);
    row.serial_no = start.serial_no;
    row.title = start.title;
    row.parent = start.parent.value;
    row.parent_token = start.parent_token;
    row.revokes = start.revokes.value;
    check_one_approval(row, definition.compiled.key);
    decide(row, definition.compiled,
           Command{.act = std::move(start),
                   .actor = actor,
                   .by_administrator =
                       actor == system_actor,  // so that Start knows it from a person of that name
                   .at = real_at_,
                   .comment = std::move(comment),
                   .as_of = at_ == real_at_ ? 0 : at_});
    return row.instance;
}

void Work::run() {
    for (; next_ < queue_.size(); ++next_) {
        check_interrupts();
        if (next_ >= settings::max_follow_ups())
            throw Error::make(Code::TooManySteps, "the processes do not come to rest",
                              "One command led to more than " + std::to_string(settings::max_follow_ups()) +
                                  " calls, messages and signals.",
                              "Look for processes that answer each other for ever; or raise "
                              "wf_engine.max_follow_ups.");
        const FollowUp next = std::move(queue_[next_]);  // not by reference: the queue grows meanwhile
        std::visit([&](const auto& one) { handle(one); }, next);
    }
}

}  // namespace wf::pg
