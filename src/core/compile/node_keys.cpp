// Which keys each type of node has.
#include "core/compile/buttons.hpp"
#include "core/compile/event.hpp"
#include "core/compile/parse.hpp"

namespace wf::compiler {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::string_view start_keys[] = {"trigger", "interrupting"};
constexpr std::string_view approval_keys[] = {"approvers", "mode", "vote", "abstain", "dedupe", "on_reject"};
constexpr std::string_view task_keys[] = {"assignee", "candidates"};
constexpr std::string_view copy_keys[] = {"to"};
constexpr std::string_view service_keys[] = {"topic", "retries"};
constexpr std::string_view script_keys[] = {"function"};
constexpr std::string_view complex_keys[] = {"need", "cancel_rest"};
constexpr std::string_view throw_keys[] = {"throw"};
constexpr std::string_view subprocess_keys[] = {"nodes", "flows", "event", "transaction"};
constexpr std::string_view call_keys[] = {"definition", "version", "in", "out"};
constexpr std::string_view activity_keys[] = {"boundary", "multi", "loop", "mutex", "cancels"};

Keys own_keys(NodeWord word) {
    switch (word.type) {
        case NodeType::Start:
            return start_keys;
        case NodeType::End:
            return end_result_keys();
        case NodeType::Approval:
            return approval_keys;
        case NodeType::Task:
            return task_keys;
        case NodeType::Copy:
            return copy_keys;
        case NodeType::Service:
            return service_keys;
        case NodeType::Script:
            return script_keys;
        case NodeType::Complex:
            return complex_keys;
        case NodeType::Catch:
        case NodeType::Throw:
            if (word.event == EventKind::Message || word.event == EventKind::Signal) return throw_keys;
            return {};
        case NodeType::Subprocess:
            return subprocess_keys;
        case NodeType::Call:
            return call_keys;
        case NodeType::Pass:
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::EventGateway:
        case NodeType::Boundary:
            break;
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

std::vector<std::string_view> keys_of(NodeWord word, const Reader& node) {
    std::vector<std::string_view> keys{"id", "type", "name", "tag", "hidden"};
    const auto add = [&](Keys more) { keys.insert(keys.end(), more.begin(), more.end()); };
    add(own_keys(word));
    add(keys_of_event(word, node));
    if (word.type == NodeType::Approval || word.type == NodeType::Task) {
        add(people_keys());
        keys.push_back("send_back");
    }
    add(handler_keys(word.type));
    if (has_activity_keys(word)) add(activity_keys);
    if (has_buttons(word.type)) keys.push_back("buttons");
    return keys;
}

}  // namespace wf::compiler
