// A copy (抄送) informs people and never waits. Nobody to inform is no reason to stop.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal enter_copy(Step& step, const Node& node, TokenId token) {
    std::vector<PersonId> people = resolve_people(node.copy_to, step.state(), node.id, step.world());
    const std::int32_t round = step.state().find_token(token)->round;
    step.emit(PeopleCopied{.node = node.id, .round = round, .people = std::move(people)});
    return leave(step, token);
}

}  // namespace wf
