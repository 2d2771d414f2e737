#include "pg/server/procedure.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"

#include <array>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

bool may_commit(FunctionCallInfo fcinfo) {
    return fcinfo->context != nullptr && is_a(fcinfo->context, T_CallContext) &&
           !reinterpret_cast<CallContext*>(fcinfo->context)->atomic;
}

[[noreturn]] void refuse_to_commit(const std::string& name, std::string hint) {
    throw Error{ERRCODE_INVALID_TRANSACTION_TERMINATION, name + " cannot be called in a transaction block or a function",
                "It commits after each batch.", std::move(hint)};
}

// What the server gives to a statement, and not to CALL.
void see_what_is_committed() { PushActiveSnapshot(GetTransactionSnapshot()); }

}  // namespace

Procedure::Procedure(FunctionCallInfo fcinfo, const char* name, const char* hint) : fcinfo_(fcinfo) {
    if (!may_commit(fcinfo)) refuse_to_commit(name, hint);
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

using namespace wf;
using namespace wf::pg;

extern "C" {

// For procedures in PL/pgSQL.
PG_FUNCTION_INFO_V1(wf_check_may_commit);
Datum wf_check_may_commit(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string procedure = args.required_text("procedure_name");
        args.end();
        if (IsTransactionBlock()) refuse_to_commit("wf." + procedure, "Call it by itself.");
        return Datum{0};
    });
}
}
