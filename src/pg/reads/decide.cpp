// wf.decide: a decision table of a definition, for everybody.
#include "core/decision_table/decision_scope.hpp"
#include "core/model/time.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

class ContextNames : public feel::Scope {
public:
    ContextNames(JsonbObject context, const feel::Zone& zone) : context_(context), zone_(zone) {}
    std::optional<feel::Value> find(std::string_view name) override { return context_.get(name); }
    // The begin of the transaction, as SQL's now() has it.
    std::optional<feel::DateTime> now() override {
        return moment_of(GetCurrentTransactionStartTimestamp(), zone_);
    }

private:
    JsonbObject context_;
    feel::Zone zone_;
};

JsonbObject read_context(const Jsonb* json) {
    if (const auto context = json != nullptr ? JsonbObject::of(json) : std::nullopt) return *context;
    throw Error::make(Code::BadArgument, "context is not a JSON object", "",
                      "Its keys are the names that the decision asks for.");
}

[[noreturn]] void no_such_decision(const Definition& definition, const std::string& decision) {
    std::string known;
    for (const DecisionTable& table : definition.decisions)
        known += (known.empty() ? "Its decisions are " : ", ") + table.name;
    throw Error::make(Code::DecisionNotFound,
                      "definition \"" + definition.key + "\" has no decision \"" + decision + "\"", "",
                      known.empty() ? "" : known + ".");
}

bool has_decision(const Definition& definition, const std::string& decision) {
    for (const DecisionTable& table : definition.decisions)
        if (table.name == decision) return true;
    return false;
}

feel::Value decide_table(const Definition& definition, const std::string& decision, feel::Scope& names) {
    if (!has_decision(definition, decision)) no_such_decision(definition, decision);
    const DecideLimits& limits = settings::decide_limits();
    DecisionScope decisions{definition.decisions, names, limits.expression, limits.interrupt};
    feel::Value result = decisions.find(decision).value_or(feel::Value{});
    if (const auto& failure = decisions.failure())
        throw Error::make(Code::DecisionFailed, "decision \"" + failure->decision + "\" has no result",
                          "In this table " + failure->reason + ".",
                          "Correct the decision table or the data.");
    return result;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_decide);
Datum wf_decide(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string key = args.required_text("definition");
        const std::string decision = args.required_text("decision");
        const JsonbObject context = read_context(args.jsonb("context"));
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const DefinitionRef definition =
            definition_for(reading.rights(), reading.role(), tenant, key, version);
        reading.done();
        const feel::Zone& zone = definition->compiled.zone_or(settings::decide_limits(tenant).time_zone);
        const feel::LocalZone local_zone{zone};
        ContextNames names{context, zone};
        return jsonb_datum(decide_table(definition->compiled, decision, names));
    });
}
}
