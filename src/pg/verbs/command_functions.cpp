// SQL arguments -> Command, one short function for each verb. sql/api/ has the signatures.
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/log.hpp"
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

template <class Verb>
Datum on_task(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(run_on_task(call_of(args, 3), task,
                                         Verb{.task = seat_of_task(task), .data = args.json(2)},
                                         args.text(1).value_or("")));
    });
}

// With data, and the approvers of later nodes behind the tail.
template <class Verb>
Datum decide_task(FunctionCallInfo fcinfo, int data, int comment) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(run_on_task(
            call_of(args, 3), task,
            Verb{.task = seat_of_task(task), .data = args.json(data), .chosen = read_chosen(args.json(7))},
            args.text(comment).value_or("")));
    });
}

template <class Verb>
Datum without_comment(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(run_on_task(call_of(args, 1), task, Verb{.task = seat_of_task(task)}, ""));
    });
}

// Whose task it is from now on.
template <class Verb>
Datum to_person(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(
            run_on_task(call_of(args, 3), task,
                        Verb{.task = seat_of_task(task), .to = args.required_text(1, "to_person")},
                        args.text(2).value_or("")));
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_start);
Datum wf_start(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        StartRequest request{.definition = args.required_text(0, "definition"),
                             .version = args.int4(6),
                             .start = {.definition_version = 0,
                                       .title = args.text(4).value_or(""),
                                       .business_table = args.text(2).value_or(""),
                                       .business_key = args.text(3).value_or(""),
                                       .chosen = read_chosen(args.json(5)),
                                       .data = args.json(1).value_or(Json{"{}"}),
                                       .as_draft = args.boolean(7)}};
        return Int64GetDatum(run_start(call_of(args, 8), std::move(request)));
    });
}

PG_FUNCTION_INFO_V1(wf_approve);
Datum wf_approve(PG_FUNCTION_ARGS) { return decide_task<Approve>(fcinfo, 2, 1); }

PG_FUNCTION_INFO_V1(wf_reject);
Datum wf_reject(PG_FUNCTION_ARGS) { return on_task<Reject>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_complete);
Datum wf_complete(PG_FUNCTION_ARGS) { return decide_task<Complete>(fcinfo, 1, 2); }

PG_FUNCTION_INFO_V1(wf_abstain);
Datum wf_abstain(PG_FUNCTION_ARGS) { return on_task<Abstain>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_claim);
Datum wf_claim(PG_FUNCTION_ARGS) { return without_comment<Claim>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_release);
Datum wf_release(PG_FUNCTION_ARGS) { return without_comment<Release>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_transfer);
Datum wf_transfer(PG_FUNCTION_ARGS) { return to_person<Transfer>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_delegate);
Datum wf_delegate(PG_FUNCTION_ARGS) { return to_person<Delegate>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_resolve);
Datum wf_resolve(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(run_on_task(call_of(args, 2), task, Resolve{.task = seat_of_task(task)},
                                         args.text(1).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_refresh_approvers);
Datum wf_refresh_approvers(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             RefreshApprovers{.node = args.required_text(1, "node")},
                                             args.text(2).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_withdraw);
Datum wf_withdraw(PG_FUNCTION_ARGS) { return on_instance<Withdraw>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_cancel);
Datum wf_cancel(PG_FUNCTION_ARGS) { return on_instance<Cancel>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_terminate);
Datum wf_terminate(PG_FUNCTION_ARGS) { return on_instance<Terminate>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_comment);
Datum wf_comment(PG_FUNCTION_ARGS) { return on_instance<Comment>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_add_instance);
Datum wf_add_instance(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(
            run_on_instance(call_of(args, 3), instance,
                            AddInstance{.node = args.required_text(1, "node"), .item = args.json(2)}, ""));
    });
}

PG_FUNCTION_INFO_V1(wf_copy);
Datum wf_copy(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             Copy{args.text_array(1).value_or(std::vector<std::string>{})},
                                             args.text(2).value_or("")));
    });
}
}
