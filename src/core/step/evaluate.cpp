#include "core/step/evaluate.hpp"

#include "core/step/condition_scope.hpp"
#include "core/decision_table/decision_scope.hpp"
#include "core/json/value_json.hpp"

#include <algorithm>

namespace wf {
namespace {

class WithNames : public feel::Scope {
public:
    WithNames(feel::Scope& others, const feel::Entries& more) : others_(others), more_(more) {}
    std::optional<feel::Value> find(std::string_view name) override {
        for (const auto& [key, value] : more_)
            if (key == name) return value;
        return others_.find(name);
    }
    feel::Value call(std::string_view function, std::span<Argument> arguments) override {
        return others_.call(function, arguments);
    }
    std::optional<feel::DateTime> now() override { return others_.now(); }

private:
    feel::Scope& others_;
    const feel::Entries& more_;
};

// Remembers what was asked for: a name is asked for once in an evaluation.
class Remembering : public feel::Scope {
public:
    explicit Remembering(feel::Scope& names) : names_(names) {}
    std::optional<feel::Value> find(std::string_view name) override {
        std::optional<feel::Value> found = names_.find(name);
        asked.emplace_back(std::string{name}, found.value_or(feel::Value{}));
        return found;
    }
    feel::Value call(std::string_view function, std::span<Argument> arguments) override {
        return names_.call(function, arguments);
    }
    std::optional<feel::DateTime> now() override { return names_.now(); }
    feel::Entries asked;

private:
    feel::Scope& names_;
};

feel::Value evaluate_in(Step& step, const feel::Expression& expression, feel::Scope& names) {
    const DecideLimits& limits = step.limits();
    return expression.evaluate(names, limits.expression, limits.interrupt);
}

// Who listens also hears what the decisions asked for.
feel::Value evaluate_traced(Step& step, const feel::Expression& expression, feel::Scope& names,
                            std::optional<DecisionFailure>& failure) {
    const DecideLimits& limits = step.limits();
    Remembering for_decisions{names};
    DecisionScope decisions{step.definition().decisions, for_decisions, limits.expression, limits.interrupt};
    Remembering remembering{decisions};
    feel::Value value = evaluate_in(step, expression, remembering);
    feel::Entries asked = std::move(remembering.asked);
    const auto was_asked = [&](const std::string& name) {
        return std::any_of(asked.begin(), asked.end(),
                           [&](const feel::Entry& entry) { return entry.first == name; });
    };
    for (feel::Entry& entry : for_decisions.asked)
        if (!was_asked(entry.first)) asked.push_back(std::move(entry));
    limits.trace->evaluated(expression, asked, value);
    failure = decisions.failure();
    return value;
}

feel::Value evaluate_with_decisions(Step& step, const feel::Expression& expression, feel::Scope& names,
                                    std::optional<DecisionFailure>& failure) {
    const DecideLimits& limits = step.limits();
    if (limits.trace) return evaluate_traced(step, expression, names, failure);
    if (step.definition().decisions.empty()) return evaluate_in(step, expression, names);
    DecisionScope decisions{step.definition().decisions, names, limits.expression, limits.interrupt};
    feel::Value value = evaluate_in(step, expression, decisions);
    failure = decisions.failure();
    return value;
}

}  // namespace

Refusal evaluate(Step& step, const feel::Expression& expression, TokenId at, const std::string& what,
                 feel::Value& result, const feel::Entries& more_names) {
    const feel::LocalZone zone{step.zone()};
    WithNames names{step.scope(at), more_names};
    std::optional<DecisionFailure> failure;
    try {
        result = evaluate_with_decisions(step, expression, names, failure);
    } catch (const feel::LimitExceeded& limit) {
        return refuse::expression_limit(what, limit.message);
    }
    if (failure) return refuse::decision_failed(what, failure->decision, failure->reason);
    return {};
}

Refusal holds(Step& step, const feel::Expression& condition, TokenId at, const std::string& what,
              bool& result) {
    feel::Value value;
    if (Refusal refused = evaluate(step, condition, at, what, value)) return refused;
    result = value.is_true();
    return {};
}

Refusal evaluate_object(Step& step, const std::optional<feel::Expression>& expression, TokenId at,
                        const std::string& what, Json& result) {
    result.text = "{}";
    if (!expression) return {};
    feel::Value value;
    if (Refusal refused = evaluate(step, *expression, at, what, value)) return refused;
    if (!value.is_context()) return refuse::bad_result(what, "a context");
    result.text = value_to_json(value);
    return {};
}

}  // namespace wf
