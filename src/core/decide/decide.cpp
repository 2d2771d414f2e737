// Dispatch, and the rules for all commands: nobody acts on what is suspended, nor by an action that their node
// does not offer.
#include "core/base/local_message.hpp"
#include "core/decide/decisions.hpp"
#include "core/decide/offered.hpp"
#include "core/node/node.hpp"
#include "core/step/row_data.hpp"
#include "core/decide/suspension.hpp"

#include <algorithm>

namespace wf {
namespace {

// Those that are about what the row has now.
bool begins_with_row(const Act& act) {
    if (std::holds_alternative<Start>(act)) return true;
    const auto* data = std::get_if<SetData>(&act);
    return data && data->is_in_row;
}

// In the words of people who have seen the definition drawn.
Rejection in_its_words(Rejection refused, const Definition& definition) {
    const ElementNames names{
        .of_node =
            [&](std::string_view id) {
                const Node* node = definition.find_node(id);
                return node ? &node->name : nullptr;
            },
        .of_flow =
            [&](std::string_view id) {
                const auto flow = std::ranges::find(definition.flows, id, &Flow::id);
                return flow == definition.flows.end() ? nullptr : &flow->name;
            }};
    for (std::string* text : {&refused.message, &refused.detail, &refused.hint})
        *text = with_names(*text, names);
    return refused;
}

}  // namespace

Decision decide(const Definition& definition, State state, const Command& command, World& world,
                const DecideLimits& limits) {
    if (state.status == Status::Suspended && !limits.predicting && !is_for_suspended(command.act))
        return refuse::is_suspended();
    try {
        Step step{definition, std::move(state), command, world, limits};
        Refusal refused = must_be_offered(step);
        if (!refused && !begins_with_row(command.act)) refused = read_row(step);
        if (!refused)
            refused = std::visit([&](const auto& act) { return decide_command(step, act); }, command.act);
        if (!refused && !restores(command.act)) refused = keep_clocks(step);
        if (!refused && !leaves_tokens_alone(command.act)) refused = step.run();
        if (!refused && !restores(command.act)) refused = keep_clocks(step);
        if (refused) return in_its_words(std::move(*refused), definition);
        return step.take();
    } catch (const feel::LimitExceeded& limit) {
        return refuse::limit_exceeded(limit.message);
    }
}

}  // namespace wf
