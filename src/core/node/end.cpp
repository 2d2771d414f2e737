// An end takes its token away, after its event has happened. Whether that was the last one of its scope is
// seen at rest.
#include "core/node/node.hpp"

namespace wf {

Refusal enter_end(Step& step, const Node& node, TokenId id) {
    const Token token = *step.state().find_token(id);
    switch (node.event.kind) {
        case EventKind::Terminate:
            complete(step, id);
            cancel_content(step, token.scope);
            return {};
        case EventKind::Error:
            throw_error(step, id, node.event.name);
            return {};
        case EventKind::Escalation:
            throw_escalation(step, id, node.event.name);
            break;
        case EventKind::Message:
            if (Refusal refused = throw_message(step, node, id)) return refused;
            break;
        case EventKind::Signal:
            if (Refusal refused = throw_signal(step, node, id)) return refused;
            break;
        case EventKind::Compensation:
            return compensate(step, id, node.event.name);
        case EventKind::Cancel:
            // Nothing of the transaction goes on but its compensation; then the cancel boundary event fires.
            cancel_content(step, token.scope, id);
            return compensate(step, id, {});
        case EventKind::None:
        case EventKind::Timer:
        case EventKind::Condition:
        case EventKind::Link:
            break;
    }
    if (step.state().find_token(id)) complete(step, id);  // an escalation may have taken it away
    return {};
}

}  // namespace wf
