// A calendar has been edited: what is still open is counted again by it, if somebody asks for that.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {

Refusal decide_command(Step& step, const RecomputeDues& command) {
    if (Refusal refused = must_be_running(step)) return refused;
    const std::vector<Wait> waits = step.state().waits;
    for (const Wait& wait : waits) {
        const std::string& calendar = step.definition().find_node(wait.node)->calendar;
        if (std::ranges::find(command.calendars, calendar) == command.calendars.end()) continue;
        if (Refusal refused = recompute(step, wait)) return refused;
    }
    return {};
}

}  // namespace wf
