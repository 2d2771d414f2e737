// A call starts an instance of another definition and waits for its end (decide/finish_call.cpp).
#include "core/base/local_message.hpp"
#include "core/step/form_data.hpp"
#include "core/json/value_json.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal enter_call(Step& step, const Node& node, TokenId token) {
    const CallSettings& call = node.call;
    feel::Entries data;
    if (call.all_in)
        data = value_from_json(step.state().data.text).value_or(feel::Value::context({})).as_context();
    for (const Mapping& mapping : call.in) {
        feel::Value value;
        const std::string what = "the value for \"" + mapping.name + "\" of call " + node_named(node.id);
        if (Refusal refused = evaluate(step, mapping.value, token, what, value)) return refused;
        std::erase_if(data, [&](const auto& entry) { return entry.first == mapping.name; });
        data.emplace_back(mapping.name, std::move(value));
    }
    step.emit(CallStarted{.token = token,
                          .definition = call.definition,
                          .version = call.version,
                          .data = Json{value_to_json(feel::Value::context(std::move(data)))}});
    return {};
}

}  // namespace wf
