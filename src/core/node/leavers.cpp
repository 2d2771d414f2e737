// The holder of an open seat has left, or whom they acted for: the seat moves in the very transaction that
// made them inactive. First back the way it came (advice, standing delegation, claim), then by on_leave:
//   superior  the nearest active superior of the one whose vote it is; if they have a seat of their own here, this one
//             is removed and the vote counted anew; if there is none, the administrators
//   users     the first of them who may
//   admin     the administrators
//   hold      nobody: an incident
#include "core/approver/resolve.hpp"
#include "core/model/names.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"

namespace wf {
namespace {

bool is_active(Step& step, const PersonId& person) {
    return !person.empty() && !step.world().active({person}).empty();
}

void give_to_administrators(Step& step, const Seat& seat) {
    step.emit(SeatReassigned{.seat = seat.id,
                             .principal = {},
                             .holder = {},
                             .candidates = {std::string{administrators}},
                             .path = {}});
}

// Gives the seat to the first of `people` who may have it. Nothing: none of them. Somebody who might but has
// a seat here already takes this one's place with it, if `merges`.
Refusal give_to_first(Step& step, const Node& node, const Seat& seat, const std::vector<PersonId>& people,
                      bool merges, bool& done) {
    done = true;
    for (const PersonId& person : people) {
        if (reason_against(step, node, person)) continue;
        if (!has_seat(step, seat.token, person, seat.id)) {
            reassign(step, seat.id, person);
            return {};
        }
        if (!merges) continue;
        remove_seat(step, seat.id);
        return settle(step, seat.token);
    }
    done = false;
    return {};
}

std::vector<PersonId> superiors_of(Step& step, const PersonId& person) {
    LineRule line;
    line.end = LineEnd::Top;
    std::vector<PersonId> people;
    for (const Superior& superior : step.world().reporting_line(person, line)) people.push_back(superior.id);
    return people;
}

Refusal apply_on_leave(Step& step, const Node& node, const Seat& seat) {
    const ApprovalSettings& settings = node.approval;
    bool done = false;
    switch (settings.on_leave) {
        case OnLeave::Hold:
            step.emit(SeatParked{.seat = seat.id});
            step.emit(NodeHeld{.token = seat.token, .reason = "\"" + seat.principal + "\" has left"});
            return {};
        case OnLeave::Superior:
            if (Refusal refused =
                    give_to_first(step, node, seat, superiors_of(step, seat.principal), true, done))
                return refused;
            break;
        case OnLeave::Users:
            if (Refusal refused =
                    give_to_first(step, node, seat, step.world().active(settings.leave_users), false, done))
                return refused;
            break;
        case OnLeave::Admin: break;
    }
    if (!done) give_to_administrators(step, seat);
    return {};
}

// Nobody of the groups is left; but the administrators are waited for.
bool is_deserted(Step& step, const Seat& seat) {
    if (!seat.holder.empty() || seat.candidates.empty()) return false;
    for (const std::string& candidate : seat.candidates) {
        if (is_always_waited_for(candidate) || !members_of(step, candidate).empty()) return false;
    }
    return true;
}

}  // namespace

bool has_lost_its_holder(Step& step, const Seat& seat) {
    // What the initiator has to hand in is theirs alone; if they have left, an administrator does it.
    if (step.node_of(*step.state().find_token(seat.token)).type == NodeType::Start) return false;
    return seat.holder.empty() ? is_deserted(step, seat) : !is_active(step, seat.holder);
}

std::string why_it_moves(Step& step, const Seat& seat) {
    if (seat.holder.empty()) return "nobody is left in " + seat.who();
    const std::string why = "\"" + seat.holder + "\" has left; ";
    if (!seat.givers.empty()) return why + "back to the person who asked for advice";
    if (seat.is_claimed()) return why + "back to the group";
    if (seat.holder != seat.principal && is_active(step, seat.principal))
        return why + "back to the principal";
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    return why + "on_leave: " + std::string{name_of(node.approval.on_leave)};
}

Refusal move_seat(Step& step, SeatId id) {
    const Seat seat = *step.state().find_seat(id);
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    if (seat.holder.empty()) {  // a deserted group
        remove_seat(step, id);
        return settle(step, seat.token);
    }
    if (!seat.givers.empty()) {
        step.emit(SeatResolved{.seat = id, .to = seat.givers.back()});
        return is_active(step, step.state().find_seat(id)->holder) ? Refusal{} : move_seat(step, id);
    }
    if (seat.is_claimed()) {
        step.emit(SeatReleased{.seat = id, .to = seat.candidates});
        return is_deserted(step, *step.state().find_seat(id)) ? move_seat(step, id) : Refusal{};
    }
    if (seat.holder != seat.principal && is_active(step, seat.principal)) {
        reassign(step, id, seat.principal);
        return {};
    }
    return apply_on_leave(step, node, seat);
}

Refusal apply_policy(Step& step, const SeatToMove& policy) {
    const Seat seat = *step.state().find_seat(policy.seat);
    step.call_it("reassign");
    step.about(step.state().find_token(seat.token)->node, seat.id);
    step.explain(why_it_moves(step, seat));
    return move_seat(step, policy.seat);
}

}  // namespace wf
