#include "pg/command/host_row.hpp"

#include "core/expression/compare.hpp"
#include "core/json/value_json.hpp"
#include "pg/command/frozen_row.hpp"
#include "pg/people/caller.hpp"
#include "pg/host/row_expression.hpp"
#include "pg/store/signed_entries.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

// A key of another table is often a number; in a form it is a text.
Value field_value(const Field* field, const Value& value) {
    const bool is_text = field && (field->type == FieldType::Text || field->type == FieldType::Choice ||
                                   field->type == FieldType::Person || field->type == FieldType::Department);
    return is_text && value.is_number() ? Value::string(value_to_text(value)) : value;
}

RowRight right_of(const BoundTable& table, const RowBinding& binding, std::size_t place) {
    const TableColumn& column = table.columns[place];
    if (column.is_generated || column.is_identity || table.is_of_key(place)) return RowRight::Fixed;
    return binding.writes_back ? RowRight::Free : RowRight::Listed;
}

bool is_titled_by_row(std::int64_t tenant, std::int64_t instance, Instant started_at) {
    static Statement select{
        "SELECT events FROM wf.log WHERE tenant_id = $1 AND instance_id = $2 AND at = $3 AND seq = 1",
        {INT8OID, INT8OID, TIMESTAMPTZOID}};
    const Rows rows = select.run({int8(tenant), int8(instance), time(started_at)}, Access::ReadWrite);
    if (rows.empty()) return false;
    const std::vector<Event> events = events_of(rows.text(0, 1), instance, 1, EventData::LeftOut);
    return std::ranges::any_of(events, [](const Event& event) {
        const auto* started = std::get_if<InstanceStarted>(&event);
        return started != nullptr && started->is_titled_by_row;
    });
}

bool may_update(const BoundTable& table, std::size_t place, Oid role) {
    return call([&] {
        return table_privilege(table.table, role, ACL_UPDATE) ||
               column_privilege(table.table, table.columns[place].number, role, ACL_UPDATE);
    });
}

bool has_pending_triggers(Oid table) {
    return call([&] {
        if (get_rel_relkind(table) != RELKIND_PARTITIONED_TABLE) return AfterTriggerPendingOnRel(table);
        ListCell* cell = nullptr;
        foreach (cell, find_all_inheritors(table, NoLock, nullptr))
            if (AfterTriggerPendingOnRel(lfirst_oid(cell))) return true;
        return false;
    });
}

}  // namespace

std::vector<MappedField> mapped_fields(const BoundTable& table, const RowBinding& binding,
                                       const Definition& definition) {
    std::vector<MappedField> mapped;
    const auto map = [&](const std::string& field, const std::string& column) {
        const Field* declared = definition.form ? definition.form->find(field) : nullptr;
        if (declared && declared->computed) return;
        if (const std::optional<std::size_t> place = table.place_of(column))
            mapped.push_back({.field = field, .declared = declared, .place = *place});
    };
    if (binding.maps_data)
        for (const auto& [field, column] : binding.data) map(field, column);
    else if (definition.form)
        for (const Field& field : definition.form->fields) map(field.name, field.name);
    return mapped;
}

feel::Value value_in_form(const MappedField& field, const SeenRow& row) {
    return field_value(field.declared, row.values[field.place]);
}

bool is_as_in_form(const MappedField& field, const feel::Value& form, const SeenRow& row) {
    const feel::Value* const known = form.get(field.field);
    return feel::equal(known ? *known : feel::Value{}, value_in_form(field, row)).value_or(false);
}

std::optional<PersonId> person_in(const BoundTable& table, std::string_view column, const SeenRow& row) {
    const std::optional<std::size_t> place = table.place_of(column);
    if (!place || row.values[*place].is_null()) return {};
    PersonId person = value_to_text(row.values[*place]);
    if (person.find_first_not_of(' ') == PersonId::npos || is_reserved(person)) return {};
    return person;
}

