// More people have to sign at a node: before the person who adds them (whose task is parked until they are done), after
// or beside that person. How they count: node/units.hpp. Of a task of a group any candidate may add signers; it
// stays the group's.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr int max_depth = 3;

std::int64_t weight_of(const ApprovalSettings& settings, const PersonId& person) {
    for (const Weight& weight : settings.vote.weights)
        if (weight.person == person) return weight.votes;
    return 1;
}

Refusal check_people(Step& step, const Node& node, TokenId token, const std::vector<PersonId>& people) {
    if (people.empty())
        return refuse::bad_argument("no people to add",
                                    "Pass their ids, for example people => ARRAY['ann'].");
    for (auto person = people.begin(); person != people.end(); ++person) {
        if (std::find(people.begin(), person, *person) != person)
            return refuse::already_has_seat(*person, node.id);
        if (Refusal refused = may_have_seat(step, token, *person)) return refused;
    }
    return {};
}

// Whose turn it is at once.
SeatState first_state(const AddSigner& command, bool is_in_turn, bool is_first) {
    if (command.place == SignerPlace::After || is_in_turn) return SeatState::Waiting;
    return command.mode == SignerMode::Sequential && !is_first ? SeatState::Waiting : SeatState::Open;
}

}  // namespace

Refusal decide_command(Step& step, const AddSigner& command) {
    if (Refusal refused = must_decide_task(step, command.task)) return refused;
    const Seat host = *step.state().find_seat(command.task);
    if (Refusal refused = must_be_of_type(step, host.token, NodeType::Approval, command.task)) return refused;
    if (added_depth(step.state(), host) >= max_depth) return refuse::signers_too_deep();
    const Node& node = step.node_of(*step.state().find_token(host.token));
    if (Refusal refused = check_people(step, node, host.token, command.people)) return refused;
    const PersonId& actor = step.command().actor;
    if (std::find(command.people.begin(), command.people.end(), actor) != command.people.end())
        return refuse::already_has_seat(actor, node.id);
    step.about(node.id, command.task);
    step.on_behalf_of(host.on_behalf_of());

    const bool is_beside = command.place == SignerPlace::Parallel;
    const bool is_in_turn =
        is_beside && is_signed_in_turn(step.state(), host, node.approval.mode == Mode::Sequential);
    const SeatId group = step.next_seat();
    std::vector<Seat> seats;
    for (const PersonId& person : command.people) {
        Seat seat;
        seat.id = SeatId{group.value + static_cast<std::uint32_t>(seats.size())};
        seat.token = host.token;
        seat.rank = host.rank;
        seat.principal = seat.holder = person;
        seat.weight = is_beside && command.mode == SignerMode::All ? weight_of(node.approval, person) : 1;
        seat.state = first_state(command, is_in_turn, seats.empty());
        seat.host = command.task;
        seat.group = group;
        seat.place = command.place;
        seat.mode = command.mode;
        seat.added_by = actor;
        resolve_delegation(step, node, host.token, seat, seats);
        seats.push_back(std::move(seat));
    }
    step.emit(SeatsCreated{.seats = std::move(seats)});
    if (command.place == SignerPlace::Before) step.emit(SeatParked{.seat = command.task});
    return {};
}

}  // namespace wf
