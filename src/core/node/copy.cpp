// A copy (抄送) informs people and never waits. Nobody to inform is no reason to stop.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal enter_copy(Step& step, const Node& node, TokenId token) {
    std::vector<Candidate> found;
    if (Refusal refused = find_people(step, node.copy_to, Combine::Union, false, node.id, token, found))
        return refused;
    std::vector<PersonId> people;
    for (Candidate& candidate : found) people.push_back(std::move(candidate.person));
    const std::int32_t round = step.state().find_token(token)->round;
    step.emit(PeopleCopied{.node = node.id, .round = round, .people = std::move(people)});
    return leave(step, token);
}

}  // namespace wf
