// The entry that says what was blanked, and vouches for what the entries before it have become.
#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"

namespace wf {

Refusal decide_command(Step& step, const Redact& command) {
    if (Refusal refused = must_be_administrator(step, "redact")) return refused;
    if (!is_final(step.state().status)) {
        Rejection rejection = refuse::not_ended(step.state().status);
        rejection.hint = "Call wf.cancel() or wf.terminate() first.";
        return rejection;
    }
    step.emit(Redacted{.fields = command.fields, .entries = command.entries, .chain = command.chain});
    return {};
}

}  // namespace wf
