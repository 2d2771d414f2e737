#include "pg/command/projection.hpp"

#include "core/base/one_of.hpp"
#include "core/model/deadline.hpp"
#include "core/node/excluded_owners.hpp"
#include "pg/command/outbox.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/involved.hpp"
#include "pg/store/log.hpp"
#include "pg/store/tables.hpp"
#include "pg/store/wait_rows.hpp"

#include <algorithm>
#include <set>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Copies {
    const PeopleCopied* sent;
    const Entry* by;
};

struct Receipt {
    const InstanceRead* read;
    const Entry* by;
};

struct Reminders {
    const PeopleReminded* sent;
    const Entry* by;
};

// What the events of a command come to, so that each table is written once.
struct Changes {
    std::vector<SeatId> opened;
    std::vector<SeatId> moved;   // have another holder now
    std::vector<SeatId> closed;  // of tasks that existed before
    std::vector<Copies> copies;
    std::vector<Reminders> reminders;
    std::vector<Receipt> receipts;
    bool started = false;
    bool data_changed = false;
    const TitleChanged* retitled = nullptr;
    bool restored = false;  // then the tasks are those of the state, whatever else happened
    bool clock_set = false;
    bool signed_or_undone = false;  // who may not act on another node can be another now

    // A task is written once, as its seat is in the end.
    void move(SeatId seat) {
        if (std::find(opened.begin(), opened.end(), seat) == opened.end() &&
            std::find(moved.begin(), moved.end(), seat) == moved.end())
            moved.push_back(seat);
    }
    void close(SeatId seat) {
        std::erase(moved, seat);
        if (std::erase(opened, seat) == 0) closed.push_back(seat);
    }
};

void note(Changes& changes, const Entry&, const InstanceStarted&) { changes.started = true; }
void note(Changes& changes, const Entry&, const DataChanged&) { changes.data_changed = true; }
void note(Changes& changes, const Entry&, const TitleChanged& event) { changes.retitled = &event; }
void note(Changes& changes, const Entry&, const TaskCompleted& event) {
    changes.close(event.seat);
    changes.signed_or_undone = true;
}
void note(Changes& changes, const Entry&, const SeatsCreated& event) {
    for (const Seat& seat : event.seats)
        if (seat.state == SeatState::Open) changes.opened.push_back(seat.id);
}
void note(Changes& changes, const Entry&, const SeatOpened& event) { changes.opened.push_back(event.seat); }
void note(Changes& changes, const Entry&, const SeatApproved& event) {
    changes.close(event.seat);
    changes.signed_or_undone = true;
}
void note(Changes& changes, const Entry&, const SeatRejected& event) { changes.close(event.seat); }
void note(Changes& changes, const Entry&, const SeatAbstained& event) { changes.close(event.seat); }
void note(Changes& changes, const Entry&, const SeatPassed& event) { changes.close(event.seat); }
void note(Changes& changes, const Entry&, const SeatParked& event) { changes.close(event.seat); }
void note(Changes& changes, const Entry&, const SeatRemoved& event) { changes.close(event.seat); }
void note(Changes& changes, const Entry&, const SeatClaimed& event) { changes.move(event.seat); }
void note(Changes& changes, const Entry&, const SeatReleased& event) { changes.move(event.seat); }
void note(Changes& changes, const Entry&, const SeatReassigned& event) { changes.move(event.seat); }
void note(Changes& changes, const Entry&, const SeatDelegated& event) { changes.move(event.seat); }
void note(Changes& changes, const Entry&, const SeatResolved& event) { changes.move(event.seat); }
void note(Changes& changes, const Entry& entry, const PeopleReminded& event) {
    changes.reminders.push_back({&event, &entry});
}
void note(Changes& changes, const Entry&, const SeatsClosed& event) {
    for (const SeatId seat : event.seats) changes.close(seat);
}
void note(Changes& changes, const Entry& entry, const PeopleCopied& event) {
    changes.copies.push_back({&event, &entry});
}
void note(Changes& changes, const Entry& entry, const InstanceRead& event) {
    changes.receipts.push_back({&event, &entry});
}
void note(Changes& changes, const Entry&, const InstanceSuspended&) { changes.clock_set = true; }
void note(Changes& changes, const Entry&, const InstanceResumed&) { changes.clock_set = true; }
void note(Changes& changes, const Entry&, const WaitPaused&) { changes.clock_set = true; }
void note(Changes& changes, const Entry&, const WaitReset& event) {
    changes.clock_set = changes.clock_set || !event.span.empty();
}
void note(Changes& changes, const Entry&, const StateRestored&) {
    changes.restored = changes.data_changed = changes.signed_or_undone = true;
}
void note(Changes& changes, const Entry&, const SeatReopened& event) {
    changes.opened.push_back(event.seat);
    changes.signed_or_undone = true;
}

