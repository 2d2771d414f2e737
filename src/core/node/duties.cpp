// Separation of duties: who may not sign at a node, by on_self, not_same_as and except. One rule, asked for every
// seat that is made and every vote; and when all tokens stand, of every seat that waits, for who has one here
// may have signed elsewhere since. Then it is as if the rules had found them only now: no seat, or back to
// whose vote it is, or back to the group.
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/node/excluded_owners.hpp"
#include "core/node/node.hpp"
#include "core/node/units.hpp"

#include <algorithm>

namespace wf {
namespace {

bool has_signed(const Step& step, const std::string& node, const PersonId& person) {
    const Node* signed_node = step.definition().find_node(node);
    if (signed_node && signed_node->type == NodeType::Start) return person == step.state().initiator;
    const auto& signatures = step.state().signatures;
    return std::any_of(signatures.begin(), signatures.end(), [&](const Signature& signature) {
        return signature.node == node && (signature.person == person || signature.by == person);
    });
}

// "field:NAME" holds a person, or a list of them.
std::vector<PersonId> excepted(const State& state, const std::string& who) {
    if (!who.starts_with("field:")) return {who};
    const std::optional<feel::Value> form = value_from_json(state.data.text);
    const feel::Value* value = form && form->is_context() ? form->get(who.substr(6)) : nullptr;
    if (value == nullptr) return {};
    if (value->is_string()) return {value->as_string()};
    std::vector<PersonId> people;
    if (value->is_list())
        for (const feel::Value& item : value->as_list())
            if (item.is_string()) people.push_back(item.as_string());
    return people;
}

bool may_bar_anybody(const ApprovalSettings& settings) {
    return settings.on_self != OnSelf::Self || !settings.not_same_as.empty() || !settings.except.empty();
}

// A definition that does not remember signers forbids nothing to anybody but the initiator.
bool may_be_barred(const Step& step, const Seat& seat) {
    const PersonId& initiator = step.state().initiator;
    return step.definition().remembers_signers || seat.principal == initiator || seat.holder == initiator;
}

}  // namespace

std::optional<std::string> reason_against(const Step& step, const Node& node, const PersonId& person) {
    for (const std::string& other : node.approval.not_same_as)
        if (has_signed(step, other, person)) return "not_same_as: " + other;
    if (node.approval.on_self != OnSelf::Self && person == step.state().initiator)
        return "on_self: " + std::string{name_of(node.approval.on_self)};
    for (const std::string& who : node.approval.except)
        if (std::ranges::count(excepted(step.state(), who), person) > 0) return "except: " + who;
    return {};
}

std::vector<PersonId> excluded_owners(const Definition& definition, const State& state, const Node& node) {
    std::vector<PersonId> people;
    if (node.approval.on_self != OnSelf::Self) people.push_back(state.initiator);
    for (const std::string& id : node.approval.not_same_as) {
        const Node* other = definition.find_node(id);
        if (other && other->type == NodeType::Start) people.push_back(state.initiator);
        for (const Signature& signature : state.signatures) {
            if (signature.node != id) continue;
            people.push_back(signature.person);
            people.push_back(signature.by);
        }
    }
    for (const std::string& who : node.approval.except)
        for (PersonId& person : excepted(state, who)) people.push_back(std::move(person));
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    std::erase(people, PersonId{});
    return people;
}

std::vector<PersonId> all_barred(Step& step, const Node& node, const std::vector<std::string>& groups) {
    const std::vector<PersonId> barred = excluded_owners(step.definition(), step.state(), node);
    if (barred.empty()) return {};
    std::vector<PersonId> people;
    for (const std::string& group : groups) {
        if (is_always_waited_for(group)) return {};
        for (const PersonId& member : members_of(step, group)) {
            if (!std::ranges::binary_search(barred, member)) return {};
            if (std::ranges::count(people, member) == 0) people.push_back(member);
        }
    }
    return people;
}

std::optional<std::string> reason_against_seat(Step& step, const Seat& seat) {
    if (!seat.is_pending() || (!seat.holder.empty() && !may_be_barred(step, seat))) return {};
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    if (seat.holder.empty()) {
        const std::vector<PersonId> people = all_barred(step, node, seat.candidates);
        return people.empty() ? std::nullopt : reason_against(step, node, people.front());
    }
    if (std::optional<std::string> reason = reason_against(step, node, seat.principal)) return reason;
    // Advisers do not vote.
    return seat.givers.empty() ? reason_against(step, node, seat.holder) : std::nullopt;
}

namespace {

// As if its rules had found nobody.
Refusal bar_group(Step& step, const Node& node, const Seat& seat) {
    Seating left_out;
    for (const PersonId& person : all_barred(step, node, seat.candidates))
        left_out.skipped.push_back({.person = person, .reason = *reason_against(step, node, person)});
    step.call_it("reassign");
    step.about(node.id, seat.id);
    step.explain("nobody of the group may act here any more; " + left_out.skipped.front().reason);
    note_skipped(step, seat.token, left_out);
    remove_seat(step, seat.id);
    return settle(step, seat.token);
}

}  // namespace

// Those of one node come one after the other, and there may be hundreds.
void look_for_barred(Step& step) {
    std::optional<TokenId> token;
    bool may_bar = false;
    for (const Seat& seat : step.state().seats) {
        if (token != seat.token) {
            token = seat.token;
            may_bar = may_bar_anybody(step.node_of(*step.state().find_token(seat.token)).approval);
        }
        if (may_bar && reason_against_seat(step, seat)) step.defer(SeatToBar{.seat = seat.id});
    }
}

Refusal apply_policy(Step& step, const SeatToBar& policy) {
    const Seat seat = *step.state().find_seat(policy.seat);
    const Node& node = step.node_of(*step.state().find_token(seat.token));
    if (seat.holder.empty()) return bar_group(step, node, seat);
    const bool is_principal_barred = reason_against(step, node, seat.principal).has_value();
    const PersonId& person = is_principal_barred ? seat.principal : seat.holder;
    const std::string reason = *reason_against_seat(step, seat);
    step.call_it("reassign");
    step.about(node.id, seat.id);
    step.explain("\"" + person + "\" may not act here any more; " + reason);
    if (!is_principal_barred || seat.is_claimed()) return move_seat(step, seat.id);
    note_skipped(step, seat.token, {.seats = {}, .skipped = {{.person = person, .reason = reason}}});
    remove_seat(step, seat.id);
    return settle(step, seat.token);
}

}  // namespace wf
