// A comment is its log entry; it changes nothing, so it is also allowed when the instance has ended.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/expression/utf8.hpp"

namespace wf {

Refusal decide_command(Step& step, const Comment&) {
    if (Refusal refused = must_take_part(step, "comment on")) return refused;
    if (feel::utf8::is_blank(step.command().comment))
        return refuse::bad_argument("the comment is empty",
                                    "Pass, for example, comment => 'please attach the invoice'.");
    return {};
}

}  // namespace wf