// What writes no rows of its own.
template <class Other>
requires OneOf<Other, NodeEntered, NodeCompleted, FlowTaken, TokenArrived, TokensMerged, TokensCanceled,
               JoinCycled, LoopStarted, LoopReleased, InstanceAdded, OutputCollected, VariablesChanged,
               WaitsArmed, WaitFired, WaitsClosed, JobFailed, JobRetried, MessageThrown,
               SignalThrown, ErrorThrown, EscalationThrown, CallStarted, CallsCanceled, CompensationRecorded,
               CompensationThrown, CompensationStarted, ScopeInterrupted, ApproversChosen, MaterialChanged,
               ApproversSkipped, DeadlinePassed, ApproverMissing, NodeHeld, DraftSaved, SentBack,
               ReturnExpected, ReturnDropped, Resubmitted, Recalled, Jumped, WithdrawalRequested,
               WithdrawalRefused, InstanceWoken, InstanceRevoked, InstanceEnded, StateKept, Redacted>
void note(Changes&, const Entry&, const Other&) {}

// Gives who had them: they were noted when they got them.
std::set<std::string> delete_tasks(std::int64_t tenant, std::int64_t instance, const std::vector<SeatId>& seats) {
    std::set<std::string> holders;
    for (const SeatId seat : seats)
        if (const std::optional<TableRow> task = task_rows().remove({int8(tenant), int8(task_id(instance, seat))}))
            holders.insert(text_of((*task)[TaskColumn::assignee]));
    return holders;
}

// When the node that `token` stands on should be done; while the clock stands still, how much time is left.
Param due_of(const std::optional<Deadline>& deadline) {
    return deadline && !deadline->remaining ? time(deadline->due_at) : null();
}
Param remaining_of(const std::optional<Deadline>& deadline) {
    return deadline && deadline->remaining ? interval(*deadline->remaining) : null();
}

// null(): nobody.
Param array_of(const std::vector<PersonId>& people) { return people.empty() ? null() : text_array(people); }

// Of a task that a group shares.
Param excluded_from(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                    const Token& token) {
    const DefinitionRef definition = definition_by_id(rights, tenant, row.definition);
    return array_of(
        excluded_owners(definition->compiled, row.state, *definition->compiled.find_node(token.node)));
}

Param candidates_of(const Seat& seat) { return seat.candidates.empty() ? null() : text_array(seat.candidates); }

void add_row(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, const Seat& seat,
             std::vector<Param>& rows) {
    const Token& token = *row.state.find_token(seat.token);
    const Param now = time(row.state.last_at);
    const std::optional<Deadline> deadline = deadline_of(row.state, seat.token);
    rows.insert(rows.end(), {int8(tenant), int8(task_id(row.instance, seat.id)), int8(row.instance), text(token.node),
                             int4(token.round), text_or_null(seat.holder), text_or_null(seat.on_behalf_of()),
                             candidates_of(seat), now, due_of(deadline), seat.is_claimed() ? now : null(),
                             seat.candidates.empty() ? null() : excluded_from(rights, tenant, row, token),
                             remaining_of(deadline)});
}

