// wf.feel: the language of conditions, for everybody.
//
// A query calls it for each row with the same text, and mostly with contexts that have the same keys. So each
// place of a query that calls it keeps the expression as compiled until one of them changes
// (kept_expression); and of a context only the names are read that are evaluated.
#include "core/expression/expression.hpp"
#include "core/model/time.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/reads/kept_expression.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

JsonbObject read_names(const Jsonb* json) {
    if (const std::optional<JsonbObject> context = JsonbObject::of(json)) return *context;
    throw Error::make(Code::BadArgument, "context is not a JSON object", "",
                      "Its keys are the names that the expression may use.");
}

feel::Zone read_zone(const std::optional<std::string_view>& name) {
    const std::optional<feel::Zone> zone = name ? feel::Zone::named(*name) : std::nullopt;
    if (zone) return *zone;
    throw Error::make(Code::BadArgument,
                      "time zone \"" + std::string{name.value_or("null")} + "\" does not exist", "",
                      "Zones have the names of the IANA database, such as Europe/Paris.");
}

// It reads no clock, because the planner and indexes rely on equal results for equal arguments.
feel::DateTime read_now(std::optional<Instant> at, std::optional<std::string_view> zone) {
    if (at) {
        if (const auto moment = moment_of(*at, read_zone(zone))) return *moment;
        throw Error::make(Code::BadArgument, "at is not a moment", "", "Pass at => now(), for example.");
    }
    throw Error::make(Code::BadArgument, "the expression asks for the present time, but at is not given",
                      "wf.feel gives the same result for the same arguments, so it reads no clock.",
                      "Pass at => now().");
}

class FeelScope : public feel::Scope {
public:
    FeelScope(JsonbObject context, std::optional<feel::DateTime> now) : context_(context), now_(now) {}
    std::optional<feel::Value> find(std::string_view name) override { return context_.get(name); }
    std::optional<feel::DateTime> now() override { return now_; }

private:
    JsonbObject context_;
    std::optional<feel::DateTime> now_;
};

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_feel);
Datum wf_feel(PG_FUNCTION_ARGS) {
    return enter([&]() -> Datum {
        Arguments args{fcinfo, Largest::Any};
        const std::optional<std::string_view> text = args.text_view("expression");
        const Jsonb* json = args.jsonb("context");
        const std::optional<Instant> at = args.time("at");
        const std::optional<std::string_view> zone = args.text_view("time_zone");
        const Jsonb* types = args.jsonb("types");
        const std::optional<std::string_view> result_type = args.text_view("result_type");
        args.end();
        if (!text || json == nullptr) {
            fcinfo->isnull = true;
            return 0;
        }
        const JsonbObject context = read_names(json);
        const feel::Expression& expression = KeptExpression::of(fcinfo->flinfo).get(
            {.text = *text, .context = context, .types = types, .result_type = result_type.value_or("")});
        FeelScope scope{context, expression.uses_clock() ? std::optional{read_now(at, zone)} : std::nullopt};
        const DecideLimits& limits = settings::decide_limits();
        const feel::LocalZone no_zone{std::nullopt};  // a condition may be what calls it
        return jsonb_datum(expression.evaluate(scope, limits.expression, limits.interrupt));
    });
}
}
