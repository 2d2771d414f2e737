// wf.send_message and wf.send_signal.
#include "pg/verbs/tail.hpp"

#include "core/json/value_json.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string take_payload(Arguments& args) {
    const std::optional<Json> payload = args.json("payload");
    if (!payload) return "{}";
    JsonProblem problem{};
    const std::optional<feel::Value> value = value_from_json(payload->text, problem, max_data_depth);
    if (value && value->is_context()) return payload->text;
    if (!value && problem == JsonProblem::TooDeep)
        throw to_error(refuse::too_deep("payload", max_data_depth));
    throw Error::make(Code::BadArgument, "payload is not a JSON object", "",
                      "Pass, for example, payload => '{\"amount\": 100}'.");
}

std::string take_name(Arguments& args) {
    std::string name = args.required_text("name");
    if (name.empty()) throw Error::make(Code::BadArgument, "name must not be empty");
    return name;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_send_message);
Datum wf_send_message(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Instant now = GetCurrentTimestamp();
        Message message{.name = take_name(args),
                        .key = args.text("correlation_key").value_or(""),
                        .payload = take_payload(args),
                        .sender = {}};
        const std::optional<Instant> expires_at = args.interval_after("ttl", now);
        if (!expires_at) throw Error::make(Code::BadArgument, "ttl must not be null");
        return Int32GetDatum(run_send_message(take_tail(args), std::move(message), now, *expires_at));
    });
}

PG_FUNCTION_INFO_V1(wf_send_signal);
Datum wf_send_signal(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        SignalToSend signal{.name = take_name(args), .payload = take_payload(args), .sender = {}};
        return Int32GetDatum(run_send_signal(take_tail(args), std::move(signal)));
    });
}
}
