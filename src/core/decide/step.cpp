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

ConditionScope& Step::scope(TokenId at) {
    if (!scope_)
        scope_ = std::make_unique<ConditionScope>(definition_, state_, world_,
                                                  std::max(command_.at, state_.last_at), limits_.time_zone,
                                                  limits_.kept_form);
    scope_->look_from(at);
    return *scope_;
}

const std::optional<RowFields>& Step::row() {
    if (!is_row_read_) row_ = world_.row_fields();
    is_row_read_ = true;
    return row_;
}

void Step::write_row(const feel::Entries& fields) {
    world_.write_row(fields);
    forget_row();
}

void Step::forget_row() {
    is_row_read_ = false;
    if (scope_) scope_->forget_business_row();
}

// A scope that loses its last token is complete; a look at those that lost one is enough.
void Step::note_touched(const Event& event) {
    const auto touch = [&](TokenId id) {
        if (const Token* token = state_.find_token(id)) touched_.push_back(token->scope);
    };
    if (const auto* completed = std::get_if<NodeCompleted>(&event)) touch(completed->token);
    if (const auto* canceled = std::get_if<TokensCanceled>(&event))
        for (const TokenId id : canceled->tokens) touch(id);
    if (const auto* merged = std::get_if<TokensMerged>(&event))
        for (const TokenId id : merged->tokens) touch(id);
}

void Step::emit(Event event) {
    note_touched(event);
    evolve(state_, event);
    if (limits_.trace) limits_.trace->happened(entry(), event);
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
                             .cause = entries_.empty() ? 0 : entries_.front().seq,
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
        const Arrival arrival = std::move(agenda_.front());
        agenda_.pop_front();
        // Its scope may have been taken away in the meantime.
        if (arrival.scope.value != 0 && !state_.find_token(arrival.scope)) continue;
        if (Refusal refused = arrive(*this, arrival)) return refused;
    }
    return {};
}

// What depends on all the other tokens (is a scope empty? can an inclusive join fire?) is looked at when
// every token stands, and again after everything that follows from it.
Refusal Step::move_tokens() {
    for (bool moved = true; moved && !is_final(state_.status);) {
        if (Refusal refused = drain_agenda()) return refused;
        if (is_final(state_.status)) break;
        moved = false;
        if (Refusal refused = come_to_rest(*this, moved)) return refused;
        moved = moved || !agenda_.empty();
    }
    return {};
}

namespace {

bool is_pending(const Step& step, SeatId id) {
    const Seat* seat = step.state().find_seat(id);
    return seat && seat->is_pending();
}

// What it is about may have been taken away before it could speak.
bool still_concerns(const Step& step, NobodyLeft& policy) {
    return step.state().find_token(policy.token) != nullptr;
}

bool still_concerns(const Step& step, SeatToMove& policy) { return is_pending(step, policy.seat); }

// Who signs later is known only now that every token stands.
bool still_concerns(Step& step, SeatToPass& policy) {
    if (!is_pending(step, policy.seat)) return false;
    if (policy.cites != 0) return true;
    const std::optional<std::string> later = later_node_of(step, policy.seat);
    if (later)
        policy.because = "\"" + step.state().find_seat(policy.seat)->principal + "\" will sign node \"" +
                         *later + "\"; dedupe: last";
    return later.has_value();
}

}  // namespace

Refusal Step::run() {
    if (Refusal refused = move_tokens()) return refused;
    while (!policies_.empty() && !is_final(state_.status)) {
        Policy policy = std::move(policies_.front());
        policies_.pop_front();
        if (!std::visit([&](auto& one) { return still_concerns(*this, one); }, policy)) continue;
        close_entry();
        open_entry("assign", PersonId{system_actor}, {});
        if (Refusal refused = std::visit([&](const auto& one) { return apply_policy(*this, one); }, policy))
            return refused;
        if (Refusal refused = move_tokens()) return refused;
    }
    return {};
}

Accepted Step::take() {
    close_entry();
    return Accepted{.state = std::move(state_), .entries = std::move(entries_)};
}

}  // namespace wf
