// wf.approve_many, wf.reject_many.
#include "pg/server/arguments.hpp"
#include "pg/command/batch.hpp"
#include "pg/server/row_set.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Null items are left out; null: none.
std::vector<std::int64_t> int8_array_of(FunctionCallInfo fcinfo, int at) {
    if (fcinfo->args[at].isnull) return {};
    struct Items {
        Datum* values;
        bool* nulls;
        int count;
    };
    const Datum array = fcinfo->args[at].value;
    const Items items = call([&] {
        Items all{};
        deconstruct_array(DatumGetArrayTypeP(array), INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
                          &all.values, &all.nulls, &all.count);
        return all;
    });
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < items.count; ++i)
        if (!items.nulls[i]) numbers.push_back(DatumGetInt64(items.values[i]));
    return numbers;
}

void add(RowSet& rows, const BatchResult& result) {
    if (!result.refused) {
        rows.add({pg::int8(result.task), pg::int8(result.instance), pg::int8(result.version), null(), null(),
                  null(), null()});
        return;
    }
    const Error& error = *result.refused;
    rows.add({pg::int8(result.task), pg::int8(result.instance), null(),
              text(unpack_sql_state(error.sqlstate)), text(error.message), text_or_null(error.detail),
              text_or_null(error.hint)});
}

template <class Verb>
Datum decide_many(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const Call call{.actor = args.text(4),
                        .request_id = {},
                        .expected_version = {},
                        .tenant = args.required_int8(5, "tenant_id")};
        const std::optional<Json> data = args.json(2);
        RowSet rows{fcinfo};
        const std::vector<BatchResult> results = run_batch(
            call, int8_array_of(fcinfo, 0),
            [&](SeatId seat) {
                Verb verb;
                verb.task = seat;
                verb.data = data;
                return Act{std::move(verb)};
            },
            args.text(1).value_or(""), args.boolean(3) ? OnRefusal::Stop : OnRefusal::GoOn);
        for (const BatchResult& result : results) add(rows, result);
        return Datum{0};
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_approve_many);
Datum wf_approve_many(PG_FUNCTION_ARGS) { return decide_many<Approve>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_reject_many);
Datum wf_reject_many(PG_FUNCTION_ARGS) { return decide_many<Reject>(fcinfo); }
}
