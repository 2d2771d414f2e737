#include "core/decision_table/decision_scope.hpp"

#include "core/decision_table/hit_policy.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/print.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace wf {

using feel::Value;

namespace {

constexpr std::size_t max_shown = 100;  // bytes of a value in a message

}  // namespace

// What one evaluation of decisions shares.
struct DecisionScope::Run {
    std::span<const DecisionTable> tables;
    feel::Scope& names;
    const feel::Limits& limits;
    void (*interrupt)();
    std::size_t steps = 0;
    std::optional<DecisionFailure> failure{};

    const DecisionTable* find(std::string_view name) const {
        for (const DecisionTable& table : tables)
            if (table.name == name) return &table;
        return nullptr;
    }
};

// The names that decisions see: the arguments of the call they are in, and of the calls around it, the other
// decisions as these arguments have it, and the names of the expression that asks.
class DecisionScope::Frame final : public feel::Scope {
public:
    // `called`: the decision that the arguments are for.
    Frame(Run& run, const Frame* caller, const DecisionTable* called, feel::Entries arguments)
        : run_(run), caller_(caller), called_(called), arguments_(std::move(arguments)) {}

    std::optional<Value> find(std::string_view name) override {
        for (const Frame* frame = this; frame != nullptr; frame = frame->caller_)
            if (const Value* argument = frame->argument(name)) return *argument;
        if (const DecisionTable* table = run_.find(name)) return result_of(*table);
        return run_.names.find(name);
    }

    Value call(std::string_view function, std::span<Argument> arguments) override {
        const DecisionTable* table = run_.find(function);
        if (table == nullptr) return run_.names.call(function, arguments);
        if (arguments.empty()) return result_of(*table);
        feel::Entries named;
        const std::vector<std::string_view> positions = parameters(*table);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            std::string_view name = arguments[i].name;
            if (name.empty() && i < positions.size()) name = positions[i];
            if (name.empty()) return fail(*table, "it is called with too many arguments");
            named.emplace_back(name, std::move(arguments[i].value));
        }
        return Frame{run_, this, table, std::move(named)}.decide(*table);
    }

    std::optional<feel::DateTime> now() override { return run_.names.now(); }

