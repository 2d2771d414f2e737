#include "pg/follow_ups.hpp"

#include "core/engine.hpp"
#include "pg/event_store.hpp"
#include "pg/projection.hpp"
#include "pg/settings.hpp"
#include "pg/spi.hpp"
#include "pg/sql_world.hpp"
#include "pg/starting.hpp"
#include "pg/wait_rows.hpp"

#include <algorithm>
#include <concepts>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// A script function may call the engine. If it acts on the very instance whose command called it, that
// command would go on from a state that is no more.
class InDecision {
public:
    explicit InDecision(std::int64_t instance) {
        if (std::find(instances().begin(), instances().end(), instance) != instances().end())
            throw Error::make(Code::InstanceBusy,
                              "instance " + std::to_string(instance) + " is in the middle of a command",
                              "A function that the command called acts on the instance itself.",
                              "A script node changes the form by what its function returns.");
        instances().push_back(instance);
    }
    ~InDecision() { instances().pop_back(); }
    InDecision(const InDecision&) = delete;
    InDecision& operator=(const InDecision&) = delete;

private:
    static std::vector<std::int64_t>& instances() {
        static std::vector<std::int64_t> in_decision;
        return in_decision;
    }
};

template <class E, class... Events>
concept OneOf = (std::same_as<E, Events> || ...);

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
    requires OneOf<E, InstanceStarted, DataChanged, NodeEntered, NodeCompleted, FlowTaken, TokenArrived,
                   TokensMerged, TokensCanceled, JoinCycled, LoopStarted, LoopReleased, InstanceAdded,
                   OutputCollected, VariablesChanged, WaitFired, WaitReset, WaitsClosed, JobFailed,
                   JobRetried, ErrorThrown, CompensationRecorded, CompensationThrown, CompensationStarted,
                   ScopeInterrupted, SeatsCreated, SeatOpened, SeatApproved, SeatRejected, SeatsClosed,
                   SeatAbstained, SeatPassed, SeatClaimed, SeatReleased, SeatReassigned, SeatDelegated,
                   SeatResolved, SeatParked, SeatRemoved, TaskCompleted, ApproversChosen, MaterialChanged,
                   ApproversSkipped, ApproverMissing, DeadlinePassed, PeopleReminded, NodeHeld, PeopleCopied,
                   SeatReopened, DraftSaved, SentBack, ReturnExpected, ReturnDropped, Resubmitted, Recalled,
                   Jumped, WithdrawalRequested, WithdrawalRefused, InstanceRead, InstanceSuspended,
                   InstanceWoken, InstanceRevoked>
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

void FollowUps::note(const InstanceRow& row, const std::vector<Entry>& entries) {
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

std::int64_t FollowUps::version_of(std::int64_t instance) const {
    for (const auto& [changed, version] : versions_)
        if (changed == instance) return version;
    return 0;
}

Accepted FollowUps::accept(const InstanceRow& row, State state, const Definition& definition,
                           const Command& command) {
    SqlWorld world{tenant_, row, rights_};
    Decision decision = wf::decide(definition, std::move(state), command, world, settings::decide_limits());
    if (Rejection* rejection = std::get_if<Rejection>(&decision)) throw to_error(std::move(*rejection));
    return std::move(std::get<Accepted>(decision));
}

namespace {

std::uint64_t changes = 0;

}  // namespace

std::uint64_t FollowUps::changes_made() { return changes; }

void FollowUps::keep(InstanceRow& row, const std::vector<Wait>& waits_before, Accepted accepted,
                     const Before& before) {
    ++changes;
    row.state = std::move(accepted.state);
    append(tenant_, row.instance, accepted.entries, before.row_hash);
    project(tenant_, row, waits_before, accepted.entries);
    note(row, accepted.entries);
    if (!row.business_table.empty()) note_row(row, accepted.entries, before.form);
}

void FollowUps::decide(InstanceRow& row, const Definition& definition, const Command& command) {
    const InDecision guard{row.instance};
    const Before known = before(row, definition, command);
    const std::vector<Wait> waits_before = armed(row.state);
    // Not copied: a countersign may have hundreds of seats. What World asks of the row stays in it.
    State state = std::move(row.state);
    row.state.started_at = state.started_at;
    keep(row, waits_before, accept(row, std::move(state), definition, command), known);
}

std::optional<Rejection> FollowUps::try_decide(InstanceRow& row, const Definition& definition,
                                               const Command& command) {
    const InDecision guard{row.instance};
    const Before known = before(row, definition, command);
    SqlWorld world{tenant_, row, rights_};
    Decision decision = wf::decide(definition, row.state, command, world, settings::decide_limits());
    if (Rejection* rejection = std::get_if<Rejection>(&decision)) return std::move(*rejection);
    const std::vector<Wait> waits_before = armed(row.state);
    keep(row, waits_before, std::move(std::get<Accepted>(decision)), known);
    return {};
}

bool FollowUps::move_seats(InstanceRow& row, Act act, std::string reason) {
    const InDecision guard{row.instance};
    const DefinitionRef definition = definition_by_id(tenant_, row.definition);
    Accepted accepted =
        accept(row, row.state, definition->compiled, by_system(std::move(act), std::move(reason)));
    const bool is_idle = std::all_of(accepted.entries.begin(), accepted.entries.end(),
                                     [](const Entry& entry) { return entry.events.empty(); });
    if (is_idle) return false;
    const std::vector<Wait> waits_before = armed(row.state);
    keep(row, waits_before, std::move(accepted), Before{});
    return true;
}

Command FollowUps::by_system(Act act, std::string comment) const {
    return {.act = std::move(act),
            .actor = PersonId{system_actor},
            .by_administrator = true,
            .at = at_,
            .comment = std::move(comment)};
}

void FollowUps::command_by_system(InstanceRow& row, Act act, std::string comment) {
    const DefinitionRef definition = definition_by_id(tenant_, row.definition);
    decide(row, definition->compiled, by_system(std::move(act), std::move(comment)));
}

std::int64_t FollowUps::start(InstanceRow row, const StoredDefinition& definition, Start start,
                              const PersonId& actor, std::string comment) {
    row.definition = definition.id;
    start.definition_version = definition.version;
    if (start.title.empty())
        start.title = definition.compiled.name.in(settings::language(), definition.compiled.key);
    lock_start_limit(tenant_, definition.compiled, start, actor);
    start.serial_no = next_serial_no(tenant_, definition.compiled, at_);
    row.serial_no = start.serial_no;
    row.title = start.title;
    row.business_table = start.business_table;
    row.business_key = start.business_key;
    row.parent = start.parent.value;
    row.parent_token = start.parent_token;
    row.revokes = start.revokes.value;
    decide(row, definition.compiled,
           Command{.act = std::move(start),
                   .actor = actor,
                   .by_administrator =
                       actor == system_actor,  // so that Start knows it from a person of that name
                   .at = at_,
                   .comment = std::move(comment)});
    return row.instance;
}

void FollowUps::run() {
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
