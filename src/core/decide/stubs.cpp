#include "core/decide/decisions.hpp"
namespace wf {
Refusal decide_command(Step&, const Complete&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const CompleteJob&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const FailJob&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const RetryJob&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const AddInstance&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const FireTimer&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const TakeMessage&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const TakeSignal&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const FinishCall&) { return refuse::bad_argument("later", ""); }
Refusal decide_command(Step&, const CatchEscalation&) { return refuse::bad_argument("later", ""); }
}  // namespace wf