private:
    const Value* argument(std::string_view name) const {
        for (const auto& [key, value] : arguments_)
            if (key == name) return &value;
        return nullptr;
    }

    // Once for each frame: decisions that use each other would otherwise be decided again and again.
    Value result_of(const DecisionTable& table) {
        for (const auto& [decided, result] : results_)
            if (decided == &table) return result;
        Value result = decide(table);
        results_.emplace_back(&table, result);
        return result;
    }

    Value decide(const DecisionTable& table) {
        std::vector<Value> inputs;
        for (const DecisionInput& input : table.inputs) {
            if (run_.failure) return {};
            inputs.push_back(value_of(table, input));
        }
        std::vector<Hit> hits;
        for (std::size_t rule = 0; rule < table.rules.size(); ++rule) {
            const bool is_hit = matches(table.rules[rule], inputs);
            if (run_.failure) return {};
            if (!is_hit) continue;
            hits.push_back({.rule = rule, .outputs = {}});
            if (table.policy == HitPolicy::First || (table.policy == HitPolicy::Unique && hits.size() > 1))
                break;
        }
        return hits.empty() ? no_hit(table, defaults(table)) : result_of_hits(table, std::move(hits));
    }

    Value value_of(const DecisionTable& table, const DecisionInput& input) {
        const bool may_be_given = &table == called_ && !input.name.empty();
        const Value* given = may_be_given ? argument(input.name) : nullptr;
        Value value = given != nullptr ? *given : evaluate(input.expression);
        if (run_.failure) return {};
        if (input.type && !conform(value, *input.type))
            return fail(table, "input " + input.title() + " is " + feel::to_feel(value, max_shown) + ", which is not a " +
                                   std::string{feel::type_name(*input.type)});
        if (!value.is_null() && input.values && !test(*input.values, value))
            return fail(
                table, "input " + input.title() + " is " + feel::to_feel(value, max_shown) + ", which is not one of its values");
        return value;
    }

    bool matches(const DecisionRule& rule, const std::vector<Value>& inputs) {
        charge(1);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            if (rule.when[i] && !test(*rule.when[i], inputs[i])) return false;
        return true;
    }

    Value result_of_hits(const DecisionTable& table, std::vector<Hit> hits) {
        std::size_t weight = 0;
        const bool has_outputs = table.policy != HitPolicy::Unique || hits.size() == 1;
        for (Hit& hit : hits) {
            for (std::size_t i = 0; has_outputs && i < table.outputs.size(); ++i) {
                hit.outputs.push_back(output_of(table, hit.rule, i));
                if (run_.failure) return {};
                weight += hit.outputs.back().weight();
            }
        }
        charge(weight * (1 + table.outputs[0].values.size()));  // what the policy compares
        Value result;
        std::string reason;
        return apply_hit_policy(table, std::move(hits), result, reason) ? result : fail(table, reason);
    }

    Value output_of(const DecisionTable& table, std::size_t rule, std::size_t index) {
        const DecisionOutput& output = table.outputs[index];
        Value value = evaluate(table.rules[rule].then[index]);
        if (run_.failure || value.is_null()) return value;
        const auto problem = [&](const std::string& what) {
            return fail(table, "rule " + std::to_string(rule + 1) + " gives " + feel::to_feel(value, max_shown) + ", which is " +
                                   what + (output.name.empty() ? "" : " of output " + output.name));
        };
        if (output.type && !conform(value, *output.type))
            return problem("not a " + std::string{feel::type_name(*output.type)});
        if (!output.values.empty() && priority_of(output, value) == output.values.size())
            return problem("not one of the values");
        return value;
    }

    std::vector<Value> defaults(const DecisionTable& table) {
        std::vector<Value> values;
        for (const DecisionOutput& output : table.outputs)
            values.push_back(output.otherwise ? evaluate(*output.otherwise) : Value{});
        return values;
    }

    Value evaluate(const feel::Expression& expression) {
        if (const Value* constant = expression.constant()) return *constant;
        return expression.evaluate(*this, run_.limits, run_.interrupt, &run_.steps);
    }
    bool test(const feel::Expression& tests, const Value& value) {
        return tests.test(value, *this, run_.limits, run_.interrupt, &run_.steps).is_true();
    }

    void charge(std::size_t steps) {
        run_.steps += std::min(steps, run_.limits.max_steps);
        if (run_.steps >= run_.limits.max_steps)
            throw feel::LimitExceeded{"decision takes more than " + std::to_string(run_.limits.max_steps) +
                                      " steps"};
    }

    Value fail(const DecisionTable& table, std::string reason) {
        if (!run_.failure) run_.failure = {.decision = table.name, .reason = std::move(reason)};
        return {};
    }

    Run& run_;
    const Frame* caller_;
    const DecisionTable* called_;
    feel::Entries arguments_;
    std::vector<std::pair<const DecisionTable*, Value>> results_;
};

DecisionScope::DecisionScope(std::span<const DecisionTable> tables, feel::Scope& names,
                             const feel::Limits& limits, void (*interrupt)())
    : names_(names),
      run_(std::make_unique<Run>(
          Run{.tables = tables, .names = names, .limits = limits, .interrupt = interrupt})),
      frame_(std::make_unique<Frame>(*run_, nullptr, nullptr, feel::Entries{})) {}

DecisionScope::~DecisionScope() = default;

std::optional<Value> DecisionScope::find(std::string_view name) { return frame_->find(name); }

Value DecisionScope::call(std::string_view function, std::span<Argument> arguments) {
    return frame_->call(function, arguments);
}

const std::optional<DecisionFailure>& DecisionScope::failure() const { return run_->failure; }

}  // namespace wf
