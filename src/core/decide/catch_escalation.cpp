#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const CatchEscalation& command) {
    const Token* token = step.state().find_token(command.token);
    if (!token) return refuse::job_not_open(step.state().status);
    step.about(token->node);
    throw_escalation(step, command.token, command.code);
    return {};
}

}  // namespace wf
