// An administrator has the rules of an active node asked again: new approvers get a seat, whoever
// is none any more loses theirs, and votes that were cast stay.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"

#include <algorithm>

namespace wf {

namespace {

// Named by the rules anew: seats that have not been acted on, and belong to nobody of them any more, go.
bool is_meant(const Seating& seating, const Seat& seat) {
    const auto is_same = [&](const Seat& meant) {
        return meant.principal == seat.principal &&
               (!seat.principal.empty() || meant.candidates == seat.candidates);
    };
    return std::any_of(seating.seats.begin(), seating.seats.end(), is_same);
}

Refusal refresh(Step& step, const Node& node, TokenId token) {
    Seating all;
    if (Refusal refused = find_signers(step, node, token, all)) return refused;
    std::vector<Seat> before;
    for (const Seat& seat : step.state().seats)
        if (seat.token == token && seat.is_pending() && !seat.is_claimed() && !seat.is_added())
            before.push_back(seat);
    for (const Seat& seat : before)
        if (!is_meant(all, seat)) remove_seat(step, seat.id);
    drop_seated(step, token, all);
    if (!all.seats.empty()) open_seats(step, token, std::move(all), node.approval.mode == Mode::Sequential);
    return settle(step, token);
}

}  // namespace

Refusal decide_command(Step& step, const RefreshApprovers& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "refresh the approvers of")) return refused;
    const Node* node = step.definition().find_node(command.node);
    if (!node) return refuse::node_not_found(command.node);
    step.about(node->id);
    std::vector<TokenId> tokens;
    for (const Token& token : step.state().tokens)
        if (token.node == node->id && !token.waits() && !step.state().find_body(token.id))
            tokens.push_back(token.id);
    if (tokens.empty() || node->type != NodeType::Approval) return refuse::node_not_active(command.node);
    for (const TokenId token : tokens)
        if (step.state().find_token(token))
            if (Refusal refused = refresh(step, *node, token)) return refused;
    return {};
}

}  // namespace wf
