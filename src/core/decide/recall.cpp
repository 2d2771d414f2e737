// Whoever approved a node takes the approval back, as long as nobody has acted on it: what has followed is
// superseded, and the node is as it was before that vote. The log knows how that was.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/restoring.hpp"
#include "core/log/history.hpp"
#include "core/node/past.hpp"
#include "core/node/reach.hpp"
#include "core/node/rewind.hpp"

#include <algorithm>

namespace wf {
namespace {

bool is_vote(SeatState state) {
    return state == SeatState::Approved || state == SeatState::Rejected || state == SeatState::Abstained;
}

const Seat* approved_by(const std::vector<Seat>& seats, TokenId token, const PersonId& actor) {
    for (const Seat& seat : seats)
        if (seat.token == token && seat.state == SeatState::Approved &&
            (seat.holder == actor || seat.principal == actor))
            return &seat;
    return nullptr;
}

std::vector<Seat> seats_of(const std::vector<Seat>& seats, TokenId token) {
    std::vector<Seat> own;
    for (const Seat& seat : seats)
        if (seat.token == token) own.push_back(seat);
    return own;
}

bool others_have_voted(const std::vector<Seat>& seats, SeatId mine) {
    return std::ranges::any_of(seats, [&](const Seat& seat) { return seat.id != mine && is_vote(seat.state); });
}

// Those whose turn came with this vote: the next in a sequence, and people added after the voter.
std::vector<bool> opened_by(const std::vector<Seat>& seats, const Seat& mine, Mode mode) {
    std::vector<bool> later(seats.size());
    for (std::size_t i = 0; i < seats.size(); ++i) {
        const Seat& seat = seats[i];
        later[i] = (seat.host == mine.id && seat.place == SignerPlace::After) ||
                   (mode == Mode::Sequential && !mine.is_added() && seat.rank > mine.rank);
        for (std::size_t k = 0; k < i; ++k)
            if (later[k] && seat.host == seats[k].id) later[i] = true;
    }
    return later;
}

// The seats as they stood before this vote; the votes of others stay. Refused if one of them was cast on it.
Refusal take_vote_back(const Node& node, std::vector<Seat>& seats, SeatId id, bool& waits_again) {
    const Seat mine =
        *std::find_if(seats.begin(), seats.end(), [&](const Seat& seat) { return seat.id == id; });
    const std::vector<bool> later = opened_by(seats, mine, node.approval.mode);
    for (std::size_t i = 0; i < seats.size(); ++i) {
        Seat& seat = seats[i];
        if (seat.id == id) seat.state = SeatState::Open;
        if (!later[i]) continue;
        if (is_vote(seat.state))
            return refuse::cannot_recall(node.id, "\"" + seat.holder + "\" has voted on it since.");
        if (seat.state != SeatState::Open) continue;
        seat.state = SeatState::Waiting;
        waits_again = true;
    }
    return {};
}

// ---- the node is still open

Refusal reopen(Step& step, const Node& node, const Token& token, SeatId mine) {
    std::vector<Seat> seats = seats_of(step.state().seats, token.id);
    bool waits_again = false;
    if (Refusal refused = take_vote_back(node, seats, mine, waits_again)) return refused;
    step.emit(Recalled{.node = node.id, .by = step.command().actor, .undone = {}});
    if (!waits_again) {
        step.emit(SeatReopened{.seat = mine});
        return {};
    }
    if (is_instance(step, token)) return refuse::cannot_recall(node.id, "It is repeated.");
    cancel_tokens(step, {token.id});
    const NodeIndex index = index_of(step.definition(), node);
    return enter_with_seats(step, {.target = index, .scope = token.scope, .top = index}, token.after,
                            std::move(seats));
}

// ---- it is done

// As they were before the node was decided; who had voted, has.
std::vector<Seat> seats_before(const Passing& passing) {
    std::vector<Seat> seats = seats_of(passing.at_end.seats, passing.token);
    for (Seat& seat : seats)
        if (const Seat* before = passing.before.find_seat(seat.id))
            if (seat.state == SeatState::NotNeeded) seat.state = before->state;
    return seats;
}

// The innermost activity around it that is still running.
TokenId running_scope(const Step& step, const Passing& passing) {
    TokenId scope = passing.at_end.find_token(passing.token)->scope;
    while (scope.value != 0 && !step.state().find_token(scope))
        scope = passing.at_end.find_token(scope)->scope;
    return scope;
}

Refusal undo_passing(Step& step, const Node& node, const Passing& passing, const std::vector<Entry>& log) {
    const Seat* mine = approved_by(passing.at_end.seats, passing.token, step.command().actor);
    if (!mine) return refuse::not_the_signer(step.command().actor, node.id);
    const Token token = *passing.at_end.find_token(passing.token);
    if (passing.at_end.find_body(token.scope) && passing.at_end.find_token(token.scope)->node == node.id)
        return refuse::cannot_recall(node.id, "It is repeated.");
    std::vector<Seat> seats = seats_before(passing);
    bool waits_again = false;
    if (Refusal refused = take_vote_back(node, seats, mine->id, waits_again)) return refused;
    const std::string acted = acted_since(step.definition(), log, passing, node);
    if (!acted.empty()) return refuse::cannot_recall(node.id, acted);
    if (const std::int64_t seq = log[passing.entry].seq;
        others_have_voted(seats, mine->id) && !step.world().is_row_as_after(seq))
        return refuse::row_has_changed("since entry " + std::to_string(seq));
    Place place;
    if (Refusal refused =
            find_place(step, index_of(step.definition(), node), running_scope(step, passing), place))
        return refuse::cannot_recall(node.id, refused->detail);
    step.emit(Recalled{.node = node.id, .by = step.command().actor, .undone = undone_by(step, place)});
    rewind(step, place.top, place.scope);
    return enter_with_seats(step, place, token.after, std::move(seats));
}

// What was undone has not happened.
std::vector<Entry> lived(const std::vector<Entry>& log) {
    std::vector<Entry> entries;
    for (const Entry* entry : standing_entries(log)) entries.push_back(*entry);
    return entries;
}

Refusal must_not_have_ended(const Step& step, const std::string& node) {
    if (!is_final(step.state().status)) return {};
    Rejection ended = refuse::cannot_recall(node, "The instance has ended.");
    ended.hint =
        "The person who gave the last command can undo it with wf.undo; what was approved can be "
        "revoked with wf.revoke.";
    return ended;
}

}  // namespace

Refusal decide_command(Step& step, const Recall& command) {
    const Node* node = step.definition().find_node(command.node);
    if (!node) return refuse::node_not_found(command.node);
    if (Refusal refused = must_not_have_ended(step, node->id)) return refused;
    const PersonId& actor = step.command().actor;
    bool is_active = false;
    for (const Token& token : step.state().tokens) {
        if (token.waits() || token.node != node->id) continue;
        is_active = true;
        const Seat* mine = approved_by(step.state().seats, token.id, actor);
        if (!mine) continue;
        step.about(node->id, mine->id);
        return reopen(step, *node, Token{token}, mine->id);
    }
    const Passage* passage = step.state().find_passage(node->id);
    if (is_active || !passage || passage->undone) return refuse::not_the_signer(actor, node->id);
    const std::vector<Entry> log = lived(step.world().log());
    const std::optional<Passing> passing = last_passing(log, node->id);
    if (!passing)
        if (Refusal refused = must_be_known(log, 1)) return refused;
    if (!passing) return refuse::not_the_signer(actor, node->id);
    step.about(node->id);
    return undo_passing(step, *node, *passing, log);
}

}  // namespace wf