// A seat that waits, or has none any more, has no task.
void move_task(std::int64_t tenant, const InstanceRow& row, const Seat& seat) {
    using At = TaskColumn;
    const Param id = int8(task_id(row.instance, seat.id));
    const std::optional<TableRow> task = task_rows().find({int8(tenant), id}, 1ULL << At::claimed_at);
    if (!task) return;
    const Param& claimed_at = (*task)[At::claimed_at];
    task_rows().update({int8(tenant), id}, {{At::assignee, text_or_null(seat.holder)},
                                            {At::on_behalf_of, text_or_null(seat.on_behalf_of())},
                                            {At::candidates, candidates_of(seat)},
                                            {At::claimed_at, !seat.is_claimed()     ? null()
                                                             : claimed_at.is_null ? time(row.state.last_at)
                                                                                  : claimed_at}});
}

void open_tasks(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                const std::vector<SeatId>& opened) {
    if (row.state.last_seat >= tasks_per_instance)
        throw Error::make(Code::TooManyTasks,
                          "instance " + std::to_string(row.instance) + " has too many tasks",
                          "An instance can have " + std::to_string(tasks_per_instance - 1) + " in its life.",
                          "Look for a loop in its definition; terminate it and start anew.");
    std::vector<Param> rows;
    for (const SeatId id : opened) {
        const Seat& seat = *row.state.find_seat(id);
        add_row(rights, tenant, row, seat, rows);
    }
    if (!rows.empty()) task_rows().insert(rows);
}

std::set<std::int64_t> tasks_of(std::int64_t tenant, std::int64_t instance) {
    static Statement select{"SELECT task_id FROM wf.task WHERE tenant_id = $1 AND instance_id = $2",
                            {INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(instance)}, Access::ReadWrite);
    std::set<std::int64_t> ids;
    for (std::size_t row = 0; row < rows.size(); ++row) ids.insert(rows.int8(row, 1));
    return ids;
}

// Work on the difference to what is there: a task that stays keeps its age.
Changes changes_to_restored(std::int64_t tenant, const InstanceRow& row, Changes changes) {
    std::set<std::int64_t> left = tasks_of(tenant, row.instance);
    changes.opened.clear();
    changes.moved.clear();
    changes.closed.clear();
    for (const Seat& seat : row.state.seats) {
        if (seat.state != SeatState::Open) continue;
        if (left.erase(task_id(row.instance, seat.id)) == 0)
            changes.opened.push_back(seat.id);
        else
            changes.moved.push_back(seat.id);
    }
    for (const std::int64_t id : left) changes.closed.push_back(seat_of_task(id));
    return changes;
}

bool is_shared(const Seat& seat) { return seat.state == SeatState::Open && !seat.candidates.empty(); }

// Somebody has signed, or it was taken back, or the form names others: that may keep them out of another node.
void keep_out(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row) {
    using At = TaskColumn;
    if (!std::ranges::any_of(row.state.seats, is_shared)) return;
    const DefinitionRef definition = definition_by_id(rights, tenant, row.definition);
    for (const Seat& seat : row.state.seats) {
        if (!is_shared(seat)) continue;
        const Node& node = *definition->compiled.find_node(row.state.find_token(seat.token)->node);
        if (node.approval.not_same_as.empty() && node.approval.except.empty()) continue;
        const Param id = int8(task_id(row.instance, seat.id));
        const std::vector<PersonId> excluded = excluded_owners(definition->compiled, row.state, node);
        const std::optional<TableRow> task = task_rows().find({int8(tenant), id}, 1ULL << At::excluded_owners);
        if (task && texts_of((*task)[At::excluded_owners]) != excluded)
            task_rows().update({int8(tenant), id}, {{At::excluded_owners, array_of(excluded)}});
    }
}

// Its end is again the one it had before it ran again.
void note_reopened(std::int64_t tenant, const InstanceRow& row) {
    static Statement update{"UPDATE wf.instance SET reopened_until = $3 WHERE tenant_id = $1 AND instance_id = $2",
                            {INT8OID, INT8OID, TIMESTAMPTZOID}};
    if (row.state.ended_at != 0 && row.state.ended_at < row.state.last_at)
        update.run({int8(tenant), int8(row.instance), time(row.state.last_at)}, Access::ReadWrite);
}

