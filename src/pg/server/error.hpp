// An error on its way to ereport: SQLSTATE, message, DETAIL, HINT. docs/errors.md lists the codes.
#pragma once

#include "core/model/rejection.hpp"

#include <string>

namespace wf::pg {

// Every code of class WF, never reused (sqlstate.cpp spells them).
enum class Code {
    BadDefinition,
    DefinitionNotFound,
    InstanceNotFound,
    TaskNotFound,
    BusinessTableNotFound,
    BusinessRowMissing,
    JobNotFound,
    FunctionMissing,
    NodeNotFound,
    DecisionNotFound,
    NotTheHolder,
    ActorUnknown,
    MayNotActForOthers,
    NotTheInitiator,
    NotAnAdministrator,
    NotAParticipant,
    TaskNotOpen,
    TaskNotYetOpen,
    InstanceEnded,
    AlreadyActedOn,
    VersionConflict,
    RequestReused,
    NoFlowSelected,
    TooManySteps,
    JobNotOpen,
    WrongVerb,
    NodeNotRepeated,
    NotClaimed,
    AlreadyClaimed,
    NotAGroupTask,
    OnlyAdvice,
    NotDelegated,
    SelfApproval,
    SeparationOfDuties,
    AlreadyHasSeat,
    AbstainNotAllowed,
    NodeNotActive,
    CallTooDeep,
    InstanceBusy,
    BadData,
    BadExpression,
    ExpressionLimit,
    BadArgument,
    UnknownPerson,
    DelegationNotFound,
    BadChoice,
    BadTimer,
    BadCollection,
    BadResult,
    DecisionFailed,
    SeatNotFound,
    MayNotRemove,
    NotTheSigner,
    FieldNotWritable,
    MayNotStart,
    MayNotUse,
    MayNotDesign,
    ActionNotOffered,
    SignersTooDeep,
    SeatHasVoted,
    BadTarget,
    SendBackNotAllowed,
    TooManyReturns,
    MaterialFieldChanged,
    NotReturned,
    CannotRecall,
    AlreadyRead,
    NotRequested,
    IsSuspended,
    NotSuspended,
    NotEnded,
    NothingToUndo,
    OthersHaveActed,
    CannotUndo,
    RowHasChanged,
    StartLimit,
    RowFrozen,
    RowNotApproved,
    RowNotWritten,
    RowInApproval,
    BindingNotFound,
    SetupNeeded,
    TooManyTasks,
    BadLog,
};

struct Error {
    int sqlstate = 0;
    std::string message;
    std::string detail;
    std::string hint;

    static Error make(Code code, std::string message, std::string detail = {}, std::string hint = {});
    static Error limit_exceeded(const std::string& reason);
    static Error inconsistent_log(const std::string& reason);
    static Error out_of_memory();
    static Error internal(std::string message);
};

// Why the core refused, with its SQLSTATE.
Error to_error(Rejection rejection);

}  // namespace wf::pg
