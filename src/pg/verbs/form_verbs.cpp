// wf.save_draft and wf.set_data: values of the form without a decision.
#include "pg/store/log.hpp"
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_save_draft);
Datum wf_save_draft(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(run_on_task(
            call_of(args, 2), task,
            SaveDraft{.task = seat_of_task(task), .data = args.json(1).value_or(Json{"{}"})}, ""));
    });
}

PG_FUNCTION_INFO_V1(wf_set_data);
Datum wf_set_data(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             SetData{.data = args.json(1).value_or(Json{"{}"})},
                                             args.text(2).value_or("")));
    });
}
}
