// A script node calls a registered SQL function within the command, and so within the caller's transaction.
#include "core/step/form_data.hpp"
#include "core/step/row_data.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal enter_script(Step& step, const Node& node, TokenId token) {
    const FunctionResult result = step.world().call_function(node.function, step.state().data);
    step.forget_row();
    if (Refusal refused = read_row(step)) return refused;
    if (!result.found) return refuse::function_missing(node.id, node.function);
    if (!result.error_code.empty()) {
        throw_error(step, token, result.error_code);
        return {};
    }
    if (!result.data.text.empty())
        if (Refusal refused = merge_data(step, result.data, token)) return refused;
    return leave(step, token);
}

}  // namespace wf
