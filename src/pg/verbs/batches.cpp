// wf.approve_many, wf.reject_many.
#include "pg/server/arguments.hpp"
#include "pg/command/batch.hpp"
#include "pg/server/row_set.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

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
        Arguments args{fcinfo};
        const std::vector<std::int64_t> tasks =
            args.int8_array("task_ids").value_or(std::vector<std::int64_t>{});
        const std::string comment = args.text("comment").value_or("");
        const std::optional<Json> data = args.json("data");
        const OnRefusal on_refusal = args.boolean("stop_on_refusal") ? OnRefusal::Stop : OnRefusal::GoOn;
        Call call;
        call.actor = args.text("actor");
        call.tenant = args.tenant();
        RowSet rows{fcinfo};
        const std::vector<BatchResult> results = run_batch(
            call, tasks,
            [&](SeatId seat) {
                Verb verb;
                verb.task = seat;
                verb.data = data;
                return Act{std::move(verb)};
            },
            comment, on_refusal);
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
