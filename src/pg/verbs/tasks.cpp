// Verbs on a task: SQL arguments -> Command. sql/api/ has the signatures.
#include "core/model/names.hpp"
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/ids.hpp"
#include "pg/verbs/tail.hpp"

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

SignerPlace read_place(const std::string& word) {
    const auto place = by_name<SignerPlace>(signer_place_names, word);
    if (place && *place != SignerPlace::None) return *place;
    throw Error::make(Code::BadArgument, "place \"" + word + "\" is not known", "",
                      "Signers are added \"before\", \"after\" or \"parallel\".");
}

SignerMode read_mode(const std::string& word) {
    if (const auto mode = by_name<SignerMode>(signer_mode_names, word)) return *mode;
    throw Error::make(Code::BadArgument, "mode \"" + word + "\" is not known", "",
                      "Those added together sign in mode \"all\", \"any\" or \"sequential\".");
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

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

PG_FUNCTION_INFO_V1(wf_send_back);
Datum wf_send_back(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        const std::string resume = resume_of(args, 2, forward);
        return Int64GetDatum(run_on_task(call_of(args, 4), task,
                                         SendBack{.task = seat_of_task(task),
                                                  .target = args.text(1).value_or("previous"),
                                                  .to_returner = resume == back_to_returner},
                                         args.text(3).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_add_signer);
Datum wf_add_signer(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(
            run_on_task(call_of(args, 5), task,
                        AddSigner{.task = seat_of_task(task),
                                  .people = args.text_array(1).value_or(std::vector<std::string>{}),
                                  .place = read_place(args.required_text(2, "place")),
                                  .mode = read_mode(args.required_text(3, "mode"))},
                        args.text(4).value_or("")));
    });
}

PG_FUNCTION_INFO_V1(wf_remove_signer);
Datum wf_remove_signer(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t task = args.required_int8(0, "task_id");
        return Int64GetDatum(
            run_on_task(call_of(args, 3), task,
                        RemoveSigner{.task = seat_of_task(task), .person = args.required_text(1, "person")},
                        args.text(2).value_or("")));
    });
}

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
}
