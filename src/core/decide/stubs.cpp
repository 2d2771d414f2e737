// Verbs whose file is not there yet.
#include "core/decide/decisions.hpp"

namespace wf {
namespace {

Refusal not_there_yet() { return refuse::bad_argument("this command is not there yet", ""); }

}  // namespace

Refusal decide_command(Step&, const Suspend&) { return not_there_yet(); }
Refusal decide_command(Step&, const Resume&) { return not_there_yet(); }
Refusal decide_command(Step&, const Undo&) { return not_there_yet(); }
Refusal decide_command(Step&, const Redo&) { return not_there_yet(); }
Refusal decide_command(Step&, const Restore&) { return not_there_yet(); }

}  // namespace wf
