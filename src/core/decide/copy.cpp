// Copying by hand is not a transition: it is also allowed when the instance has ended.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

#include <algorithm>

namespace wf {

Refusal decide_command(Step& step, const Copy& command) {
    if (Refusal refused = must_take_part(step, "send copies of")) return refused;
    if (command.people.empty())
        return refuse::bad_argument("no people to copy to",
                                    "Pass their ids, for example people => ARRAY['ann'].");
    const std::vector<PersonId> active = step.world().active(command.people);
    for (const PersonId& person : command.people)
        if (std::find(active.begin(), active.end(), person) == active.end())
            return refuse::unknown_person(person);
    step.emit(PeopleCopied{
        .node = {}, .round = static_cast<std::int32_t>(step.state().version + 1), .people = command.people});
    return {};
}

}  // namespace wf
