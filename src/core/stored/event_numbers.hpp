// The number of each type of event in the log (event_format.hpp). Given once and for ever: a new event takes the
// next one, and the number of an event that nobody writes any more is not given again.
#pragma once

#include "core/model/event.hpp"

#include <cstdint>

namespace wf {

template <class T>
inline constexpr std::uint8_t event_number = 0;
template <>
inline constexpr std::uint8_t event_number<InstanceStarted> = 1;
template <>
inline constexpr std::uint8_t event_number<DataChanged> = 2;
template <>
inline constexpr std::uint8_t event_number<TitleChanged> = 3;
template <>
inline constexpr std::uint8_t event_number<NodeEntered> = 4;
template <>
inline constexpr std::uint8_t event_number<NodeCompleted> = 5;
template <>
inline constexpr std::uint8_t event_number<FlowTaken> = 6;
template <>
inline constexpr std::uint8_t event_number<TokenArrived> = 7;
template <>
inline constexpr std::uint8_t event_number<TokensMerged> = 8;
template <>
inline constexpr std::uint8_t event_number<TokensCanceled> = 9;
template <>
inline constexpr std::uint8_t event_number<JoinCycled> = 10;
template <>
inline constexpr std::uint8_t event_number<LoopStarted> = 11;
template <>
inline constexpr std::uint8_t event_number<LoopReleased> = 12;
template <>
inline constexpr std::uint8_t event_number<InstanceAdded> = 13;
template <>
inline constexpr std::uint8_t event_number<OutputCollected> = 14;
template <>
inline constexpr std::uint8_t event_number<VariablesChanged> = 15;
template <>
inline constexpr std::uint8_t event_number<WaitsArmed> = 16;
template <>
inline constexpr std::uint8_t event_number<WaitFired> = 17;
template <>
inline constexpr std::uint8_t event_number<WaitReset> = 18;
template <>
inline constexpr std::uint8_t event_number<WaitsClosed> = 19;
template <>
inline constexpr std::uint8_t event_number<JobFailed> = 20;
template <>
inline constexpr std::uint8_t event_number<JobRetried> = 21;
template <>
inline constexpr std::uint8_t event_number<MessageThrown> = 22;
template <>
inline constexpr std::uint8_t event_number<SignalThrown> = 23;
template <>
inline constexpr std::uint8_t event_number<ErrorThrown> = 24;
template <>
inline constexpr std::uint8_t event_number<EscalationThrown> = 25;
template <>
inline constexpr std::uint8_t event_number<CallStarted> = 26;
template <>
inline constexpr std::uint8_t event_number<CallsCanceled> = 27;
template <>
inline constexpr std::uint8_t event_number<CompensationRecorded> = 28;
template <>
inline constexpr std::uint8_t event_number<CompensationThrown> = 29;
template <>
inline constexpr std::uint8_t event_number<CompensationStarted> = 30;
template <>
inline constexpr std::uint8_t event_number<ScopeInterrupted> = 31;
template <>
inline constexpr std::uint8_t event_number<SeatsCreated> = 32;
template <>
inline constexpr std::uint8_t event_number<SeatOpened> = 33;
template <>
inline constexpr std::uint8_t event_number<SeatApproved> = 34;
template <>
inline constexpr std::uint8_t event_number<SeatRejected> = 35;
template <>
inline constexpr std::uint8_t event_number<SeatsClosed> = 36;
template <>
inline constexpr std::uint8_t event_number<SeatAbstained> = 37;
template <>
inline constexpr std::uint8_t event_number<SeatPassed> = 38;
template <>
inline constexpr std::uint8_t event_number<SeatClaimed> = 39;
template <>
inline constexpr std::uint8_t event_number<SeatReleased> = 40;
template <>
inline constexpr std::uint8_t event_number<SeatReassigned> = 41;
template <>
inline constexpr std::uint8_t event_number<SeatDelegated> = 42;
template <>
inline constexpr std::uint8_t event_number<SeatResolved> = 43;
template <>
inline constexpr std::uint8_t event_number<SeatParked> = 44;
template <>
inline constexpr std::uint8_t event_number<SeatRemoved> = 45;
template <>
inline constexpr std::uint8_t event_number<SeatReopened> = 46;
template <>
inline constexpr std::uint8_t event_number<DraftSaved> = 47;
template <>
inline constexpr std::uint8_t event_number<TaskCompleted> = 48;
template <>
inline constexpr std::uint8_t event_number<ApproversChosen> = 49;
template <>
inline constexpr std::uint8_t event_number<MaterialChanged> = 50;
template <>
inline constexpr std::uint8_t event_number<ApproversSkipped> = 51;
template <>
inline constexpr std::uint8_t event_number<ApproverMissing> = 52;
template <>
inline constexpr std::uint8_t event_number<DeadlinePassed> = 53;
template <>
inline constexpr std::uint8_t event_number<PeopleReminded> = 54;
template <>
inline constexpr std::uint8_t event_number<NodeHeld> = 55;
template <>
inline constexpr std::uint8_t event_number<PeopleCopied> = 56;
template <>
inline constexpr std::uint8_t event_number<SentBack> = 57;
template <>
inline constexpr std::uint8_t event_number<ReturnExpected> = 58;
template <>
inline constexpr std::uint8_t event_number<ReturnDropped> = 59;
template <>
inline constexpr std::uint8_t event_number<Resubmitted> = 60;
template <>
inline constexpr std::uint8_t event_number<Recalled> = 61;
template <>
inline constexpr std::uint8_t event_number<Jumped> = 62;
template <>
inline constexpr std::uint8_t event_number<WithdrawalRequested> = 63;
template <>
inline constexpr std::uint8_t event_number<WithdrawalRefused> = 64;
template <>
inline constexpr std::uint8_t event_number<InstanceRead> = 65;
template <>
inline constexpr std::uint8_t event_number<InstanceSuspended> = 66;
template <>
inline constexpr std::uint8_t event_number<InstanceResumed> = 67;
template <>
inline constexpr std::uint8_t event_number<InstanceWoken> = 68;
template <>
inline constexpr std::uint8_t event_number<StateRestored> = 69;
template <>
inline constexpr std::uint8_t event_number<InstanceRevoked> = 70;
template <>
inline constexpr std::uint8_t event_number<InstanceEnded> = 71;
template <>
inline constexpr std::uint8_t event_number<StateKept> = 72;
template <>
inline constexpr std::uint8_t event_number<Redacted> = 73;
template <>
inline constexpr std::uint8_t event_number<WaitPaused> = 74;

}  // namespace wf
