// The registry of SQLSTATEs: WF1xx definition, WF2xx not found, WF3xx not permitted, WF4xx conflict with the
// state, WF5xx data and expressions, WF6xx directory, WF7xx operations. Never reused. docs/errors.md explains
// each. (Raised in SQL: WF602, WF604 to WF606 by sql/directory, WF702 by sql/api/setup.sql, WF703 by
// sql/tables/log.sql.)
#include "pg/server/error.hpp"

#include "core/base/local_message.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr int wf_code(const char* code) { return MAKE_SQLSTATE(code[0], code[1], code[2], code[3], code[4]); }

int sqlstate_of(Code code) {
    switch (code) {
        case Code::BadDefinition:
            return wf_code("WF101");
        case Code::DefinitionNotFound:
            return wf_code("WF201");
        case Code::InstanceNotFound:
            return wf_code("WF202");
        case Code::TaskNotFound:
            return wf_code("WF203");
        case Code::BusinessTableNotFound:
            return wf_code("WF204");
        case Code::BusinessRowMissing:
            return wf_code("WF205");
        case Code::JobNotFound:
            return wf_code("WF206");
        case Code::FunctionMissing:
            return wf_code("WF207");
        case Code::NodeNotFound:
            return wf_code("WF208");
        case Code::DecisionNotFound:
            return wf_code("WF209");
        case Code::NotTheHolder:
            return wf_code("WF301");
        case Code::ActorUnknown:
            return wf_code("WF302");
        case Code::MayNotActForOthers:
            return wf_code("WF303");
        case Code::NotTheInitiator:
            return wf_code("WF304");
        case Code::NotAnAdministrator:
            return wf_code("WF305");
        case Code::NotAParticipant:
            return wf_code("WF306");
        case Code::TaskNotOpen:
            return wf_code("WF401");
        case Code::InstanceEnded:
            return wf_code("WF402");
        case Code::AlreadyActedOn:
            return wf_code("WF403");
        case Code::VersionConflict:
            return wf_code("WF404");
        case Code::RequestReused:
            return wf_code("WF405");
        case Code::NoFlowSelected:
            return wf_code("WF406");
        case Code::TooManySteps:
            return wf_code("WF407");
        case Code::TaskNotYetOpen:
            return wf_code("WF408");
        case Code::TooManyTasks:
            return wf_code("WF409");
        case Code::JobNotOpen:
            return wf_code("WF410");
        case Code::WrongVerb:
            return wf_code("WF411");
        case Code::NodeNotRepeated:
            return wf_code("WF412");
        case Code::CallTooDeep:
            return wf_code("WF413");
        case Code::InstanceBusy:
            return wf_code("WF414");
        case Code::SelfApproval:
            return wf_code("WF307");
        case Code::SeparationOfDuties:
            return wf_code("WF308");
        case Code::NotClaimed:
            return wf_code("WF415");
        case Code::AlreadyClaimed:
            return wf_code("WF416");
        case Code::NotAGroupTask:
            return wf_code("WF417");
        case Code::OnlyAdvice:
            return wf_code("WF418");
        case Code::NotDelegated:
            return wf_code("WF419");
        case Code::AlreadyHasSeat:
            return wf_code("WF420");
        case Code::AbstainNotAllowed:
            return wf_code("WF421");
        case Code::NodeNotActive:
            return wf_code("WF422");
        case Code::BadData:
            return wf_code("WF501");
        case Code::BadExpression:
            return wf_code("WF502");
        case Code::ExpressionLimit:
            return wf_code("WF503");
        case Code::BadArgument:
            return wf_code("WF504");
        case Code::BadChoice:
            return wf_code("WF505");
        case Code::BadTimer:
            return wf_code("WF506");
        case Code::BadCollection:
            return wf_code("WF507");
        case Code::BadResult:
            return wf_code("WF508");
        case Code::DecisionFailed:
            return wf_code("WF509");
        case Code::SeatNotFound:
            return wf_code("WF210");
        case Code::MayNotRemove:
            return wf_code("WF309");
        case Code::NotTheSigner:
            return wf_code("WF310");
        case Code::FieldNotWritable:
            return wf_code("WF311");
        case Code::MayNotStart:
            return wf_code("WF312");
        case Code::MayNotUse:
            return wf_code("WF313");
        case Code::MayNotDesign:
            return wf_code("WF314");
        case Code::ActionNotOffered:
            return wf_code("WF315");
        case Code::SignersTooDeep:
            return wf_code("WF423");
        case Code::SeatHasVoted:
            return wf_code("WF424");
        case Code::BadTarget:
            return wf_code("WF426");
        case Code::SendBackNotAllowed:
            return wf_code("WF427");
        case Code::TooManyReturns:
            return wf_code("WF428");
        case Code::MaterialFieldChanged:
            return wf_code("WF429");
        case Code::NotReturned:
            return wf_code("WF430");
        case Code::CannotRecall:
            return wf_code("WF431");
        case Code::AlreadyRead:
            return wf_code("WF432");
        case Code::NotRequested:
            return wf_code("WF433");
        case Code::IsSuspended:
            return wf_code("WF434");
        case Code::NotSuspended:
            return wf_code("WF435");
        case Code::NotEnded:
            return wf_code("WF436");
        case Code::NothingToUndo:
            return wf_code("WF437");
        case Code::OthersHaveActed:
            return wf_code("WF438");
        case Code::CannotUndo:
            return wf_code("WF439");
        case Code::StartLimit:
            return wf_code("WF440");
        case Code::RowFrozen:
            return wf_code("WF441");
        case Code::RowNotApproved:
            return wf_code("WF442");
        case Code::RowNotWritten:
            return wf_code("WF443");
        case Code::RowHasChanged:
            return wf_code("WF444");
        case Code::RowInApproval:
            return wf_code("WF445");
        case Code::BindingNotFound:
            return wf_code("WF211");
        case Code::UnknownPerson:
            return wf_code("WF601");
        case Code::DelegationNotFound:
            return wf_code("WF607");
        case Code::SetupNeeded:
            return wf_code("WF701");
        case Code::BadLog:
            return wf_code("WF704");
    }
    return ERRCODE_INTERNAL_ERROR;
}

