// Verbs on a task: SQL arguments -> Command. sql/api/ has the signatures.
#include "core/model/names.hpp"
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/ids.hpp"
#include "pg/verbs/tail.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// `take` makes a deed out of what stands between the task and the tail.
template <class Take>
Datum on_task(FunctionCallInfo fcinfo, Take take) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t task = args.required_int8("task_id");
        Deed deed = take(args, seat_of_task(task));
        return Int64GetDatum(run_on_task(take_tail(args), task, std::move(deed.act), deed.comment));
    });
}

// A vote: comment, data.
template <class Verb>
Datum vote(FunctionCallInfo fcinfo) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        std::string comment = take_comment(args);
        return Deed{Verb{.task = task, .data = args.json("data")}, std::move(comment)};
    });
}

// What lets the flow go on: comment, data, and the approvers of later nodes.
template <class Verb>
Datum finish(FunctionCallInfo fcinfo) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        std::string comment = take_comment(args);
        std::optional<Json> data = args.json("data");
        return Deed{Verb{.task = task, .data = std::move(data), .chosen = read_chosen(args.json("chosen"))},
                    std::move(comment)};
    });
}

template <class Verb>
Datum without_comment(FunctionCallInfo fcinfo) {
    return on_task(fcinfo, [](Arguments&, SeatId task) { return Deed{Verb{.task = task}, ""}; });
}

// Whose task it is from now on.
template <class Verb>
Datum to_person(FunctionCallInfo fcinfo) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        return Deed{Verb{.task = task, .to = args.required_text("to_person")}, take_comment(args)};
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
Datum wf_approve(PG_FUNCTION_ARGS) { return finish<Approve>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_reject);
Datum wf_reject(PG_FUNCTION_ARGS) { return vote<Reject>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_complete);
Datum wf_complete(PG_FUNCTION_ARGS) { return finish<Complete>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_abstain);
Datum wf_abstain(PG_FUNCTION_ARGS) { return vote<Abstain>(fcinfo); }

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
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        return Deed{Resolve{.task = task}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_send_back);
Datum wf_send_back(PG_FUNCTION_ARGS) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        std::string target = args.text("target").value_or("previous");
        std::string comment = take_comment(args);
        const bool to_returner = take_resume(args, forward) == back_to_returner;
        return Deed{SendBack{.task = task, .target = std::move(target), .to_returner = to_returner},
                    std::move(comment)};
    });
}

PG_FUNCTION_INFO_V1(wf_add_signer);
Datum wf_add_signer(PG_FUNCTION_ARGS) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        return Deed{AddSigner{.task = task,
                              .people = args.text_array("people").value_or(std::vector<std::string>{}),
                              .place = read_place(args.required_text("place")),
                              .mode = read_mode(args.required_text("mode"))},
                    take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_remove_signer);
Datum wf_remove_signer(PG_FUNCTION_ARGS) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        return Deed{RemoveSigner{.task = task, .person = args.required_text("person")}, take_comment(args)};
    });
}

PG_FUNCTION_INFO_V1(wf_save_draft);
Datum wf_save_draft(PG_FUNCTION_ARGS) {
    return on_task(fcinfo, [](Arguments& args, SeatId task) {
        return Deed{SaveDraft{.task = task, .data = take_object(args, "data")}, ""};
    });
}
}
