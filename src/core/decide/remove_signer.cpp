// One person less has to sign: by whoever added them, or an administrator. Who signs only before or after them goes
// as well, and the votes are counted anew.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"

namespace wf {
namespace {

// The person's seat at this node: one that they have not voted with, if there is any such.
const Seat* seat_of(const State& state, TokenId token, const PersonId& person) {
    const Seat* found = nullptr;
    for (const Seat& seat : state.seats) {
        if (seat.token != token || (seat.principal != person && seat.holder != person)) continue;
        if (seat.is_pending()) return &seat;
        if (seat.state != SeatState::Removed && seat.state != SeatState::NotNeeded) found = &seat;
    }
    return found;
}

Refusal must_be_known(Step& step, SeatId task) {
    if (step.state().find_seat(task)) return {};
    World& world = step.world();
    if (task.value == 0 || task.value > step.state().last_seat)
        return refuse::task_not_found(world.task_name(task));
    return refuse::task_not_open(world.task_name(task), world.task_ending(task));
}

Refusal must_be_removable(Step& step, const Seat& seat, const PersonId& person, const std::string& node) {
    const PersonId& actor = step.command().actor;
    const bool is_his = seat.is_added() && seat.added_by == actor;
    if (!is_his && !is_administrator(step)) return refuse::may_not_remove(actor, person, seat.added_by);
    if (!seat.is_pending()) return refuse::seat_has_voted(person);
    if (!seat.is_claimed()) return {};
    Rejection refused = refuse::seat_not_found(person, node);
    refused.detail = "This person has claimed a task of a group.";
    refused.hint = "To give it to somebody else use wf.transfer.";
    return refused;
}

}  // namespace

Refusal decide_command(Step& step, const RemoveSigner& command) {
    if (Refusal refused = must_be_known(step, command.task)) return refused;
    const TokenId token = step.state().find_seat(command.task)->token;
    const std::string node = step.state().find_token(token)->node;
    const Seat* seat = seat_of(step.state(), token, command.person);
    if (!seat) return refuse::seat_not_found(command.person, node);
    if (Refusal refused = must_be_removable(step, *seat, command.person, node)) return refused;
    step.about(node, seat->id);
    remove_seat(step, seat->id);
    return settle(step, token);
}

}  // namespace wf