// Deadlines have been set anew, stand still, or are again what they were. One that has passed stays in the lists.
void set_due(std::int64_t tenant, const InstanceRow& row) {
    for (const Seat& seat : row.state.seats) {
        if (seat.state != SeatState::Open) continue;
        if (const std::optional<Deadline> deadline = deadline_of(row.state, seat.token))
            task_rows().update({int8(tenant), int8(task_id(row.instance, seat.id))},
                               {{TaskColumn::due_at, due_of(deadline)}, {TaskColumn::remaining, remaining_of(deadline)}});
    }
}

void insert_copies(std::int64_t tenant, std::int64_t instance, const Copies& copies) {
    std::vector<Param> rows;
    for (const PersonId& person : copies.sent->people)
        rows.insert(rows.end(), {int8(tenant), int8(instance), text(person), text(copies.sent->node),
                                 int4(copies.sent->round), text(copies.by->actor), time(copies.by->at), null()});
    if (!rows.empty()) copy_rows().insert_new(rows);
}

void mark_copies_read(std::int64_t tenant, std::int64_t instance, const Receipt& receipt) {
    static Statement update{
        R"(UPDATE wf.copy
        SET read_at = $4
        WHERE tenant_id = $1 AND instance_id = $2 AND recipient = $3 AND read_at IS NULL)",
        {INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
    update.run({int8(tenant), int8(instance), text(receipt.read->by), time(receipt.by->at)},
               Access::ReadWrite);
}

// Who acts is known already if they had the task; the initiator since the start.
void note_people(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, const Changes& changes,
                 const std::vector<Entry>& entries, const std::set<std::string>& holders) {
    std::vector<std::string> people;
    if (changes.started) people.push_back(row.state.initiator);
    for (const Entry& entry : entries) {
        if (entry.actor != row.state.initiator && !holders.contains(entry.actor)) people.push_back(entry.actor);
        if (!holders.contains(entry.actor)) people.push_back(entry.on_behalf_of);
        if (entry.target != entry.source || changes.started)
            note_seldom_status(rights, tenant, row.instance, entry.target);
    }
    std::vector<const Seat*> asked;
    for (const SeatId id : changes.opened) asked.push_back(row.state.find_seat(id));
    for (const SeatId id : changes.moved)
        if (const Seat* seat = row.state.find_seat(id)) asked.push_back(seat);
    note_asked(rights, tenant, row.instance, asked, std::move(people));
}

}  // namespace

void project(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
             const std::vector<Wait>& waits_before, const std::vector<Entry>& entries) {
    Changes changes;
    for (const Entry& entry : entries)
        for (const Event& event : entry.events)
            std::visit([&](const auto& fact) { note(changes, entry, fact); }, event);
    if (changes.restored) changes = changes_to_restored(tenant, row, std::move(changes));
    if (changes.started)
        insert_instance(rights, tenant, row);
    else
        update_instance(rights, tenant, row, entries.front().seq, changes.data_changed);
    if (changes.retitled) update_title(rights, tenant, row.instance, changes.retitled->title);
    const std::set<std::string> holders = delete_tasks(tenant, row.instance, changes.closed);
    open_tasks(rights, tenant, row, changes.opened);
    for (const SeatId id : changes.moved)
        if (const Seat* seat = row.state.find_seat(id)) move_task(tenant, row, *seat);
    note_people(rights, tenant, row, changes, entries, holders);
    if (changes.signed_or_undone || changes.data_changed) keep_out(rights, tenant, row);
    if (changes.restored || changes.clock_set) set_due(tenant, row);
    if (changes.restored) note_reopened(tenant, row);
    for (const Copies& copies : changes.copies) insert_copies(tenant, row.instance, copies);
    for (const Receipt& receipt : changes.receipts) mark_copies_read(tenant, row.instance, receipt);
    for (const Reminders& reminders : changes.reminders)
        post_reminders(rights, tenant, row, *reminders.by, *reminders.sent);
    project_waits(rights, tenant, row, waits_before, entries);
    std::vector<SeatId> asked = std::move(changes.opened);
    asked.insert(asked.end(), changes.moved.begin(), changes.moved.end());
    post_notifications(rights, tenant, row, entries, asked);
}

}  // namespace wf::pg
