#include "core/model/event.hpp"

#include <utility>

namespace wf {

Event::Event(const Event&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(const Event&) = default;
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

// Flat: std::variant reaches a kind through as many functions as there are kinds before it, each with all of their names
// in its own.
template <class Kind>
    requires is_kind_of<Kind, AnyEvent>
[[gnu::flatten]] Event::Event(Kind kind) : AnyEvent(std::in_place_type<Kind>, std::move(kind)) {}

template Event::Event(InstanceStarted);
template Event::Event(DataChanged);
template Event::Event(TitleChanged);
template Event::Event(NodeEntered);
template Event::Event(NodeCompleted);
template Event::Event(FlowTaken);
template Event::Event(TokenArrived);
template Event::Event(TokensMerged);
template Event::Event(TokensCanceled);
template Event::Event(JoinCycled);
template Event::Event(LoopStarted);
template Event::Event(LoopReleased);
template Event::Event(InstanceAdded);
template Event::Event(OutputCollected);
template Event::Event(VariablesChanged);
template Event::Event(WaitsArmed);
template Event::Event(WaitFired);
template Event::Event(WaitReset);
template Event::Event(WaitPaused);
template Event::Event(WaitsClosed);
template Event::Event(JobFailed);
template Event::Event(JobRetried);
template Event::Event(MessageThrown);
template Event::Event(SignalThrown);
template Event::Event(ErrorThrown);
template Event::Event(EscalationThrown);
template Event::Event(CallStarted);
template Event::Event(CallsCanceled);
template Event::Event(CompensationRecorded);
template Event::Event(CompensationThrown);
template Event::Event(CompensationStarted);
template Event::Event(ScopeInterrupted);
template Event::Event(SeatsCreated);
template Event::Event(SeatOpened);
template Event::Event(SeatApproved);
template Event::Event(SeatRejected);
template Event::Event(SeatsClosed);
template Event::Event(SeatAbstained);
template Event::Event(SeatPassed);
template Event::Event(SeatClaimed);
template Event::Event(SeatReleased);
template Event::Event(SeatReassigned);
template Event::Event(SeatDelegated);
template Event::Event(SeatResolved);
template Event::Event(SeatParked);
template Event::Event(SeatRemoved);
template Event::Event(SeatReopened);
template Event::Event(DraftSaved);
template Event::Event(TaskCompleted);
template Event::Event(ApproversChosen);
template Event::Event(MaterialChanged);
template Event::Event(ApproversSkipped);
template Event::Event(ApproverMissing);
template Event::Event(DeadlinePassed);
template Event::Event(PeopleReminded);
template Event::Event(NodeHeld);
template Event::Event(PeopleCopied);
template Event::Event(SentBack);
template Event::Event(ReturnExpected);
template Event::Event(ReturnDropped);
template Event::Event(Resubmitted);
template Event::Event(Recalled);
template Event::Event(Jumped);
template Event::Event(WithdrawalRequested);
template Event::Event(WithdrawalRefused);
template Event::Event(InstanceRead);
template Event::Event(InstanceSuspended);
template Event::Event(InstanceResumed);
template Event::Event(InstanceWoken);
template Event::Event(StateRestored);
template Event::Event(InstanceRevoked);
template Event::Event(InstanceEnded);
template Event::Event(StateKept);
template Event::Event(Redacted);

}  // namespace wf
