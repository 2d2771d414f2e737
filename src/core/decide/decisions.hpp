// One overload for each command, each in the file of its name.
#pragma once

#include "core/step/step.hpp"

namespace wf {

Refusal decide_command(Step& step, const Start& command);
Refusal decide_command(Step& step, const Approve& command);
Refusal decide_command(Step& step, const Reject& command);
Refusal decide_command(Step& step, const Abstain& command);
Refusal decide_command(Step& step, const Claim& command);
Refusal decide_command(Step& step, const Release& command);
Refusal decide_command(Step& step, const Transfer& command);
Refusal decide_command(Step& step, const Delegate& command);
Refusal decide_command(Step& step, const Resolve& command);
Refusal decide_command(Step& step, const AddSigner& command);
Refusal decide_command(Step& step, const RemoveSigner& command);
Refusal decide_command(Step& step, const SendBack& command);
Refusal decide_command(Step& step, const Resubmit& command);
Refusal decide_command(Step& step, const Recall& command);
Refusal decide_command(Step& step, const SaveDraft& command);
Refusal decide_command(Step& step, const SetData& command);
Refusal decide_command(Step& step, const RequestWithdrawal& command);
Refusal decide_command(Step& step, const AnswerWithdrawal& command);
Refusal decide_command(Step& step, const MarkRead& command);
Refusal decide_command(Step& step, const Remind& command);
Refusal decide_command(Step& step, const Jump& command);
Refusal decide_command(Step& step, const Suspend& command);
Refusal decide_command(Step& step, const Resume& command);
Refusal decide_command(Step& step, const Wake& command);
Refusal decide_command(Step& step, const Undo& command);
Refusal decide_command(Step& step, const Redo& command);
Refusal decide_command(Step& step, const Restore& command);
Refusal decide_command(Step& step, const AcceptRevocation& command);
Refusal decide_command(Step& step, const RefreshApprovers& command);
Refusal decide_command(Step& step, const ReplaceLeavers& command);
Refusal decide_command(Step& step, const Checkpoint& command);
Refusal decide_command(Step& step, const Redact& command);
Refusal decide_command(Step& step, const RecomputeDues& command);
Refusal decide_command(Step& step, const ApplyDelegation& command);
Refusal decide_command(Step& step, const Withdraw& command);
Refusal decide_command(Step& step, const Cancel& command);
Refusal decide_command(Step& step, const Terminate& command);
Refusal decide_command(Step& step, const Copy& command);
Refusal decide_command(Step& step, const Comment& command);
Refusal decide_command(Step& step, const Complete& command);
Refusal decide_command(Step& step, const CompleteJob& command);
Refusal decide_command(Step& step, const FailJob& command);
Refusal decide_command(Step& step, const RetryJob& command);
Refusal decide_command(Step& step, const AddInstance& command);
Refusal decide_command(Step& step, const FireTimer& command);
Refusal decide_command(Step& step, const TakeMessage& command);
Refusal decide_command(Step& step, const TakeSignal& command);
Refusal decide_command(Step& step, const FinishCall& command);
Refusal decide_command(Step& step, const CatchEscalation& command);

}  // namespace wf
