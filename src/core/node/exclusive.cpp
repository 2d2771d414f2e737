// Exclusive gateway: the first flow whose condition is true, in document order; else the default; else a
// refusal, and nothing of the command is kept.
#include "core/decide/condition_scope.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

struct Selection {
    std::optional<FlowIndex> flow;
    Refusal refused;
};

Selection choose(Step& step, const Node& node) {
    std::optional<FlowIndex> otherwise;
    for (const FlowIndex index : node.outgoing) {
        const Flow& flow = step.definition().flows[index];
        if (flow.is_default) {
            otherwise = index;
            continue;
        }
        if (!flow.when) return {.flow = index, .refused = {}};
        try {
            const bool holds =
                flow.when->evaluate(step.scope(), step.limits().expression, step.limits().interrupt)
                    .is_true();
            if (step.scope().business_row_missing())
                return {.flow = {}, .refused = refuse::business_row_missing(node.id)};
            if (holds) return {.flow = index, .refused = {}};
        } catch (const feel::LimitExceeded& limit) {
            return {.flow = {}, .refused = refuse::expression_limit(flow.id, limit.message)};
        }
    }
    return {.flow = otherwise, .refused = {}};
}

}  // namespace

Refusal enter_exclusive(Step& step, const Node& node, TokenId token) {
    const Selection choice = choose(step, node);
    if (choice.refused) return choice.refused;
    if (!choice.flow) return refuse::no_flow_selected(node);
    leave_by(step, token, *choice.flow);
    return {};
}

}  // namespace wf
