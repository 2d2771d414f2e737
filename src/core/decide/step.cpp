#include "core/decide/step.hpp"

#include "core/decide/condition_scope.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {

Step::Step(const Definition& definition, State state, const Command& command, World& world,
           const DecideLimits& limits)
    : definition_(definition), state_(std::move(state)), command_(command), world_(world), limits_(limits) {
    const std::string_view action = std::visit([](const auto& act) { return act.action; }, command.act);
    open_entry(action, command.actor, command.comment);
}

Step::~Step() = default;

ConditionScope& Step::scope() {
    if (!scope_) scope_ = std::make_unique<ConditionScope>(state_, world_);
    return *scope_;
}

void Step::emit(Event event) {
    evolve(state_, event);
    entry().events.push_back(std::move(event));
}

void Step::open_entry(std::string_view action, PersonId actor, std::string comment) {
    entries_.push_back(Entry{.seq = state_.version + 1,
                             .at = std::max(command_.at, state_.last_at),
                             .action = std::string{action},
                             .actor = std::move(actor),
                             .on_behalf_of = {},
                             .task = {},
                             .node = {},
                             .comment = std::move(comment),
                             .source = state_.status,
                             .target = state_.status,
                             .events = {}});
}

// emit() has evolved the state already; what an entry adds to its events is version and time.
void Step::close_entry() {
    entry().target = state_.status;
    apply(state_, Entry{.seq = entry().seq,
                        .at = entry().at,
                        .action = {},
                        .actor = {},
                        .on_behalf_of = {},
                        .task = {},
                        .node = {},
                        .comment = {},
                        .events = {}});
}

Refusal Step::drain_agenda() {
    while (!agenda_.empty() && !is_final(state_.status)) {
        if (++nodes_entered_ > limits_.max_nodes) return refuse::too_many_steps(limits_.max_nodes);
        if (limits_.interrupt) limits_.interrupt();
        const Node& node = definition_.nodes[agenda_.front()];
        agenda_.pop_front();
        if (Refusal refused = enter(*this, node)) return refused;
    }
    return {};
}

Refusal Step::run() {
    if (Refusal refused = drain_agenda()) return refused;
    while (!policies_.empty() && !is_final(state_.status)) {
        const TokenId token = policies_.front();
        policies_.pop_front();
        close_entry();
        open_entry("assign", PersonId{system_actor}, {});
        apply_no_approver_policy(*this, token);
        if (Refusal refused = drain_agenda()) return refused;
    }
    return {};
}

void Step::end_instance(Status status) {
    SeatsClosed closed;
    for (const Seat& seat : state_.seats)
        if (seat.is_pending()) closed.seats.push_back(seat.id);
    if (!closed.seats.empty()) emit(std::move(closed));
    emit(InstanceEnded{.status = status});
}

Accepted Step::take() {
    close_entry();
    return Accepted{.state = std::move(state_), .entries = std::move(entries_)};
}

}  // namespace wf
