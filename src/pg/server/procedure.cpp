#include "pg/server/procedure.hpp"

#include "pg/server/error_boundary.hpp"

#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool may_commit(FunctionCallInfo fcinfo) {
    return fcinfo->context != nullptr && is_a(fcinfo->context, T_CallContext) &&
           !reinterpret_cast<CallContext*>(fcinfo->context)->atomic;
}

// What the server gives to a statement, and not to CALL.
void see_what_is_committed() { PushActiveSnapshot(GetTransactionSnapshot()); }

}  // namespace

Procedure::Procedure(FunctionCallInfo fcinfo, const char* name, const char* hint) : fcinfo_(fcinfo) {
    if (!may_commit(fcinfo))
        throw Error{ERRCODE_INVALID_TRANSACTION_TERMINATION,
                    std::string{name} + " cannot be called in a transaction block or a function",
                    "It commits after each batch.", hint};
    call([] {
        SPI_connect_ext(SPI_OPT_NONATOMIC);
        see_what_is_committed();
    });
}

void Procedure::commit() {
    call([] {
        PopActiveSnapshot();
        SPI_commit();
        see_what_is_committed();
    });
}

Datum Procedure::result(std::initializer_list<Param> columns) {
    std::array<Datum, 8> values{};
    std::array<bool, 8> nulls{};
    std::size_t count = 0;
    for (const Param& column : columns) {
        values[count] = column.value;
        nulls[count++] = column.is_null;
    }
    return call([&] {
        PopActiveSnapshot();
        SPI_finish();
        TupleDesc description = nullptr;
        if (get_call_result_type(fcinfo_, nullptr, &description) != TYPEFUNC_COMPOSITE)
            elog(ERROR, "the procedure has no INOUT parameters");
        return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(description), values.data(), nulls.data()));
    });
}

}  // namespace wf::pg
