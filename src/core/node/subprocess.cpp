// A subprocess is a scope: its tokens have the token that stands on it as theirs. It is complete when the
// last of them is gone, which is seen at rest.
#include "core/node/node.hpp"

namespace wf {

Refusal enter_subprocess(Step& step, const Node& node, TokenId token) {
    step.go_to({.node = node.start, .scope = token, .after = step.state().find_token(token)->after});
    return arm_event_subprocesses(step, node.event_subprocesses, token);
}

}  // namespace wf
