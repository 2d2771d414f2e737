// Which keys each type of node has.
#include "core/compile/buttons.hpp"
#include "core/compile/event.hpp"
#include "core/compile/parse.hpp"

namespace wf::compiler {
namespace {

using Keys = std::span<const Key>;

constexpr Key start_keys[] = {{"trigger", "trigger"}, {"interrupting", "boolean"}};
constexpr Key approval_keys[] = {
    required("approvers", "rules"), {"mode", "mode"},     {"vote", "vote"},
    {"abstain", "boolean"},         {"dedupe", "dedupe"}, {"on_reject", "on_reject"}};
constexpr Key task_keys[] = {{"assignee", "assignee"}, {"candidates", "rules"}};
constexpr Key copy_keys[] = {required("to", "rules")};
constexpr Key service_keys[] = {{"topic", "text"}, {"retries", "count"}};
constexpr Key script_keys[] = {required("function", "text")};
constexpr Key complex_keys[] = {{"need", "branches_needed"}, {"cancel_rest", "boolean"}};
constexpr Key throw_keys[] = {{"throw", "boolean"}};
constexpr Key subprocess_keys[] = {
    required("nodes", "nodes"), required("flows", "flows"), {"event", "boolean"}, {"transaction", "boolean"}};
constexpr Key call_keys[] = {
    required("definition", "text"), {"version", "version"}, {"in", "passed"}, {"out", "passed"}};
constexpr Key activity_keys[] = {
    {"boundary", "boundary"}, {"multi", "multi"}, {"loop", "loop"}, {"mutex", "text"}, {"cancels", "texts"}};

Keys own_keys(NodeWord word) {
    switch (word.type) {
        case NodeType::Start: return start_keys;
        case NodeType::End: return end_result_keys();
        case NodeType::Approval: return approval_keys;
        case NodeType::Task: return task_keys;
        case NodeType::Copy: return copy_keys;
        case NodeType::Service: return service_keys;
        case NodeType::Script: return script_keys;
        case NodeType::Complex: return complex_keys;
        case NodeType::Catch:
        case NodeType::Throw:
            if (word.event == EventKind::Message || word.event == EventKind::Signal) return throw_keys;
            return {};
        case NodeType::Subprocess: return subprocess_keys;
        case NodeType::Call: return call_keys;
        case NodeType::Pass:
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::EventGateway:
        case NodeType::Boundary: break;
    }
    return {};
}

Keys keys_of_event(NodeWord word, const Reader& node) {
    if (word.type == NodeType::Start) return trigger_keys(node);
    if (word.type == NodeType::Throw) return event_keys(word.event, EventRole::Thrown);
    if (word.type != NodeType::End) return event_keys(word.event, EventRole::Caught);
    // What an end compensates is said by a key of its own.
    if (end_result(node) == EventKind::Compensation) return {};
    return event_keys(end_result(node), EventRole::Thrown);
}

}  // namespace

bool has_activity_keys(NodeWord word) { return is_activity(word.type) && word.event != EventKind::Link; }

std::string_view law_of(NodeWord word) {
    if (word.type == NodeType::Approval)
        return R"({"dependentRequired": {"on_timeout": ["due"]},
            "if": {"properties": {"mode": {"const": "vote"}}, "required": ["mode"]}, "then": {"required": ["vote"]}})";
    if (word.type == NodeType::Task) return R"({"dependentRequired": {"on_timeout": ["due"]}})";
    return law_of_event(word.event);
}

std::vector<Key> keys_of(NodeWord word, const Reader& node) {
    return keys_of(word, keys_of_event(word, node));
}

std::vector<Key> keys_of(NodeWord word, std::span<const Key> keys_of_event) {
    std::vector<Key> keys{required("id", "text"),
                          required("type", "text"),
                          {"name", "local_text"},
                          {"tag", "any"},
                          {"hidden", "boolean"}};
    const auto add = [&](Keys more) { keys.insert(keys.end(), more.begin(), more.end()); };
    add(own_keys(word));
    add(keys_of_event);
    if (word.type == NodeType::Approval || word.type == NodeType::Task) {
        add(people_keys());
        keys.push_back({"send_back", "send_back"});
    }
    add(handler_keys(word.type));
    if (has_activity_keys(word)) add(activity_keys);
    if (has_buttons(word.type)) keys.push_back({"buttons", "buttons"});
    return keys;
}

}  // namespace wf::compiler
