#include "core/decide/authorize.hpp"

#include "core/node/node.hpp"
#include "core/step/form_data.hpp"

namespace wf {
namespace {

bool is_candidate(World& world, const PersonId& actor, std::string_view candidate) {
    if (candidate.starts_with("person:")) return candidate.substr(7) == actor;
    return world.is_member(actor, candidate);
}

bool brings_data(const Act& act) {
    return std::visit(
        [](const auto& one) {
            return requires { one.data; };
        },
        act);
}

// Nothing that the definition says of this node speaks against the person.
Refusal must_be_fit(Step& step, const Node& node, const PersonId& person) {
    const std::optional<std::string> reason = reason_against(step, node, person);
    if (!reason) return {};
    if (reason->starts_with("on_self")) return refuse::self_approval(person, node.id);
    return refuse::separation_of_duties(person, node.id, *reason);
}

}  // namespace

bool may_cast(Step& step, const Seat& seat) {
    const PersonId& actor = step.command().actor;
    if (!seat.holder.empty()) return seat.holder == actor;
    // Some member will; nobody knows yet which one.
    if (step.limits().predicting) return true;
    for (const std::string& candidate : seat.candidates)
        if (is_candidate(step.world(), actor, candidate)) return true;
    return false;
}

bool is_asked(Step& step, const Seat& seat) {
    if (!may_cast(step, seat)) return false;
    if (!seat.holder.empty() || step.limits().predicting) return true;
    return !reason_against(step, step.node_of(*step.state().find_token(seat.token)), step.command().actor);
}

Refusal must_hold_task(Step& step, SeatId task) {
    const Seat* seat = step.state().find_seat(task);
    World& world = step.world();
    if (!seat && (task.value == 0 || task.value > step.state().last_seat))
        return refuse::task_not_found(world.task_name(task));
    if (seat && (seat->state == SeatState::Waiting || seat->state == SeatState::Parked)) {
        Rejection refused = refuse::task_not_yet_open(world.task_name(task));
        if (seat->state == SeatState::Parked) refused.detail = "It waits for others that sign before it.";
        if (seat->is_added()) refused.detail = "Somebody else signs before.";
        return refused;
    }
    if (!seat || seat->state != SeatState::Open)
        return refuse::task_not_open(world.task_name(task), world.task_ending(task));
    if (!may_cast(step, *seat))
        return refuse::not_the_holder(world.task_name(task), step.command().actor, *seat);
    // Whoever has it alone was asked about when they got it; of a group anybody may try.
    if (seat->holder.empty() && !step.limits().predicting)
        if (Refusal refused = must_be_fit(step, step.node_of(*step.state().find_token(seat->token)),
                                          step.command().actor))
            return refused;
    // What comes with data is checked together with it.
    if (brings_data(step.command().act)) return {};
    return must_have_given(step, seat->token);
}

Refusal must_decide_task(Step& step, SeatId task) {
    if (Refusal refused = must_hold_task(step, task)) return refused;
    const Seat& seat = *step.state().find_seat(task);
    World& world = step.world();
    if (!seat.givers.empty()) return refuse::only_advice(world.task_name(task), seat.givers.back());
    if (step.limits().predicting) return {};
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    const PersonId& actor = step.command().actor;
    if (node.approval.must_claim && seat.holder.empty()) return refuse::not_claimed(world.task_name(task));
    if (Refusal refused = must_be_fit(step, node, actor)) return refused;
    if (!seat.principal.empty() && seat.principal != actor)
        if (Refusal refused = must_be_fit(step, node, seat.principal)) return refused;
    if (has_seat(step, seat.token, actor, task)) return refuse::already_has_seat(actor, node.id);
    return {};
}

Refusal may_have_task(Step& step, SeatId task, const PersonId& person) {
    const Seat& seat = *step.state().find_seat(task);
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    if (step.world().active({person}).empty()) return refuse::unknown_person(person);
    if (Refusal refused = must_be_fit(step, node, person)) return refused;
    if (person == seat.holder || has_seat(step, seat.token, person, task))
        return refuse::already_has_seat(person, node.id);
    return {};
}

Refusal may_have_seat(Step& step, TokenId token, const PersonId& person) {
    const Node& node = step.node_of(*step.state().find_token(token));
    if (step.world().active({person}).empty()) return refuse::unknown_person(person);
    if (Refusal refused = must_be_fit(step, node, person)) return refused;
    if (has_seat(step, token, person)) return refuse::already_has_seat(person, node.id);
    return {};
}

Refusal must_be_of_type(Step& step, TokenId token, NodeType type, SeatId task) {
    const Node& node = step.node_of(*step.state().find_token(token));
    if (node.type == type) return {};
    if (node.type == NodeType::Start)
        return Rejection{Code::WrongVerb,
                         "task " + step.world().task_name(task) + " is for the initiator to hand in",
                         "It is a draft, or was sent back to the initiator.", "Use wf.resubmit."};
    return refuse::wrong_verb(step.world().task_name(task), node.id, type == NodeType::Approval);
}

Refusal must_be_armed(const Step& step, WaitId id, WaitKind kind) {
    const Wait* wait = step.state().find_wait(id);
    if (wait && wait->kind == kind) return {};
    if (id.value == 0 || id.value > step.state().last_wait) return refuse::job_not_found();
    return refuse::job_not_open(step.state().status);
}

Refusal must_be_running(const Step& step) {
    if (is_final(step.state().status)) return refuse::instance_ended(step.state().status);
    return {};
}

bool is_administrator(Step& step) {
    if (step.command().by_administrator) return true;
    const PersonId& actor = step.command().actor;
    const Definition& definition = step.definition();
    World& world = step.world();
    // Managers are groups that World knows the members of, but does not list.
    return world.is_member(actor, "role:admin") || world.is_member(actor, "manager:" + definition.key) ||
           (!definition.department.empty() &&
            world.is_member(actor, "department_manager:" + definition.department));
}

bool has_to_act(Step& step) {
    for (const Seat& seat : step.state().seats)
        if (seat.state == SeatState::Open && is_asked(step, seat)) return true;
    return false;
}

Refusal must_be_initiator(const Step& step, std::string_view verb) {
    if (step.command().actor == step.state().initiator) return {};
    return refuse::not_the_initiator(verb, step.state(), step.command().actor);
}

Refusal must_be_administrator(Step& step, std::string_view verb) {
    if (is_administrator(step)) return {};
    return refuse::not_an_administrator(verb, step.command().actor);
}

Refusal must_take_part(Step& step, std::string_view verb) {
    const PersonId& actor = step.command().actor;
    if (actor == step.state().initiator || has_to_act(step)) return {};
    if (step.world().took_part(actor) || is_administrator(step)) return {};
    return refuse::not_a_participant(verb, actor);
}

}  // namespace wf
