#include "core/model/command.hpp"

#include <utility>

namespace wf {

Act::Act(const Act&) = default;
Act::Act(Act&&) noexcept = default;
Act& Act::operator=(const Act&) = default;
Act& Act::operator=(Act&&) noexcept = default;
Act::~Act() = default;

// Flat: std::variant reaches a kind through as many functions as there are kinds before it, each with all of their names
// in its own.
template <class Kind>
    requires is_kind_of<Kind, AnyAct>
[[gnu::flatten]] Act::Act(Kind kind) : AnyAct(std::in_place_type<Kind>, std::move(kind)) {}

template Act::Act(Start);
template Act::Act(Approve);
template Act::Act(Reject);
template Act::Act(Abstain);
template Act::Act(Complete);
template Act::Act(Claim);
template Act::Act(Release);
template Act::Act(Transfer);
template Act::Act(Delegate);
template Act::Act(Resolve);
template Act::Act(AddSigner);
template Act::Act(RemoveSigner);
template Act::Act(SendBack);
template Act::Act(Resubmit);
template Act::Act(Recall);
template Act::Act(SaveDraft);
template Act::Act(SetData);
template Act::Act(RequestWithdrawal);
template Act::Act(AnswerWithdrawal);
template Act::Act(MarkRead);
template Act::Act(Remind);
template Act::Act(Jump);
template Act::Act(Suspend);
template Act::Act(Resume);
template Act::Act(Wake);
template Act::Act(Undo);
template Act::Act(Redo);
template Act::Act(Restore);
template Act::Act(RefreshApprovers);
template Act::Act(Withdraw);
template Act::Act(Cancel);
template Act::Act(Terminate);
template Act::Act(Copy);
template Act::Act(Comment);
template Act::Act(CompleteJob);
template Act::Act(FailJob);
template Act::Act(RetryJob);
template Act::Act(AddInstance);
template Act::Act(FireTimer);
template Act::Act(TakeMessage);
template Act::Act(TakeSignal);
template Act::Act(ReplaceLeavers);
template Act::Act(ApplyDelegation);
template Act::Act(FinishCall);
template Act::Act(CatchEscalation);
template Act::Act(AcceptRevocation);
template Act::Act(Checkpoint);
template Act::Act(Redact);
template Act::Act(RecomputeDues);

}  // namespace wf
