// wf.send_message and wf.send_signal.
#include "pg/verbs/tail.hpp"

#include "core/json/value_json.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string payload_of(const Arguments& args, int at) {
    const std::optional<Json> payload = args.json(at);
    if (!payload) return "{}";
    const std::optional<feel::Value> value = value_from_json(payload->text);
    if (value && value->is_context()) return payload->text;
    throw Error::make(Code::BadArgument, "payload is not a JSON object", "",
                      "Pass, for example, payload => '{\"amount\": 100}'.");
}

std::string name_of_event(const Arguments& args) {
    std::string name = args.required_text(0, "name");
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
        const Arguments args{fcinfo};
        const Instant now = GetCurrentTimestamp();
        const std::optional<Instant> expires_at = args.interval_after(3, now);
        if (!expires_at) throw Error::make(Code::BadArgument, "ttl must not be null");
        return Int32GetDatum(run_send_message(call_of(args, 4),
                                              Message{.name = name_of_event(args),
                                                      .key = args.text(1).value_or(""),
                                                      .payload = payload_of(args, 2),
                                                      .sender = {}},
                                              now, *expires_at));
    });
}

PG_FUNCTION_INFO_V1(wf_send_signal);
Datum wf_send_signal(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        return Int32GetDatum(run_send_signal(
            call_of(args, 2),
            SignalToSend{.name = name_of_event(args), .payload = payload_of(args, 1), .sender = {}}));
    });
}
}