HostRow::HostRow(EngineRights& rights, std::int64_t tenant, InstanceRow& row, const Definition& definition,
                 Reading reading)
    : tenant_(tenant),
      row_(row),
      definition_(definition),
      rights_(rights),
      reading_(reading),
      is_start_(row.state.version == 0) {
    if (row.business_table.empty()) return;
    table_ = bindings_of(rights, row.business_table);
    binding_ = table_ ? table_->find(tenant, definition.key) : nullptr;
    if (row.business_row) {
        seen_ = std::move(*row.business_row);
        row.business_row.reset();
        is_known_ = true;
    }
}

const std::optional<SeenRow>& HostRow::seen() {
    if (!is_known_)
        seen_ = reading_ == Reading::Locked ? read_row(*table_, row_.business_key, RowLock::Wait)
                                            : read_row(*table_, row_.business_key, RowLock::None, Access::ReadOnly);
    is_known_ = true;
    return seen_;
}

std::optional<RowFields> HostRow::fields() {
    if (!is_bound()) return {};
    const std::vector<MappedField> mapped = mapped_fields(*table_, *binding_, definition_);
    if ((mapped.empty() && !binding_->title) || !seen()) return {};
    RowFields result;
    for (const MappedField& field : mapped) {
        RowRight right = right_of(*table_, *binding_, field.place);
        // Who may write the column by UPDATE may write it by wf.start, too.
        if (is_start_ && right == RowRight::Listed && may_update(*table_, field.place, rights_.calls_as()))
            right = RowRight::Free;
        result.fields.push_back(
            {.name = field.field, .value = value_in_form(field, *seen_), .right = right});
    }
    if (const std::optional<PersonId> actor = person_in(*table_, binding_->actor, *seen_)) result.changed_by = *actor;
    if (!is_start_) result.title = new_title();
    return result;
}

void HostRow::write(const feel::Entries& fields) {
    feel::Entries columns;
    for (const MappedField& mapped : mapped_fields(*table_, *binding_, definition_))
        for (const auto& [name, value] : fields)
            if (name == mapped.field) columns.emplace_back(table_->columns[mapped.place].name, value);
    std::vector<std::string> names;
    for (const auto& [column, value] : columns) names.push_back(column);
    check_not_frozen_by_others(rights_, *table_, row_.business_key, row_.instance, names);
    forget();
    has_written_ = true;
    seen_ = write_row(rights_, *table_, row_.business_key, columns);
    is_known_ = true;
}

std::optional<feel::Value> HostRow::document() {
    if (!table_) return {};
    const std::optional<SeenRow>& row = seen();
    return row ? std::optional{document_of(*table_, *row)} : std::nullopt;
}

std::optional<std::string> HostRow::title() {
    if (!is_bound() || !binding_->title || !seen()) return {};
    return value_to_text(evaluate_on_row(tenant_, *binding_->title, *table_, *seen_));
}

// Empty: it has this title already, or one that somebody gave it by hand.
std::string HostRow::new_title() {
    std::optional<std::string> title = this->title();
    if (!title || *title == row_.title || !is_titled_by_row(tenant_, row_.instance, row_.state.started_at))
        return {};
    return std::move(*title);
}

bool HostRow::is_as_after(std::int64_t seq) {
    if (!is_bound()) return true;
    const std::optional<RowSignature> signature =
        last_signature(rights_, tenant_, row_.instance, row_.state.started_at, seq);
    if (!signature) return true;
    if (signature->hash.empty()) return !seen();
    return seen() && is_still(*table_, *seen_, *signature);
}

bool HostRow::is_changed_meanwhile() {
    if (!is_bound() || !binding_->freezes || is_start_) return false;
    // Where all is done already, which is nearly always, it costs no look at the log.
    return has_pending_triggers(table_->table) && seen() && !is_as_after(row_.state.version);
}

std::optional<RowSignature> HostRow::signature() {
    if (!is_bound()) return {};
    if (!seen()) return RowSignature{};
    std::vector<std::size_t> fields;
    if (std::ranges::any_of(table_->columns, &TableColumn::is_generated))
        for (const MappedField& field : mapped_fields(*table_, *binding_, definition_)) fields.push_back(field.place);
    return signature_of(*table_, *binding_, *seen_, fields);
}

}  // namespace wf::pg
