// The error codes: the enumerator is the number, and WF with the number is the SQLSTATE (WF203). A number never
// changes its meaning and is never used again, not even one that is missing here. docs/reference/errors.md explains each.
#pragma once

namespace wf {

enum class Code : int {
    // Definitions.
    BadDefinition = 101,

    // What does not exist.
    DefinitionNotFound = 201,
    InstanceNotFound = 202,
    TaskNotFound = 203,
    BusinessTableNotFound = 204,
    BusinessRowMissing = 205,
    JobNotFound = 206,
    FunctionMissing = 207,
    NodeNotFound = 208,  // of the definition; 422: it has no token
    DecisionNotFound = 209,
    SeatNotFound = 210,
    BindingNotFound = 211,
    CalendarNotFound = 212,
    MachineNotFound = 215,
    TrackingNotFound = 216,

    // What is not permitted.
    NotTheHolder = 301,  // of the task
    ActorUnknown = 302,  // nobody was named, and the session is nobody's
    MayNotActForOthers = 303,
    NotTheInitiator = 304,
    NotAnAdministrator = 305,
    NotAParticipant = 306,
    SelfApproval = 307,
    SeparationOfDuties = 308,
    MayNotRemove = 309,
    NotTheSigner = 310,  // of what is to be recalled
    FieldNotWritable = 311,
    MayNotStart = 312,
    MayNotUse = 313,  // the definition, as this database role
    MayNotDesign = 314,
    ActionNotOffered = 315,
    MayNotTransition = 320,

    // Conflicts with the present state.
    TaskNotOpen = 401,
    InstanceEnded = 402,
    AlreadyActedOn = 403,  // too late to withdraw, or revoked before
    VersionConflict = 404,
    RequestReused = 405,
    NoFlowSelected = 406,
    TooManySteps = 407,
    TaskNotYetOpen = 408,  // others of the sequence come first
    TooManyTasks = 409,
    JobNotOpen = 410,
    WrongVerb = 411,  // approve and complete each have their kind of task
    NodeNotRepeated = 412,
    CallTooDeep = 413,
    InstanceBusy = 414,
    NotClaimed = 415,
    AlreadyClaimed = 416,
    NotAGroupTask = 417,
    OnlyAdvice = 418,  // the task was delegated: its holder cannot decide it
    NotDelegated = 419,
    AlreadyHasSeat = 420,
    AbstainNotAllowed = 421,
    NodeNotActive = 422,
    SignersTooDeep = 423,  // added by added signers
    SeatHasVoted = 424,
    BadTarget = 426,  // of send_back, jump, wake
    SendBackNotAllowed = 427,
    TooManyReturns = 428,
    MaterialFieldChanged = 429,  // since it was sent back: it cannot skip the signatures
    NotReturned = 430,           // nothing to submit
    CannotRecall = 431,
    AlreadyRead = 432,
    NotRequested = 433,  // no request to withdraw
    IsSuspended = 434,
    NotSuspended = 435,
    NotEnded = 436,
    NothingToUndo = 437,
    OthersHaveActed = 438,
    CannotUndo = 439,
    StartLimit = 440,
    RowFrozen = 441,
    RowNotApproved = 442,
    RowNotWritten = 443,  // code of the host changed or swallowed what the engine wrote
    RowHasChanged = 444,
    RowInApproval = 445,
    DefinitionIsDraft = 448,
    NoTransition = 460,       // of the state machine, from the state that the row has
    TransitionBlocked = 461,  // its guard does not hold
    NotAnInitialState = 462,
    UnknownStates = 463,  // rows have them, and no mapping says what becomes of these
    StateNotAllowed = 449,
    TrackedRowsKept = 450,  // TRUNCATE of a tracked table

    // Data and expressions.
    BadData = 501,
    BadExpression = 502,
    ExpressionLimit = 503,
    BadArgument = 504,
    BadChoice = 505,
    BadTimer = 506,
    BadCollection = 507,
    BadResult = 508,
    DecisionFailed = 509,

    // The directory. 602 and 604 to 606 are raised in SQL only.
    UnknownPerson = 601,
    BadDirectory = 602,
    BadDelegation = 604,
    CannotMirror = 605,
    NotAMirror = 606,
    DelegationNotFound = 607,

    // Operations. 702 and 703 are raised in SQL only.
    SetupNeeded = 701,
    TablesAreNewer = 702,
    LogIsAppendOnly = 703,
    BadLog = 704,
};

}  // namespace wf
