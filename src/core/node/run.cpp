// A command's consequences: tokens move until every one stands or waits; then what the system does by itself.
#include "core/node/node.hpp"

#include <utility>
#include <variant>

namespace wf {
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

bool still_concerns(Step& step, SeatToBar& policy) {
    return is_pending(step, policy.seat) && reason_against_seat(step, *step.state().find_seat(policy.seat));
}

// Who will sign later is known only now that every token stands.
bool still_concerns(Step& step, SeatToPass& policy) {
    if (!is_pending(step, policy.seat) || reason_against_seat(step, *step.state().find_seat(policy.seat)))
        return false;
    if (policy.cites != 0) return true;
    const std::optional<std::string> later = later_node_of(step, policy.seat);
    if (later)
        policy.because = "\"" + step.state().find_seat(policy.seat)->principal + "\" will sign node \"" +
                         *later + "\"; dedupe: last";
    return later.has_value();
}

}  // namespace

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

Refusal Step::run() {
    if (Refusal refused = move_tokens()) return refused;
    while (!is_final(state_.status)) {
        if (policies_.empty()) look_for_barred(*this);
        if (policies_.empty()) break;
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

}  // namespace wf
