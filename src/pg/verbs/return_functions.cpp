// The verbs that go back: send_back, resubmit, recall, jump, wake.
#include "pg/server/chosen.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/store/log.hpp"
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr const char* forward = "forward";
constexpr const char* back_to_returner = "back_to_returner";

// How it goes on from where it is sent back to, or from where it is handed in. Null: `otherwise`.
std::string resume_of(const Arguments& args, int at, const std::string& otherwise) {
    std::string resume = args.text(at).value_or(otherwise);
    if (resume == forward || resume == back_to_returner || resume == otherwise) return resume;
    throw Error::make(Code::BadArgument, "\"" + resume + "\" is no way to resume", "",
                      "It is forward or back_to_returner.");
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
}
