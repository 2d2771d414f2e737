// The called instance has ended. What it failed with is an error here; every other end is an outcome to go on
// with.
#include "core/base/local_message.hpp"
#include "core/decide/decisions.hpp"
#include "core/step/form_data.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

// What comes back: all of the callee's form, or what the mappings make of it.
Refusal result_of(Step& step, const Node& node, TokenId token, const Json& callee, feel::Entries& result) {
    const feel::Value form = value_from_json(callee.text).value_or(feel::Value::context({}));
    const feel::Entries& names = form.as_context();
    const Definition& definition = step.definition();
    if (node.call.all_out)
        for (const auto& entry : names)
            if (!definition.form || definition.form->is_open || definition.form->find(entry.first))
                result.push_back(entry);
    for (const Mapping& mapping : node.call.out) {
        feel::Value value;
        const std::string what = "the result \"" + mapping.name + "\" of call " + node_named(node.id);
        if (Refusal refused = evaluate(step, mapping.value, token, what, value, names)) return refused;
        std::erase_if(result, [&](const auto& entry) { return entry.first == mapping.name; });
        result.emplace_back(mapping.name, std::move(value));
    }
    return {};
}

}  // namespace

Refusal decide_command(Step& step, const FinishCall& command) {
    const Token* token = step.state().find_token(command.token);
    if (!token || token->waits() || step.node_of(*token).type != NodeType::Call)
        return refuse::job_not_open(step.state().status);
    const Node& node = step.node_of(*token);
    step.about(node.id);
    if (command.status == Status::Failed) {
        throw_error(step, command.token, command.error);
        return {};
    }
    feel::Entries result;
    if (Refusal refused = result_of(step, node, command.token, command.data, result)) return refused;
    if (!result.empty()) {
        const Json patch{value_to_json(feel::Value::context(std::move(result)))};
        if (Refusal refused = merge_data(step, patch, command.token)) return refused;
    }
    return leave(step, command.token, name_of(command.status));
}

}  // namespace wf
