#include "core/step/form_data.hpp"

#include "core/base/local_message.hpp"
#include "core/step/evaluate.hpp"
#include "core/form/computed_fields.hpp"
#include "core/step/condition_scope.hpp"
#include "core/step/row_data.hpp"
#include "core/expression/compare.hpp"
#include "core/form/field_type.hpp"
#include "core/form/form_value.hpp"
#include "core/base/host_interrupt.hpp"
#include "core/json/value_json.hpp"
#include "core/base/name_index.hpp"

#include <algorithm>
#include <iterator>

namespace wf {
namespace {

using feel::Entries;
using feel::Value;

const std::string& name_of(const feel::Entry& entry) { return entry.first; }

Refusal read_object(const Json& json, Value& object) {
    JsonProblem problem{};
    std::optional<Value> value = value_from_json(json.text, problem, max_data_depth);
    if (!value && problem == JsonProblem::TooDeep) return refuse::too_deep("data", max_data_depth);
    if (!value)  // it was JSON already, so it is a number
        return refuse::bad_argument("data has a number that is out of range",
                                    "Numbers keep 34 digits and go up to 1e308.");
    if (!value->is_context())
        return refuse::bad_argument("data is not a JSON object",
                                    "Pass the form's fields as an object, for example {\"days\": 3}.");
    object = std::move(*value);
    return {};
}

// Records those of `changes` that are variables of tokens, and gives the rest.
Entries write_variables(Step& step, Entries changes, TokenId at) {
    while (const Token* token = step.state().find_token(at)) {
        at = token->scope;
        if (token->data.text.empty()) continue;
        const TokenId id = token->id;
        Entries own = value_from_json(token->data.text).value_or(Value::context({})).as_context();
        const NameIndex names;
        const auto is_other = [&](const auto& change) {
            return names.find(own, change.first, &name_of) == own.size();
        };
        const auto others = std::stable_partition(changes.begin(), changes.end(), is_other);
        if (others == changes.end()) continue;
        set_fields(own, Entries{others, changes.end()});
        changes.erase(others, changes.end());
        step.emit(VariablesChanged{.token = id, .data = Json{value_to_json(Value::context(std::move(own)))}});
    }
    return changes;
}

std::vector<std::string> material_changes(const Definition& definition, const Value& before,
                                          const Value& after) {
    std::vector<std::string> changed;
    if (!definition.form) return changed;
    const auto text_of = [](const Value* value) {
        return value ? value_to_json(*value) : std::string{"null"};
    };
    for (const Field& field : definition.form->fields)
        if (field.material && text_of(before.get(field.name)) != text_of(after.get(field.name)))
            changed.push_back(field.name);
    return changed;
}

bool is_same(const Value* before, const Value* after) {
    if (is_missing(before) || is_missing(after)) return is_missing(before) == is_missing(after);
    return feel::equal(*before, *after).value_or(false);
}

Value default_of(const Field& field) {
    return field.default_value.text.empty() ? Value{}
                                            : value_from_json(field.default_value.text).value_or(Value{});
}

// Computes in order, so that what a field follows from is there.
Refusal compute(Step& step, TokenId at, Entries& fields) {
    const Definition& definition = step.definition();
    const ComputedOrder order = order_of_computed(*definition.form, definition.decisions);
    if (order.fields.empty()) return {};
    Entries names = typed_fields(*definition.form, Value::context(fields));
    Entries computed;
    for (const std::size_t index : order.fields) {
        go_on();
        const Field& field = definition.form->fields[index];
        Value value;
        if (Refusal refused =
                evaluate(step, *field.computed, at, "field \"" + field.name + "\"", value, names))
            return refused;
        // As it will be read again: JSON has no dates.
        value = value_from_json(value_to_json(value)).value_or(Value{});
        computed.emplace_back(field.name, value);
        names[index].second = form_value(field.type, std::move(value));
    }
    set_fields(fields, computed);
    return {};
}

// What is not a field of the form is another mistake.
FieldRight right_to(Step& step, std::string_view name, const Terms& terms) {
    const std::optional<Form>& form = step.definition().form;
    if (form && !form->is_open && !form->find(name)) return FieldRight::Write;
    return right_to_field(step, terms.node, name);
}

Entries writable(Step& step, const Entries& changes, const Terms& terms) {
    Entries ours;
    for (const auto& change : changes) {
        go_on();
        if (right_to(step, change.first, terms) == FieldRight::Write) ours.push_back(change);
    }
    return ours;
}

// Nothing in `changes` changes what its writer may not write. `before` and `after`: the form without it, and
// with all that follows from it.
Refusal must_be_writable(Step& step, const Entries& changes, const Terms& terms, const Value& before,
                         const Value& after) {
    const std::optional<Form>& form = step.definition().form;
    for (const auto& [name, value] : changes) {
        go_on();
        const Field* field = form ? form->find(name) : nullptr;
        const FieldRight right = right_to(step, name, terms);
        // Not even the value that it has: whoever may not see it could find out by trying.
        if (right == FieldRight::Hidden)
            return refuse::field_not_writable(name, "It is hidden at node " + node_named(terms.node->id) + ".");
        if (is_same(before.get(name), &value)) continue;
        if (field && field->computed) {
            if (is_same(after.get(name), &value)) continue;
            return refuse::field_not_writable(name, "It is computed: " + field->computed->text() + ".");
        }
        if (right == FieldRight::Read)
            return refuse::field_not_writable(
                name, terms.node ? "At node " + node_named(terms.node->id) + " it can only be read."
                                 : "It is a column of the row that cannot be written.");
    }
    return {};
}

void drop_computed(const Form& form, Entries& fields) {
    std::erase_if(fields, [&](const auto& entry) {
        const Field* field = form.find(entry.first);
        return field && field->computed;
    });
}

Json text_of(const Value& form) { return Json{value_to_json(form)}; }

Refusal must_not_be_too_large(const Step& step, const Json& form, std::size_t before) {
    const std::size_t limit = step.limits().max_form;
    if (form.text.size() <= limit || form.text.size() <= before) return {};
    return refuse::limit_exceeded("form has more than " + std::to_string(limit) + " bytes");
}

// The new form, and which of its material fields have changed.
void emit_form(Step& step, const Value& before, const Value& after, DataChanged changed) {
    MaterialChanged material{.fields = material_changes(step.definition(), before, after)};
    step.emit(std::move(changed));
    if (!material.fields.empty()) step.emit(std::move(material));
}

}  // namespace

void set_fields(Entries& fields, const Entries& changes) {
    const NameIndex names;
    const std::size_t known = fields.size();
    std::vector<bool> is_cleared(known);
    // What is added comes behind what the index knows: no name is set twice.
    Entries added;
    for (const auto& [name, value] : changes) {
        go_on();
        const std::size_t at = names.find(fields, name, &name_of);
        if (at < known) {
            fields[at].second = value;
            is_cleared[at] = value.is_null();
        } else if (!value.is_null()) {
            added.emplace_back(name, value);
        }
    }
    std::size_t at = 0;
    std::erase_if(fields, [&](const auto&) { return is_cleared[at++]; });
    fields.insert(fields.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

Refusal record_form(Step& step, TokenId at, const Value& before, Entries fields, const PersonId& changed_by) {
    if (step.definition().form)
        if (Refusal refused = compute(step, at, fields)) return refused;
    const Value after = Value::context(std::move(fields));
    emit_form(step, before, after,
              DataChanged{.data = text_of(after), .in_row = true, .changed_by = changed_by});
    return {};
}

Refusal read_form(Step& step, const Json& data, const Node* start, Json& form) {
    Value given;
    if (Refusal refused = read_object(data, given)) return refused;
    const std::optional<Form>& declared = step.definition().form;
    if (!declared && start == nullptr && !step.row()) {
        form = text_of(given);
        step.scope().expect_form(form.text, given);
        return {};
    }
    Entries defaults;
    Entries fields = given.as_context();
    if (declared) {
        drop_computed(*declared, fields);
        for (const Field& field : declared->fields) {
            Value value = default_of(field);
            if (value.is_null()) continue;
            if (!given.get(field.name)) fields.emplace_back(field.name, value);
            defaults.emplace_back(field.name, std::move(value));
        }
    }
    if (Refusal refused = take_row(step, given.as_context(), start, defaults, fields)) return refused;
    if (declared)
        if (Refusal refused = compute(step, {}, fields)) return refused;
    const Value whole = Value::context(std::move(fields));
    if (Refusal refused = must_be_writable(step, given.as_context(), {.node = start},
                                           Value::context(std::move(defaults)), whole))
        return refused;
    form = text_of(whole);
    // Columns of a row may be dates, which JSON has not: what they are in the form, reading it has to say.
    if (!step.row()) step.scope().expect_form(form.text, whole);
    return must_not_be_too_large(step, form, 0);
}

Refusal read_called_form(Step& step, const Json& data, Json& form) {
    const std::optional<Form>& declared = step.definition().form;
    if (!declared) return read_form(step, data, nullptr, form);
    Value object;
    if (Refusal refused = read_object(data, object)) return refused;
    Entries known;
    for (const auto& [name, value] : object.as_context())
        if (declared->is_open || declared->find(name)) known.emplace_back(name, value);
    drop_computed(*declared, known);
    return read_form(step, Json{value_to_json(Value::context(std::move(known)))}, nullptr, form);
}

Refusal check_started_form(Step& step, const Terms& terms) {
    Value form = step.scope().form();
    if (!form.is_context() || form.depth() > max_data_depth)
        if (Refusal refused = read_object(step.state().data, form)) return refused;
    return check_form(step, {}, form, terms, &form.as_context());
}

Refusal merge_data(Step& step, const Json& patch, TokenId at, const Terms& terms) {
    Value changes;
    Value current;
    if (Refusal refused = read_object(patch, changes)) return refused;
    const Entries for_form = write_variables(step, changes.as_context(), at);
    if (for_form.empty() && terms.node == nullptr) return {};
    if (Refusal refused = read_object(step.state().data, current)) return refused;
    const std::optional<Form>& form = step.definition().form;
    Entries fields = current.as_context();
    set_fields(fields, writable(step, for_form, terms));
    if (form && !for_form.empty())
        if (Refusal refused = compute(step, at, fields)) return refused;
    Value merged = Value::context(fields);
    if (Refusal refused = must_be_writable(step, for_form, terms, current, merged)) return refused;
    if (Refusal refused = check_form(step, at, merged, terms, for_form.empty() ? nullptr : &for_form))
        return refused;
    const bool is_row_written = write_row(step, for_form, fields);
    if (is_row_written) {
        if (form)
            if (Refusal refused = compute(step, at, fields)) return refused;
        merged = Value::context(std::move(fields));
    }
    Json text = text_of(merged);
    if (!is_row_written) step.scope(at).expect_form(text.text, merged);
    if (Refusal refused = must_not_be_too_large(step, text, step.state().data.text.size())) return refused;
    if (text != step.state().data) emit_form(step, current, merged, DataChanged{.data = std::move(text)});
    return {};
}

Refusal merge_data(Step& step, const Json& patch, TokenId at) {
    return merge_data(step, patch, at, Terms{.required = Required::Changed});
}

Refusal hand_in(Step& step, TokenId at, const std::optional<Json>& data) {
    const Node& node = step.node_of(*step.state().find_token(at));
    if (data) return merge_data(step, *data, at, terms_of(step, node));
    return must_have_given(step, at);
}

Refusal must_have_given(Step& step, TokenId at) {
    const Node& node = step.node_of(*step.state().find_token(at));
    const Terms terms = terms_of(step, node);
    const std::optional<Form>& form = step.definition().form;
    const bool is_demanding =
        terms.required == Required::All && form && std::ranges::any_of(form->fields, &Field::required);
    if (step.limits().predicting || (!is_demanding && node.handler.required_on.empty())) return {};
    return check_form(step, at, step.scope(at).form(), terms, nullptr);
}

}  // namespace wf
