// wf.start, and verbs on an instance: SQL arguments -> Command. sql/api/ has the signatures.
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/verbs/tail.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// `take` makes a deed out of what stands between the instance and the tail.
template <class Take>
Datum on_instance(FunctionCallInfo fcinfo, Take take) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        Deed deed = take(args);
        return Int64GetDatum(run_on_instance(take_tail(args), instance, std::move(deed.act), deed.comment));
    });
}

template <class Verb>
Datum with_comment(FunctionCallInfo fcinfo) {
    return on_instance(fcinfo, [](Arguments& args) { return Deed{Verb{}, take_comment(args)}; });
}

template <class Verb>
Datum to_node(FunctionCallInfo fcinfo) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{Verb{.node = args.required_text("node")}, take_comment(args)};
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
        Arguments args{fcinfo};
        StartRequest request;
        request.definition = args.required_text("definition");
        request.start.data = take_object(args, "data");
        request.start.business_table = args.text("business_table").value_or("");
        request.start.business_key = args.text("business_key").value_or("");
        request.start.title = args.text("title").value_or("");
        request.start.chosen = read_chosen(args.json("chosen"));
        request.version = args.int4("version");
        request.start.as_draft = args.boolean("as_draft");
        const Call call = take_tail(args);
        return Int64GetDatum(run_start(call, std::move(request)));
    });
}

PG_FUNCTION_INFO_V1(wf_set_data);
Datum wf_set_data(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{SetData{.data = take_object(args, "data")}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_comment);
Datum wf_comment(PG_FUNCTION_ARGS) { return with_comment<Comment>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_copy);
Datum wf_copy(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{Copy{args.text_array("people").value_or(std::vector<std::string>{})}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_resubmit);
Datum wf_resubmit(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        std::string comment = take_comment(args);
        Resubmit resubmit;
        resubmit.data = args.json("data");
        resubmit.chosen = read_chosen(args.json("chosen"));
        resubmit.forward = take_resume(args, "") == forward;
        return Deed{std::move(resubmit), std::move(comment)};
    });
}

PG_FUNCTION_INFO_V1(wf_recall);
Datum wf_recall(PG_FUNCTION_ARGS) { return to_node<Recall>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_jump);
Datum wf_jump(PG_FUNCTION_ARGS) { return to_node<Jump>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_wake);
Datum wf_wake(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{Wake{.node = args.text("node").value_or("")}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_add_instance);
Datum wf_add_instance(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        std::string node = args.required_text("node");
        return Deed{AddInstance{.node = std::move(node), .item = args.json("item")}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_refresh_approvers);
Datum wf_refresh_approvers(PG_FUNCTION_ARGS) { return to_node<RefreshApprovers>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_remind);
Datum wf_remind(PG_FUNCTION_ARGS) { return with_comment<Remind>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_mark_read);
Datum wf_mark_read(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments&) { return Deed{MarkRead{}, ""}; });
}

PG_FUNCTION_INFO_V1(wf_withdraw);
Datum wf_withdraw(PG_FUNCTION_ARGS) { return with_comment<Withdraw>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_request_withdrawal);
Datum wf_request_withdrawal(PG_FUNCTION_ARGS) { return with_comment<RequestWithdrawal>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_answer_withdrawal);
Datum wf_answer_withdrawal(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{AnswerWithdrawal{.is_granted = args.required_boolean("granted")}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_cancel);
Datum wf_cancel(PG_FUNCTION_ARGS) { return with_comment<Cancel>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_terminate);
Datum wf_terminate(PG_FUNCTION_ARGS) { return with_comment<Terminate>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_revoke);
Datum wf_revoke(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::string comment = take_comment(args);
        const std::optional<Json> data = args.json("data");
        return Int64GetDatum(run_revoke(take_tail(args), instance, comment, data));
    });
}

PG_FUNCTION_INFO_V1(wf_suspend);
Datum wf_suspend(PG_FUNCTION_ARGS) { return with_comment<Suspend>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_resume);
Datum wf_resume(PG_FUNCTION_ARGS) { return with_comment<Resume>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_undo);
Datum wf_undo(PG_FUNCTION_ARGS) { return with_comment<Undo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_redo);
Datum wf_redo(PG_FUNCTION_ARGS) { return with_comment<Redo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_restore);
Datum wf_restore(PG_FUNCTION_ARGS) {
    return on_instance(fcinfo, [](Arguments& args) {
        return Deed{Restore{.seq = args.required_int8("seq")}, take_comment(args)};
    });
}
}
