#include "pg/machine/gate.hpp"

#include "core/approver/people_in.hpp"
#include "core/approver/resolve.hpp"
#include "core/base/lists.hpp"
#include "core/json/value_json.hpp"
#include "pg/command/sql_world.hpp"
#include "pg/host/row_expression.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

feel::Value names_of(const RowChange& change) {
    feel::Entries names{{"old", change.old}, {"new", change.now}};
    if (change.now.is_context())
        for (const auto& [name, value] : change.now.as_context()) names.emplace_back(name, value);
    return feel::Value::context(std::move(names));
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

bool asks_for_row(const std::vector<const Transition*>& transitions) {
    return std::ranges::any_of(transitions, [](const Transition* one) {
        return one->guard || one->choose || !one->who.empty();
    });
}

Gate::Gate(EngineRights& rights, const AttachedMachine& machine, const RowChange& change, std::optional<PersonId> actor,
           Access access)
    : rights_(rights), machine_(machine), change_(change), actor_(std::move(actor)), access_(access) {}

feel::Value Gate::evaluate(const feel::Expression& expression) const {
    return evaluate_with(machine_.tenant, expression, names_of(change_));
}

// Expressions are asked as the owner of the table: what they find is told to whoever may read all of it.
bool Gate::may_read_row() const {
    const Oid table = machine_.table;
    const Oid caller = rights_.calls_as();
    return call([&] { return table_privilege(table, caller, ACL_SELECT); });
}

std::string Gate::named_in_row(const std::string& source, std::initializer_list<std::string_view> columns) const {
    constexpr std::string_view field = "field:";
    const auto text_in = [&](std::string_view column) {
        const feel::Value* value = change_.now.is_context() ? change_.now.get(column) : nullptr;
        return value && !value->is_null() ? value_to_text(*value) : std::string{};
    };
    if (source.starts_with(field)) return text_in(std::string_view{source}.substr(field.size()));
    for (const std::string_view column : columns)
        if (std::string text = text_in(column); !text.empty()) return text;
    return {};
}

// What only the row can answer is answered; the directory has the rest. As in node/people.cpp.
ApproverRule Gate::answered(const ApproverRule& rule) const {
    ApproverRule asked = rule;
    const auto is_of_row = [](const std::string& text) { return text == "document" || text.starts_with("field:"); };
    if (rule.kind == RuleKind::Expression) asked.users = people_in(evaluate(*rule.expression));
    if (rule.kind == RuleKind::FormField) {
        const feel::Value* column = change_.now.get(rule.field);
        asked.users = column ? people_in(*column) : std::vector<PersonId>{};
    }
    if (rule.kind == RuleKind::ReportingLine)
        asked.from = "person:" + named_in_row(rule.from, {"owner_id", "owner", "created_by"});
    const bool is_of_department = rule.kind == RuleKind::Position || rule.kind == RuleKind::Department;
    if (is_of_department && is_of_row(rule.department)) {
        asked.department = named_in_row(rule.department, {"department_id", "department"});
        if (asked.department.empty()) return {};
    }
    return asked;
}

bool Gate::may_act(const Transition& transition) {
    const InstanceRow none;
    SqlWorld world{rights_, machine_.tenant, none, access_};
    std::vector<ApproverRule> rules;
    for (const ApproverRule& rule : transition.who) {
        rules.push_back(answered(rule));
        if (rule.kind != RuleKind::Function) continue;
        auto people = world.people_by_function(rule.function, Json{value_to_json(change_.now)});
        if (!people)
            throw Error::make(Code::FunctionMissing, "function " + quoted(rule.function) + " is not registered",
                              "Transition " + quoted(transition.name) + " asks it who may.",
                              "Call wf.register_function() with a function of this name.");
        rules.back().users = std::move(*people);
    }
    const State no_state;
    const std::vector<Candidate> found = resolve(rules, Combine::Union, true, no_state, {}, world);
    return std::ranges::any_of(found, [&](const Candidate& one) {
        return one.group.empty() ? one.person == *actor_ : world.is_member(*actor_, one.group);
    });
}

std::optional<Error> Gate::refusal(const Transition& transition) {
    const std::string what = "Transition " + quoted(transition.name) + " of " + change_.row;
    if (!transition.who.empty() && asks_who_) {
        if (!actor_)
            return Error::make(Code::ActorUnknown, "no actor is set for this session",
                               what + " is for certain people only.",
                               "Load a person with this db_role; a trusted application sets wf_engine.actor.");
        if (!may_act(transition))
            return Error::make(Code::MayNotTransition,
                               quoted(*actor_) + " may not " + quoted(transition.name) + " " + change_.row,
                               "The state machine " + quoted(machine_.machine.key) + " says who may.",
                               "Somebody else has to do it.");
    }
    if (!transition.guard) return {};
    const feel::Value holds = evaluate(*transition.guard);
    if (!holds.is_boolean())
        throw Error::make(Code::BadExpression,
                          "the guard of transition " + quoted(transition.name) + " is neither true nor false",
                          may_read_row() ? "For " + change_.row + " it is " + value_to_json(holds) + "." : "",
                          "A comparison with null is null: write \"amount != null and amount > 5\".");
    if (holds.is_true()) return {};
    Error refused = Error::make(Code::TransitionBlocked, "the guard of transition " + quoted(transition.name) + " does not hold",
                                what + " needs: " + transition.guard->text(), "Change what the guard looks at first.");
    refused.message = std::string{transition.message.in(settings::language(), refused.message)};
    return refused;
}

std::string Gate::target(const Transition& transition) {
    if (!transition.choose) return transition.to.front();
    const feel::Value chosen = evaluate(*transition.choose);
    const std::string text = chosen.is_null() ? std::string{} : value_to_text(chosen);
    if (transition.may_reach(text)) return text;
    throw Error::make(Code::BadResult,
                      "transition " + quoted(transition.name) + " leads to " +
                          (may_read_row() ? value_to_json(chosen) + ", which it does not declare" : "what it does not declare"),
                      "For " + change_.row + ", \"to\" may be " + listed(transition.to) + ".",
                      "Correct the expression, or \"to_one_of\".");
}

std::string shown_state(const std::string& state) { return state.empty() ? "null" : quoted(state); }

std::string ways_out_of(const Machine& machine, const std::string& state) {
    std::string list;
    for (const Transition* one : machine.out_of(state))
        list += (list.empty() ? "" : ", ") + quoted(one->name) + " (to " + listed(one->to) + ")";
    const MachineState* known = machine.find(state);
    if (!known) return "State machine " + quoted(machine.key) + " has no state " + shown_state(state) + ".";
    if (list.empty()) return "Nothing leads out of " + quoted(state) + (known->is_final ? ": it is final." : ".");
    return "Out of " + quoted(state) + " lead: " + list + ".";
}

void refuse_change_of_state(const AttachedMachine& machine, const std::string& row, const std::string& source,
                            const std::string& target, const std::string& hint) {
    throw Error::make(Code::NoTransition, row + " cannot go from " + shown_state(source) + " to " + shown_state(target),
                      ways_out_of(machine.machine, source), hint);
}

}  // namespace wf::pg
