#include "core/decide/suspension.hpp"

#include "core/base/one_of.hpp"

namespace wf {
namespace {

template <class A>
requires OneOf<A, Resume, Terminate, Comment, Copy, MarkRead, Undo, Redo, Restore, ReplaceLeavers,
               ApplyDelegation, FinishCall, CatchEscalation, AcceptRevocation, Checkpoint, Redact>
bool passes(const A&) { return true; }

template <class A>
requires OneOf<A, Start, Approve, Reject, Abstain, Complete, Claim, Release, Transfer, Delegate, Resolve,
               AddSigner, RemoveSigner, SendBack, Resubmit, Recall, SaveDraft, SetData, RequestWithdrawal,
               AnswerWithdrawal, Remind, Jump, Suspend, Wake, RefreshApprovers, Withdraw, Cancel, CompleteJob,
               FailJob, RetryJob, AddInstance, FireTimer, TakeMessage, TakeSignal, RecomputeDues>
bool passes(const A&) { return false; }

}  // namespace

bool is_for_suspended(const Act& act) {
    return std::visit([](const auto& one) { return passes(one); }, act);
}

bool restores(const Act& act) {
    return std::get_if<Undo>(&act) || std::get_if<Redo>(&act) || std::get_if<Restore>(&act);
}

bool leaves_tokens_alone(const Act& act) { return std::get_if<Suspend>(&act) || restores(act); }

}  // namespace wf
