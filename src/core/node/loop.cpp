// Repeated activities: a token stands on the activity as the body, and its instances are tokens on the same
// node with the body as their scope. loopCounter counts them from 0; boundary events and the mutex belong to
// the body.
#include "core/base/local_message.hpp"
#include "core/step/form_data.hpp"
#include "core/json/value_json.hpp"
#include "core/node/node.hpp"

namespace wf {
namespace {

std::string what_of(std::string_view what, const Node& node) {
    return "the " + std::string{what} + " of node " + node_named(node.id);
}

void begin_instance(Step& step, const Node& node, TokenId body, std::int32_t counter,
                    const feel::Value* item) {
    feel::Entries own{{"loopCounter", feel::Value::number(feel::Decimal{counter})}};
    if (item && !node.loop.element.empty()) own.emplace_back(node.loop.element, *item);
    const auto index = static_cast<NodeIndex>(&node - step.definition().nodes.data());
    step.go_to({.node = index,
                .scope = body,
                .data = Json{value_to_json(feel::Value::context(std::move(own)))},
                .after = step.state().find_token(body)->after,
                .is_repeat = true});
}

// The item of one instance; nothing if the loop is not over a collection.
std::optional<feel::Value> item_of(const Body& body, std::int32_t counter) {
    if (body.items.text.empty()) return {};
    const feel::Value items = value_from_json(body.items.text).value_or(feel::Value{});
    const auto at = static_cast<std::size_t>(counter);
    return items.is_list() && at < items.as_list().size() ? items.as_list()[at] : feel::Value{};
}

// How many instances, and the items they are for.
Refusal measure(Step& step, const Node& node, TokenId body, std::int32_t& total, Json& items) {
    feel::Value value;
    if (node.loop.collection) {
        const std::string what = what_of("collection", node);
        if (Refusal refused = evaluate(step, *node.loop.collection, body, what, value)) return refused;
        if (!value.is_list()) return refuse::bad_collection(what, "a list");
        total = static_cast<std::int32_t>(value.as_list().size());
        items.text = value_to_json(value);
    } else {
        const std::string what = what_of("count", node);
        if (Refusal refused = evaluate(step, *node.loop.count, body, what, value)) return refused;
        const std::optional<std::int64_t> count =
            value.is_number() ? value.as_number().to_int64() : std::nullopt;
        if (!count || *count < 0) return refuse::bad_collection(what, "a whole number, not negative");
        if (*count > static_cast<std::int64_t>(step.limits().max_nodes))
            return refuse::too_many_steps(step.limits().max_nodes);
        total = static_cast<std::int32_t>(*count);
    }
    if (static_cast<std::size_t>(total) > step.limits().max_nodes)
        return refuse::too_many_steps(step.limits().max_nodes);
    return {};
}

Refusal leave_loop(Step& step, const Node& node, TokenId body) {
    if (!node.loop.output.empty()) {
        const std::string& outputs = step.state().find_body(body)->outputs.text;
        const std::string list = outputs.empty() ? "[]" : outputs;
        const feel::Value field =
            feel::Value::context({{node.loop.output, value_from_json(list).value_or(feel::Value{})}});
        const TokenId around = step.state().find_token(body)->scope;
        if (Refusal refused = merge_data(step, Json{value_to_json(field)}, around)) return refused;
    }
    return leave(step, body);
}

// The token goes on, and the body stays for the instances that are still running.
Refusal release(Step& step, const Node& node, TokenId body) {
    close_waits(step, body);  // its boundary events: as far as the process is concerned it is done
    step.emit(LoopReleased{.token = body});
    const Token& token = *step.state().find_token(body);
    return take_flows(step, node, token.scope, std::vector<std::string>{token.after});
}

Refusal enter_multi_instance(Step& step, const Node& node, TokenId body) {
    std::int32_t total = 0;
    Json items;
    if (Refusal refused = measure(step, node, body, total, items)) return refused;
    step.emit(LoopStarted{.token = body, .total = total, .items = items});
    if (total == 0 && node.loop.wait) return leave_loop(step, node, body);
    const feel::Value list =
        items.text.empty() ? feel::Value{} : value_from_json(items.text).value_or(feel::Value{});
    const std::int32_t at_once = node.loop.kind == LoopKind::Parallel ? total : std::min(total, 1);
    for (std::int32_t i = 0; i < at_once; ++i)
        begin_instance(step, node, body, i,
                       list.is_list() ? &list.as_list()[static_cast<std::size_t>(i)] : nullptr);
    if (node.loop.wait) return {};
    if (Refusal refused = release(step, node, body)) return refused;
    if (total == 0) complete(step, body);
    return {};
}

Refusal enter_standard_loop(Step& step, const Node& node, TokenId body) {
    step.emit(LoopStarted{.token = body, .total = 0, .items = {}});
    bool again = true;
    if (node.loop.test_before && node.loop.condition)
        if (Refusal refused = holds(step, *node.loop.condition, body, what_of("loop condition", node), again))
            return refused;
    if (!again) return leave(step, body);
    begin_instance(step, node, body, 0, nullptr);
    return {};
}

Refusal repeat_standard_loop(Step& step, const Node& node, const Body& body) {
    bool again = node.loop.max == 0 || body.created < node.loop.max;
    if (again && node.loop.condition)
        if (Refusal refused =
                holds(step, *node.loop.condition, body.token, what_of("loop condition", node), again))
            return refused;
    if (!again) return leave(step, body.token);
    begin_instance(step, node, body.token, body.created, nullptr);
    return {};
}

}  // namespace

bool is_instance(const Step& step, const Token& token) {
    if (!step.state().find_body(token.scope)) return false;
    return step.state().find_token(token.scope)->node == token.node;
}

Refusal enter_loop(Step& step, const Node& node, TokenId body) {
    return node.loop.kind == LoopKind::Standard ? enter_standard_loop(step, node, body)
                                                : enter_multi_instance(step, node, body);
}

Refusal add_instance(Step& step, TokenId id, const Json& item) {
    const Node& node = step.node_of(*step.state().find_token(id));
    step.emit(InstanceAdded{.token = id, .item = item});
    if (node.loop.kind != LoopKind::Parallel) return {};
    const feel::Value value = value_from_json(item.text).value_or(feel::Value{});
    begin_instance(step, node, id, step.state().find_body(id)->total - 1,
                   item.text.empty() ? nullptr : &value);
    return {};
}

Refusal repeat(Step& step, TokenId id) {
    const Body body = *step.state().find_body(id);
    const Node& node = step.node_of(*step.state().find_token(id));
    if (node.loop.kind == LoopKind::Standard) return repeat_standard_loop(step, node, body);
    bool enough = false;
    if (node.loop.until && !body.released)
        if (Refusal refused =
                holds(step, *node.loop.until, id, what_of("completion condition", node), enough))
            return refused;
    const bool is_last = body.completed >= body.total;
    if (enough && !is_last && !node.loop.cancel_rest) {
        if (Refusal refused = release(step, node, id)) return refused;
    } else if (enough) {
        cancel_content(step, id);
    }
    if (is_last || (enough && node.loop.cancel_rest))
        return body.released ? Refusal{} : leave_loop(step, node, id);  // released: seen at rest
    if (node.loop.kind == LoopKind::Sequential) {
        const std::optional<feel::Value> item = item_of(body, body.created);
        begin_instance(step, node, id, body.created, item ? &*item : nullptr);
    }
    return {};
}

}  // namespace wf
