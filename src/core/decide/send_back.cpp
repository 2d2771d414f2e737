// One who is asked gives it back to a node that was passed before: one person's act, whatever the rule of the
// node is.
#include "core/base/local_message.hpp"
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/node/reach.hpp"
#include "core/node/rewind.hpp"
#include "core/rule/rule.hpp"

#include <algorithm>

namespace wf {
namespace {

// ---- which node is meant

// The node passed last before this one: the token knows, unless it was put here by hand. Then the log does.
std::string previous_node(Step& step, const Token& token) {
    if (!token.after.empty()) return token.after.back();
    if (token.round == 1) return {};
    const std::vector<Entry> log = step.world().log();
    for (auto entry = log.rbegin(); entry != log.rend(); ++entry)
        for (auto event = entry->events.rbegin(); event != entry->events.rend(); ++event) {
            const auto* entered = std::get_if<NodeEntered>(&*event);
            if (entered && entered->node == token.node && !entered->after.empty())
                return entered->after.back();
        }
    return {};
}

// Nothing was passed before: it is the initiator's again.
std::string meant_by(Step& step, const std::string& target, const Token& token) {
    std::string node = target == "previous" ? previous_node(step, token) : target;
    if (node.empty() || node == "start") node = step.state().passages.front().node;
    return node;
}

Refusal must_be_allowed(Step& step, const Node& from, const Token& token, const std::string& target,
                        const std::string& meant) {
    const SendBackSettings& settings = from.handler.send_back;
    if (!settings.is_allowed || from.type == NodeType::Start)
        return refuse::send_back_not_allowed(from.id, target, {});
    const bool is_listed =
        settings.targets.empty() ||
        std::any_of(settings.targets.begin(), settings.targets.end(), [&](const std::string& allowed) {
            return allowed == target || meant_by(step, allowed, token) == meant;
        });
    if (!is_listed) return refuse::send_back_not_allowed(from.id, target, settings.targets);
    const std::int32_t returns = step.state().returns_from(from.id);
    if (settings.max_rounds > 0 && returns >= settings.max_rounds)
        return refuse::too_many_returns(from.id, returns);
    return {};
}

// ---- straight back to the returner: only their own token moves

// The returner lies in `outermost`, directly in the scope of the target, with no one else.
Refusal must_be_alone(const Step& step, const Token& returner, const Place& place, TokenId& outermost) {
    const Definition& definition = step.definition();
    const Node& target = definition.nodes[place.target];
    if (place.top != place.target)
        return refuse::bad_target(target.id, "It lies in " + node_named(definition.nodes[place.top].id) +
                                                 ", which has ended: from there it can only go forward.");
    if (target.loop.kind != LoopKind::None || !target.mutex.empty())
        return refuse::bad_target(target.id,
                                  "It is repeated or exclusive: from there it can only go forward.");
    if (step.node_of(returner).is_compensation_handler)
        return refuse::bad_target(target.id, "Only compensation leads back to " + node_named(returner.node) + ".");
    std::vector<TokenId> around{returner.id};
    for (outermost = returner.id; step.state().find_token(outermost)->scope != place.scope;) {
        outermost = step.state().find_token(outermost)->scope;
        around.push_back(outermost);
        const Node& activity = step.node_of(*step.state().find_token(outermost));
        if (step.state().find_body(outermost) || activity.is_event_subprocess ||
            activity.is_compensation_handler)
            return refuse::bad_target(target.id, "No flow leads straight back into " + node_named(activity.id) + ".");
    }
    for (const Token& token : step.state().tokens) {
        const bool is_inside = std::find(around.begin(), around.end(), token.scope) != around.end();
        if (is_inside && std::find(around.begin(), around.end(), token.id) == around.end())
            return refuse::bad_target(target.id, "Work beside that of node " + node_named(returner.node) +
                                                     " would be lost on the way straight back.");
    }
    return {};
}

// A seat for who handled the target last, and still may; nothing: for all, by its rules.
std::vector<Seat> seat_of_last(Step& step, const Node& node) {
    const auto& signatures = step.state().signatures;
    const auto last = std::find_if(signatures.rbegin(), signatures.rend(),
                                   [&](const Signature& signature) { return signature.node == node.id; });
    if (last == signatures.rend() || node.loop.kind != LoopKind::None) return {};
    if (step.world().active({last->person}).empty() || reason_against(step, node, last->person)) return {};
    if (node.approval.mode == Mode::Vote && votes_needed(node.approval.vote.need, 1) > 1) return {};
    Seat seat;
    seat.rank = 1;
    seat.principal = seat.holder = last->person;
    seat.state = SeatState::Open;
    resolve_delegation(step, node, step.next_token(), seat);
    return {seat};
}

// The target begins, for everybody or for the last handler alone.
Refusal open_target(Step& step, const Place& place, ReturnTo handlers, bool to_initiator) {
    if (to_initiator) {
        give_to_initiator(step, place.target);
        return {};
    }
    if (handlers == ReturnTo::Last) {
        std::vector<Seat> seats = seat_of_last(step, step.definition().nodes[place.target]);
        if (!seats.empty()) return enter_with_seats(step, place, {}, std::move(seats));
    }
    return go_to_place(step, place, {});
}

}  // namespace

Refusal decide_command(Step& step, const SendBack& command) {
    if (Refusal refused = must_hold_task(step, command.task)) return refused;
    const Seat seat = *step.state().find_seat(command.task);
    if (!seat.givers.empty())
        return refuse::only_advice(step.world().task_name(command.task), seat.givers.back());
    const Token token = *step.state().find_token(seat.token);
    const Node& from = step.node_of(token);
    const std::string to = meant_by(step, command.target, token);
    step.about(from.id, command.task);
    step.on_behalf_of(seat.on_behalf_of());
    if (Refusal refused = must_be_allowed(step, from, token, command.target, to)) return refused;
    if (Refusal refused = must_be_passed(step, to)) return refused;
    if (Refusal refused = must_have_given(step, token.id)) return refused;
    const Node& target = *step.definition().find_node(to);
    Place place;
    if (Refusal refused = find_place(step, index_of(step.definition(), target), token.scope, place))
        return refused;

    const SendBackSettings& settings = from.handler.send_back;
    const bool comes_back =
        settings.then == AfterReturn::AsSaid ? command.to_returner : settings.then == AfterReturn::ToReturner;
    const bool to_initiator = target.type == NodeType::Start;
    TokenId outermost;
    if (comes_back)
        if (Refusal refused = must_be_alone(step, token, place, outermost)) return refused;
    step.emit(SentBack{.from = from.id,
                       .to = to,
                       .seat = command.task,
                       .to_initiator = to_initiator,
                       .undone = comes_back ? std::vector<std::string>{to} : undone_by(step, place)});
    if (comes_back) {
        cancel_tokens(step, {outermost});
        step.emit(ReturnExpected{.token = step.next_token(), .to = from.id});
    } else {
        rewind(step, place.top, place.scope);
    }
    return open_target(step, place, settings.handlers, to_initiator);
}

}  // namespace wf
