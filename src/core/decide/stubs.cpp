// Verbs whose file is not there yet.
#include "core/decide/decisions.hpp"

namespace wf {
namespace {

Refusal not_there_yet() { return refuse::bad_argument("this command is not there yet", ""); }

}  // namespace

Refusal decide_command(Step&, const AddSigner&) { return not_there_yet(); }
Refusal decide_command(Step&, const RemoveSigner&) { return not_there_yet(); }
Refusal decide_command(Step&, const SendBack&) { return not_there_yet(); }
Refusal decide_command(Step&, const Resubmit&) { return not_there_yet(); }
Refusal decide_command(Step&, const Recall&) { return not_there_yet(); }
Refusal decide_command(Step&, const SaveDraft&) { return not_there_yet(); }
Refusal decide_command(Step&, const SetData&) { return not_there_yet(); }
Refusal decide_command(Step&, const RequestWithdrawal&) { return not_there_yet(); }
Refusal decide_command(Step&, const AnswerWithdrawal&) { return not_there_yet(); }
Refusal decide_command(Step&, const MarkRead&) { return not_there_yet(); }
Refusal decide_command(Step&, const Remind&) { return not_there_yet(); }
Refusal decide_command(Step&, const Jump&) { return not_there_yet(); }
Refusal decide_command(Step&, const Wake&) { return not_there_yet(); }
Refusal decide_command(Step&, const AcceptRevocation&) { return not_there_yet(); }

}  // namespace wf
