// Dispatch, and what holds for every command.
#include "core/decide/decisions.hpp"
#include "core/decide/offered.hpp"

namespace wf {

Decision decide(const Definition& definition, State state, const Command& command, World& world,
                const DecideLimits& limits) {
    try {
        Step step{definition, std::move(state), command, world, limits};
        Refusal refused = must_be_offered(step);
        if (!refused)
            refused = std::visit([&](const auto& act) { return decide_command(step, act); }, command.act);
        if (!refused) refused = step.run();
        if (refused) return std::move(*refused);
        return step.take();
    } catch (const feel::LimitExceeded& limit) {
        return refuse::limit_exceeded(limit.message);
    }
}

}  // namespace wf
