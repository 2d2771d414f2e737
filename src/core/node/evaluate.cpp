#include "core/decide/condition_scope.hpp"
#include "core/json/value_json.hpp"
#include "core/node/node.hpp"

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
    if (!limits.trace) return expression.evaluate(names, limits.expression, limits.interrupt);
    Remembering remembering{names};
    feel::Value value = expression.evaluate(remembering, limits.expression, limits.interrupt);
    limits.trace->evaluated(expression, remembering.asked, value);
    return value;
}

}  // namespace

Refusal evaluate(Step& step, const feel::Expression& expression, TokenId at, const std::string& what,
                 feel::Value& result, const feel::Entries& more_names) {
    WithNames names{step.scope(at), more_names};
    try {
        result = evaluate_in(step, expression, names);
    } catch (const feel::LimitExceeded& limit) {
        return refuse::expression_limit(what, limit.message);
    }
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