Code code_of(RejectionCode code) {
    switch (code) {
        case RejectionCode::TaskNotFound:
            return Code::TaskNotFound;
        case RejectionCode::BusinessRowMissing:
            return Code::BusinessRowMissing;
        case RejectionCode::NotTheHolder:
            return Code::NotTheHolder;
        case RejectionCode::NotTheInitiator:
            return Code::NotTheInitiator;
        case RejectionCode::NotAnAdministrator:
            return Code::NotAnAdministrator;
        case RejectionCode::NotAParticipant:
            return Code::NotAParticipant;
        case RejectionCode::TaskNotOpen:
            return Code::TaskNotOpen;
        case RejectionCode::TaskNotYetOpen:
            return Code::TaskNotYetOpen;
        case RejectionCode::InstanceEnded:
            return Code::InstanceEnded;
        case RejectionCode::AlreadyActedOn:
            return Code::AlreadyActedOn;
        case RejectionCode::NoFlowSelected:
            return Code::NoFlowSelected;
        case RejectionCode::TooManySteps:
            return Code::TooManySteps;
        case RejectionCode::BadData:
            return Code::BadData;
        case RejectionCode::ExpressionLimit:
            return Code::ExpressionLimit;
        case RejectionCode::BadArgument:
            return Code::BadArgument;
        case RejectionCode::UnknownPerson:
            return Code::UnknownPerson;
        case RejectionCode::BadChoice:
            return Code::BadChoice;
        case RejectionCode::WrongVerb:
            return Code::WrongVerb;
        case RejectionCode::JobNotFound:
            return Code::JobNotFound;
        case RejectionCode::JobNotOpen:
            return Code::JobNotOpen;
        case RejectionCode::BadTimer:
            return Code::BadTimer;
        case RejectionCode::BadCollection:
            return Code::BadCollection;
        case RejectionCode::BadResult:
            return Code::BadResult;
        case RejectionCode::FunctionMissing:
            return Code::FunctionMissing;
        case RejectionCode::NodeNotFound:
            return Code::NodeNotFound;
        case RejectionCode::NodeNotRepeated:
            return Code::NodeNotRepeated;
        case RejectionCode::SelfApproval:
            return Code::SelfApproval;
        case RejectionCode::SeparationOfDuties:
            return Code::SeparationOfDuties;
        case RejectionCode::NotClaimed:
            return Code::NotClaimed;
        case RejectionCode::AlreadyClaimed:
            return Code::AlreadyClaimed;
        case RejectionCode::NotAGroupTask:
            return Code::NotAGroupTask;
        case RejectionCode::OnlyAdvice:
            return Code::OnlyAdvice;
        case RejectionCode::NotDelegated:
            return Code::NotDelegated;
        case RejectionCode::AlreadyHasSeat:
            return Code::AlreadyHasSeat;
        case RejectionCode::AbstainNotAllowed:
            return Code::AbstainNotAllowed;
        case RejectionCode::NodeNotActive:
            return Code::NodeNotActive;
        case RejectionCode::SeatNotFound:
            return Code::SeatNotFound;
        case RejectionCode::MayNotRemove:
            return Code::MayNotRemove;
        case RejectionCode::NotTheSigner:
            return Code::NotTheSigner;
        case RejectionCode::FieldNotWritable:
            return Code::FieldNotWritable;
        case RejectionCode::MayNotStart:
            return Code::MayNotStart;
        case RejectionCode::ActionNotOffered:
            return Code::ActionNotOffered;
        case RejectionCode::SignersTooDeep:
            return Code::SignersTooDeep;
        case RejectionCode::SeatHasVoted:
            return Code::SeatHasVoted;
        case RejectionCode::BadTarget:
            return Code::BadTarget;
        case RejectionCode::SendBackNotAllowed:
            return Code::SendBackNotAllowed;
        case RejectionCode::TooManyReturns:
            return Code::TooManyReturns;
        case RejectionCode::MaterialFieldChanged:
            return Code::MaterialFieldChanged;
        case RejectionCode::NotReturned:
            return Code::NotReturned;
        case RejectionCode::CannotRecall:
            return Code::CannotRecall;
        case RejectionCode::AlreadyRead:
            return Code::AlreadyRead;
        case RejectionCode::NotRequested:
            return Code::NotRequested;
        case RejectionCode::IsSuspended:
            return Code::IsSuspended;
        case RejectionCode::NotSuspended:
            return Code::NotSuspended;
        case RejectionCode::NotEnded:
            return Code::NotEnded;
        case RejectionCode::NothingToUndo:
            return Code::NothingToUndo;
        case RejectionCode::OthersHaveActed:
            return Code::OthersHaveActed;
        case RejectionCode::CannotUndo:
            return Code::CannotUndo;
        case RejectionCode::RowHasChanged:
            return Code::RowHasChanged;
        case RejectionCode::StartLimit:
            return Code::StartLimit;
        case RejectionCode::DecisionFailed:
            return Code::DecisionFailed;
    }
    return Code::BadArgument;
}

}  // namespace

