// Verbs of those who wait: remind, mark_read, request_withdrawal, answer_withdrawal, revoke.
#include "pg/server/error_boundary.hpp"
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_remind);
Datum wf_remind(PG_FUNCTION_ARGS) { return on_instance<Remind>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_request_withdrawal);
Datum wf_request_withdrawal(PG_FUNCTION_ARGS) { return on_instance<RequestWithdrawal>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_mark_read);
Datum wf_mark_read(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 1), instance, MarkRead{}, ""));
    });
}

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

PG_FUNCTION_INFO_V1(wf_revoke);
Datum wf_revoke(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_revoke(call_of(args, 3), instance, args.text(1).value_or(""), args.json(2)));
    });
}
}
