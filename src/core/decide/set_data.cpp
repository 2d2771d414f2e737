// Values of the form, without a decision: all checks but that of required fields.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/step/row_data.hpp"
#include "core/json/value_json.hpp"

#include <algorithm>

namespace wf {
namespace {

bool may_write(Step& step, const Node& node, const std::vector<std::string>& fields) {
    return std::ranges::all_of(fields, [&](const std::string& field) {
        return right_to_field(step, &node, field) == FieldRight::Write;
    });
}

// The open task of the actor at whose node they may write these fields; without one, any that they hold.
const Seat* own_seat(Step& step, const std::vector<std::string>& fields) {
    const Seat* own = nullptr;
    for (const Seat& seat : step.state().seats) {
        if (seat.state != SeatState::Open || !is_asked(step, seat)) continue;
        const Node& node = step.node_of(*step.state().find_token(seat.token));
        if (node.approval.must_claim && seat.holder.empty()) continue;
        if (may_write(step, node, fields)) return &seat;
        if (own == nullptr) own = &seat;
    }
    return own;
}

// Where the initiator has it in hand: not handed in yet, or sent back.
const Node* start_in_hand(const Step& step) {
    const State& state = step.state();
    const bool is_his = state.status == Status::Created || state.status == Status::Returned;
    if (!is_his || step.command().actor != state.initiator || step.definition().start == no_node)
        return nullptr;
    return &step.definition().nodes[step.definition().start];
}

std::vector<std::string> names_in(const Json& data) {
    std::vector<std::string> names;
    const feel::Value object = value_from_json(data.text).value_or(feel::Value{});
    if (object.is_context())
        for (const auto& [name, value] : object.as_context()) names.push_back(name);
    return names;
}

Refusal set_data(Step& step, const Json& data) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_take_part(step, "change the data of")) return refused;
    if (is_administrator(step)) return merge_data(step, data, {}, Terms{});
    const std::vector<std::string> fields = names_in(data);
    if (const Seat* seat = own_seat(step, fields)) {
        const Token& token = *step.state().find_token(seat->token);
        step.about(token.node, seat->id);
        step.on_behalf_of(seat->on_behalf_of());
        return merge_data(step, data, token.id, terms_of(step, step.node_of(token)));
    }
    if (const Node* start = start_in_hand(step)) return merge_data(step, data, {}, terms_of(step, *start));
    return refuse::field_not_writable(
        fields.empty() ? "" : fields.front(),
        "The form can be changed by holders of a task, by the initiator while the request is with them, and by administrators.");
}

}  // namespace

Refusal decide_command(Step& step, const SetData& command) {
    if (Refusal refused = set_data(step, command.data)) return refused;
    return command.is_in_row ? read_row(step) : Refusal{};  // with what has followed in the row
}

}  // namespace wf