Error Error::make(Code code, std::string message, std::string detail, std::string hint) {
    return {sqlstate_of(code), std::move(message), std::move(detail), std::move(hint)};
}

Error Error::limit_exceeded(const std::string& reason) {
    return make(Code::ExpressionLimit, "the expression cannot be evaluated", "The " + reason + ".");
}

Error Error::inconsistent_log(const std::string& reason) {
    return make(Code::BadLog, "the log of this instance cannot be replayed", "By its entries " + reason + ".",
                "Entries are missing or were changed by hand; attach the partitions that were detached.");
}

Error Error::out_of_memory() { return {ERRCODE_OUT_OF_MEMORY, "out of memory", {}, {}}; }

Error Error::internal(std::string message) { return {ERRCODE_INTERNAL_ERROR, std::move(message), {}, {}}; }

Error to_error(Rejection rejection) {
    return Error::make(code_of(rejection.code), std::move(rejection.message),
                       in_language(rejection.detail, settings::language()), std::move(rejection.hint));
}

Error detail::take_postgres_error() {
    ErrorData* const data = call([] {
        ErrorData* const copy = CopyErrorData();
        FlushErrorState();
        return copy;
    });
    const bool is_out_of_time = data->sqlerrcode == ERRCODE_QUERY_CANCELED && JobTime::is_over();
    // The subtransaction ends first: the server would take it for one of the session's own, which waits for
    // ROLLBACK.
    if (!is_out_of_time && ERRCODE_TO_CATEGORY(data->sqlerrcode) == ERRCODE_OPERATOR_INTERVENTION)
        call([&] {
            RollbackAndReleaseCurrentSubTransaction();
            ReThrowError(data);
        });
    Error error{data->sqlerrcode, data->message ? data->message : "", data->detail ? data->detail : "", {}};
    call([&] { FreeErrorData(data); });
    return is_out_of_time ? JobTime::error() : error;
}

void detail::raise_pending() {
    const Error& error = pending_error();
    ereport(ERROR, (errcode(error.sqlstate), errmsg_internal("%s", error.message.c_str()),
                    error.detail.empty() ? 0 : errdetail_internal("%s", error.detail.c_str()),
                    error.hint.empty() ? 0 : errhint("%s", error.hint.c_str())));
    pg_unreachable();
}

}  // namespace wf::pg
