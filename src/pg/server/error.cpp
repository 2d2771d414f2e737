#include "pg/server/error.hpp"

#include "core/base/local_message.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

int sqlstate_of(Code code) {
    const int number = static_cast<int>(code);
    return MAKE_SQLSTATE('W', 'F', '0' + number / 100, '0' + number / 10 % 10, '0' + number % 10);
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
    const std::string language = settings::language();
    return Error::make(rejection.code, in_language(rejection.message, language),
                       in_language(rejection.detail, language), in_language(rejection.hint, language));
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

Error detail::abort_transaction(bool is_of_postgres) {
    Error error;
    if (is_of_postgres) {
        EmitErrorReport();
        ErrorData* const data = CopyErrorData();
        FlushErrorState();
        error = {data->sqlerrcode, data->message ? data->message : "", data->detail ? data->detail : "", {}};
        FreeErrorData(data);
    } else {
        error = std::move(pending_error());
        ereport(LOG, (errcode(error.sqlstate), errmsg_internal("%s", error.message.c_str()),
                      error.detail.empty() ? 0 : errdetail_internal("%s", error.detail.c_str())));
    }
    AbortCurrentTransaction();
    QueryCancelPending = false;
    return error;
}

void detail::raise_pending() {
    const Error& error = pending_error();
    ereport(ERROR, (errcode(error.sqlstate), errmsg_internal("%s", error.message.c_str()),
                    error.detail.empty() ? 0 : errdetail_internal("%s", error.detail.c_str()),
                    error.hint.empty() ? 0 : errhint("%s", error.hint.c_str())));
    pg_unreachable();
}

}  // namespace wf::pg
