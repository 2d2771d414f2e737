// wf.add_signer and wf.remove_signer.
#include "core/model/names.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/log.hpp"
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

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
}
