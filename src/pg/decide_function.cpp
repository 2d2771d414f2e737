// wf.decide: a decision table of a definition, for everybody.
#include "core/decision_table/decision_scope.hpp"
#include "core/json/value_json.hpp"
#include "pg/arguments.hpp"
#include "pg/definition_cache.hpp"
#include "pg/error_boundary.hpp"
#include "pg/reading.hpp"
#include "pg/settings.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

class ContextNames : public feel::Scope {
public:
    explicit ContextNames(feel::Value context) : context_(std::move(context)) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const feel::Value* value = context_.get(name);
        if (!value) return std::nullopt;
        return *value;
    }

private:
    feel::Value context_;
};

feel::Value read_context(const Json& json) {
    std::optional<feel::Value> context = value_from_json(json.text);
    if (context && context->is_context()) return std::move(*context);
    throw Error::make(Code::BadArgument, "context is not a JSON object", "",
                      "Its keys are the names that the decision asks for.");
}

[[noreturn]] void no_such_decision(const Definition& definition, const std::string& decision) {
    std::string known;
    for (const DecisionTable& table : definition.decisions)
        known += (known.empty() ? "Decisions: " : ", ") + table.name;
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
        const Arguments args{fcinfo};
        const std::string key = args.required_text(0, "definition");
        const std::string decision = args.required_text(1, "decision");
        ContextNames names{read_context(args.json(2).value_or(Json{"{}"}))};
        const std::int64_t tenant = args.required_int8(4, "tenant_id");
        Reading reading;
        const DefinitionRef definition = definition_by_key(tenant, key, args.int4(3));
        reading.done();
        return jsonb_datum(value_to_json(decide_table(definition->compiled, decision, names)));
    });
}
}
