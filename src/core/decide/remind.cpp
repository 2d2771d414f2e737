// Whoever has to act is reminded, as by the timer of a node; by anybody who takes part.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Remind&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_take_part(step, "remind the people of")) return refused;
    std::vector<PeopleReminded> reminders;
    for (const Token& token : step.state().tokens) {
        PeopleReminded reminder{.token = token.id, .people = people_to_remind(step, token.id)};
        if (!reminder.people.empty()) reminders.push_back(std::move(reminder));
    }
    if (reminders.empty())
        return refuse::bad_argument("there is nobody to remind",
                                    "wf.progress and wf.jobs show what it waits for.");
    for (PeopleReminded& reminder : reminders) step.emit(std::move(reminder));
    return {};
}

}  // namespace wf
