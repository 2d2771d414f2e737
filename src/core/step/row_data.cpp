#include "core/step/row_data.hpp"

#include "core/step/condition_scope.hpp"
#include "core/step/form_data.hpp"
#include "core/expression/compare.hpp"
#include "core/form/handling_form.hpp"
#include "core/base/host_interrupt.hpp"
#include "core/json/value_json.hpp"

#include <algorithm>

namespace wf {
namespace {

using feel::Entries;
using feel::Value;

const RowField* find(const std::optional<RowFields>& row, std::string_view name) {
    if (!row) return nullptr;
    const auto found = std::ranges::find(row->fields, name, &RowField::name);
    return found == row->fields.end() ? nullptr : &*found;
}

bool is_same(const Value* a, const Value& b) {
    if (!a || a->is_null() || b.is_null()) return (!a || a->is_null()) && b.is_null();
    return feel::equal(*a, b).value_or(false);
}

// Those of `wanted` whose value is another than the row's.
Entries differing(const RowFields& row, const Entries& wanted) {
    Entries changes;
    for (const auto& [name, value] : wanted) {
        go_on();
        const auto field = std::ranges::find(row.fields, name, &RowField::name);
        if (field != row.fields.end() && !is_same(&value, field->value)) changes.emplace_back(name, value);
    }
    return changes;
}

void take_over(const RowFields& row, Entries& fields) {
    Entries changes;
    for (const RowField& field : row.fields) changes.emplace_back(field.name, field.value);
    set_fields(fields, changes);
}

bool only_looks(const Step& step) { return step.limits().predicting; }

void follow_title(Step& step) {
    const std::optional<RowFields>& row = step.row();
    if (row && !row->title.empty()) step.emit(TitleChanged{.title = row->title});
}

}  // namespace

Refusal read_row(Step& step) {
    if (only_looks(step) || is_final(step.state().status)) return {};
    const std::optional<RowFields>& row = step.row();
    if (!row) return {};
    follow_title(step);
    const Value& current = step.scope().form();
    Entries fields = current.is_context() ? current.as_context() : Entries{};
    const bool is_known = std::ranges::all_of(
        row->fields, [&](const RowField& field) { return is_same(current.get(field.name), field.value); });
    if (is_known) return {};
    const Value before = Value::context(fields);
    take_over(*row, fields);
    return record_form(step, {}, before, std::move(fields), row->changed_by);
}

// With the initiator, the row is theirs; but who only starts an approval of a row has no right to it yet.
FieldRight right_to_field(Step& step, const Node* node, std::string_view name) {
    const FieldRight right = node ? node->handler.right_to(name) : FieldRight::Write;
    const RowField* field = right == FieldRight::Write ? find(step.row(), name) : nullptr;
    if (field == nullptr) return right;
    const bool is_theirs =
        node && node->type == NodeType::Start && !std::holds_alternative<Start>(step.command().act);
    return may_write_column(node, name, field->right, is_theirs) ? FieldRight::Write : FieldRight::Read;
}

bool write_row(Step& step, const Entries& changes, Entries& fields) {
    const std::optional<RowFields>& row = step.row();
    if (!row || only_looks(step)) return false;
    const Entries wanted = differing(*row, changes);
    if (wanted.empty()) return false;
    step.write_row(wanted);
    follow_title(step);
    if (step.row()) take_over(*step.row(), fields);
    return true;
}

Refusal take_row(Step& step, const Entries& given, const Node* start, Entries& before, Entries& fields) {
    const std::optional<RowFields>& row = step.row();
    if (!row) return {};
    take_over(*row, before);
    // What is revoked is the row as it is, not the form that was approved.
    const auto* command = std::get_if<Start>(&step.command().act);
    const bool is_given = !command || command->revokes.value == 0;
    const Entries wanted = is_given ? differing(*row, given) : Entries{};
    for (const auto& [name, value] : wanted)
        if (right_to_field(step, start, name) != FieldRight::Write)
            return refuse::field_not_writable(name, "It is a column of the row, where it is " +
                                                        value_to_json(find(row, name)->value) + ".");
    take_over(*row, fields);
    if (only_looks(step))
        set_fields(fields, wanted);
    else if (!wanted.empty())
        step.write_row(wanted);
    if (!only_looks(step) && step.row()) take_over(*step.row(), fields);
    return {};
}

Refusal row_must_be_known(Step& step) {
    if (step.world().is_row_as_after(step.state().version)) return {};
    return refuse::row_has_changed("since the last entry of the log");
}

Refusal put_row_back(Step& step, std::int64_t seq, Status before) {
    const bool is_in_hand = !is_final(before) || !is_final(step.state().status);
    if (const std::optional<RowFields>& row = step.row(); row && is_in_hand) {
        const Value form = value_from_json(step.state().data.text).value_or(Value{});
        Entries wanted;
        for (const RowField& field : row->fields)
            if (field.right != RowRight::Fixed) {
                const Value* value = form.get(field.name);
                wanted.emplace_back(field.name, value ? *value : Value{});
            }
        const Entries changes = differing(*row, wanted);
        if (!changes.empty()) {
            step.write_row(changes);
            follow_title(step);
        }
    }
    if (step.world().is_row_as_after(seq)) return {};
    return refuse::row_has_changed("since entry " + std::to_string(seq));
}

}  // namespace wf
