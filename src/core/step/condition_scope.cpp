#include "core/step/condition_scope.hpp"

#include "core/form/form_value.hpp"
#include "core/json/value_json.hpp"
#include "core/model/time.hpp"

namespace wf {
namespace {

using feel::Value;

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value::string(text); }

// The columns of the directory, and beside them what else the host knows of the person.
Value describe(const Person& person) {
    std::vector<std::pair<std::string, Value>> fields{
        {"id", Value::string(person.id)},
        {"name", Value::string(person.name)},
        {"manager", text_or_null(person.manager)},
        {"department", text_or_null(person.department)},
        {"position", text_or_null(person.position)},
        {"rank", person.rank ? Value::number(feel::Decimal{*person.rank}) : Value{}},
    };
    const auto is_column = [columns = fields](const std::string& key) {
        for (const auto& [name, value] : columns)
            if (name == key) return true;
        return false;
    };
    const Value attributes = value_from_json(person.attributes.text).value_or(Value{});
    if (attributes.is_context())
        for (const auto& [key, value] : attributes.as_context())
            if (!is_column(key)) fields.emplace_back(key, value);
    return Value::context(std::move(fields));
}

}  // namespace

// The form comes last: without a declared one it may hold any name, and must not pass for the business row.
std::optional<Value> ConditionScope::find(std::string_view name) {
    if (name == "doc") {
        if (!business_row_) {
            business_row_ = world_.business_row();
            business_row_missing_ = !business_row_;
        }
        return business_row_;
    }
    if (name == "initiator") {
        if (!initiator_) {
            const std::optional<Person> person = world_.person(state_.initiator);
            initiator_ = person ? describe(*person) : Value{};
        }
        return initiator_;
    }
    if (name == "outcome") return outcomes();
    if (std::optional<Value> found = variable(name)) return found;
    const Value* value = form().get(name);
    if (!value) return std::nullopt;
    const Field* field = definition_.form ? definition_.form->find(name) : nullptr;
    return field ? form_value(field->type, *value) : *value;
}

std::optional<feel::DateTime> ConditionScope::now() { return moment_of(now_, time_zone_); }

// From the token outwards: what it has of its own, then what the activity around it has.
std::optional<Value> ConditionScope::variable(std::string_view name) {
    for (const Token* token = state_.find_token(from_); token; token = state_.find_token(token->scope)) {
        if (!token->data.text.empty()) {
            const Value own = value_from_json(token->data.text).value_or(Value{});
            if (const Value* found = own.get(name)) return *found;
        }
        if (const Body* body = state_.find_body(token->id))
            if (std::optional<Value> found = loop_variable(*body, name)) return found;
    }
    return {};
}

// BPMN's instance attributes of a repeated activity, and the names that modelers use for them.
std::optional<Value> ConditionScope::loop_variable(const Body& body, std::string_view name) const {
    const auto number = [](std::int64_t n) { return Value::number(feel::Decimal{n}); };
    if (name == "nrOfInstances" || name == "numberOfInstances")
        return number(body.total > 0 ? body.total : body.created);
    if (name == "nrOfCompletedInstances" || name == "numberOfCompletedInstances")
        return number(body.completed);
    if (name == "numberOfTerminatedInstances") return number(0);
    if (name == "loopCounter") return number(body.created);
    if (name != "nrOfActiveInstances" && name != "numberOfActiveInstances") return {};
    std::int64_t active = 0;
    for (const Token& token : state_.tokens) active += token.scope == body.token ? 1 : 0;
    return number(active);
}

const Value& ConditionScope::form() {
    KeptForm& kept = *kept_form_;
    if (!kept.value || kept.text != state_.data.text) {
        kept.text = state_.data.text;
        kept.value = value_from_json(kept.text).value_or(Value{});
    }
    return *kept.value;
}

void ConditionScope::expect_form(const std::string& text, const Value& value) {
    if (value.depth() <= max_json_depth) *kept_form_ = {text, value};
}

Value ConditionScope::outcomes() const {
    std::vector<std::pair<std::string, Value>> outcomes;
    for (const Passage& passage : state_.passages)
        if (!passage.outcome.empty()) outcomes.emplace_back(passage.node, Value::string(passage.outcome));
    return Value::context(std::move(outcomes));
}

}  // namespace wf
