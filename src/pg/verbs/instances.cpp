// wf.start, and verbs on an instance: SQL arguments -> Command. sql/api/ has the signatures.
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/verbs/tail.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

template <class Verb>
Datum on_instance(FunctionCallInfo fcinfo) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 2), instance, Verb{}, args.text(1).value_or("")));
    });
}

template <class Verb>
Datum to_node(FunctionCallInfo fcinfo, Verb verb) {
    const Arguments args{fcinfo};
    return Int64GetDatum(run_on_instance(call_of(args, 3), args.required_int8(0, "instance_id"),
                                         std::move(verb), args.text(2).value_or("")));
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

PG_FUNCTION_INFO_V1(wf_comment);
Datum wf_comment(PG_FUNCTION_ARGS) { return on_instance<Comment>(fcinfo); }

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

PG_FUNCTION_INFO_V1(wf_resubmit);
Datum wf_resubmit(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::string resume = resume_of(args, 3, "");
        return Int64GetDatum(run_on_instance(
            call_of(args, 5), args.required_int8(0, "instance_id"),
            Resubmit{.data = args.json(1), .forward = resume == forward, .chosen = read_chosen(args.json(4))},
            args.text(2).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_recall);
Datum wf_recall(PG_FUNCTION_ARGS) {
    return enter([&] { return to_node(fcinfo, Recall{.node = Arguments{fcinfo}.required_text(1, "node")}); });
}

PG_FUNCTION_INFO_V1(wf_jump);
Datum wf_jump(PG_FUNCTION_ARGS) {
    return enter([&] { return to_node(fcinfo, Jump{.node = Arguments{fcinfo}.required_text(1, "node")}); });
}

PG_FUNCTION_INFO_V1(wf_wake);
Datum wf_wake(PG_FUNCTION_ARGS) {
    return enter([&] { return to_node(fcinfo, Wake{.node = Arguments{fcinfo}.text(1).value_or("")}); });
}

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

PG_FUNCTION_INFO_V1(wf_remind);
Datum wf_remind(PG_FUNCTION_ARGS) { return on_instance<Remind>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_mark_read);
Datum wf_mark_read(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 1), instance, MarkRead{}, ""));
    });
}

PG_FUNCTION_INFO_V1(wf_withdraw);
Datum wf_withdraw(PG_FUNCTION_ARGS) { return on_instance<Withdraw>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_request_withdrawal);
Datum wf_request_withdrawal(PG_FUNCTION_ARGS) { return on_instance<RequestWithdrawal>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_answer_withdrawal);
Datum wf_answer_withdrawal(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        if (PG_ARGISNULL(1))
            throw Error::make(Code::BadArgument, "granted must not be null", "", "Say true or false.");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             AnswerWithdrawal{.is_granted = args.boolean(1)},
                                             args.text(2).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_cancel);
Datum wf_cancel(PG_FUNCTION_ARGS) { return on_instance<Cancel>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_terminate);
Datum wf_terminate(PG_FUNCTION_ARGS) { return on_instance<Terminate>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_revoke);
Datum wf_revoke(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_revoke(call_of(args, 3), instance, args.text(1).value_or(""), args.json(2)));
    });
}

PG_FUNCTION_INFO_V1(wf_suspend);
Datum wf_suspend(PG_FUNCTION_ARGS) { return on_instance<Suspend>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_resume);
Datum wf_resume(PG_FUNCTION_ARGS) { return on_instance<Resume>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_undo);
Datum wf_undo(PG_FUNCTION_ARGS) { return on_instance<Undo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_redo);
Datum wf_redo(PG_FUNCTION_ARGS) { return on_instance<Redo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_restore);
Datum wf_restore(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             Restore{.seq = args.required_int8(1, "seq")},
                                             args.text(2).value_or("")));
    });
}
}
