#include "pg/binding_start.hpp"

#include "core/json/value_json.hpp"
#include "core/time.hpp"
#include "pg/as_engine.hpp"
#include "pg/binding_check.hpp"
#include "pg/binding_row.hpp"
#include "pg/business_columns.hpp"
#include "pg/caller.hpp"
#include "pg/follow_ups.hpp"
#include "pg/settings.hpp"
#include "pg/state_store.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// Names are the columns.
class RowNames : public feel::Scope {
public:
    explicit RowNames(feel::Value row) : row_(std::move(row)) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const feel::Value* value = row_.get(name);
        return value ? std::optional{*value} : std::nullopt;
    }
    std::optional<feel::DateTime> now() override {
        return moment_of(GetCurrentTransactionStartTimestamp(), settings::decide_limits().time_zone);
    }

private:
    feel::Value row_;
};

feel::Value evaluate(const feel::Expression& expression, feel::Scope& names) {
    const DecideLimits& limits = settings::decide_limits();
    return expression.evaluate(names, limits.expression, limits.interrupt);
}

// A key of another table is often a number; in a form it is a text.
feel::Value field_value(const Field* field, const feel::Value& value) {
    const bool is_text = field && (field->type == FieldType::Text || field->type == FieldType::Choice ||
                                   field->type == FieldType::Person || field->type == FieldType::Department);
    return is_text && value.is_number() ? feel::Value::string(value_to_text(value)) : value;
}

Json form_of(const RowBinding& binding, const std::optional<Form>& form, const feel::Value& row) {
    feel::Entries entries;
    const auto add = [&](const std::string& name, const std::string& column) {
        const feel::Value* value = row.get(column);
        if (value && !value->is_null())
            entries.emplace_back(name, field_value(form ? form->find(name) : nullptr, *value));
    };
    if (binding.maps_data)
        for (const auto& [name, column] : binding.data) add(name, column);
    else if (form)
        for (const Field& field : form->fields)
            if (!field.computed) add(field.name, field.name);
    return Json{value_to_json(feel::Value::context(std::move(entries)))};
}

PersonId initiator_of(const RowBinding& binding, const feel::Value& row) {
    if (binding.initiator.empty())
        if (std::optional<std::string> actor = current_actor(binding.tenant)) return *actor;
    const feel::Value* person = binding.initiator.empty() ? nullptr : row.get(binding.initiator);
    if (person && !person->is_null()) return value_to_text(*person);
    throw Error::make(Code::ActorUnknown, "it is not known who acts",
                      binding.initiator.empty() ? "The session is no person of the directory."
                                                : "Column \"" + binding.initiator + "\" names nobody.",
                      "Bind the table with {\"initiator\": \"column\"}, and write the person there.");
}

void start(const BoundTable& table, const RowBinding& binding, const SeenRow& seen, EngineRights& rights) {
    const feel::Value row = value_from_json(seen.json).value_or(feel::Value{});
    RowNames names{with_times(row, temporal_columns(table.name))};
    if (binding.when && !evaluate(*binding.when, names).is_true()) return;
    const DefinitionRef definition = definition_by_key(binding.tenant, binding.definition, {});
    const PersonId initiator = initiator_of(binding, row);
    Start start{.definition_version = 0,
                .title = binding.title ? value_to_text(evaluate(*binding.title, names)) : "",
                .business_table = table.name,
                .business_key = seen.key,
                .chosen = {},
                .data = form_of(binding, definition->compiled.form, row)};
    InstanceRow instance;
    instance.instance = next_instance_id();
    FollowUps work{binding.tenant, rights, GetCurrentTimestamp()};
    work.start(std::move(instance), *definition, std::move(start), initiator);
    work.run();
}

}  // namespace

void start_by_row(const BoundTable& table, const RowBinding& binding, const std::string& key) {
    if (binding.tenant != settings::tenant()) return;
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::vector<OpenInstance> open = open_instances(table, key);
        now.done();
        if (std::ranges::any_of(open, [&](const OpenInstance& one) { return one.binding == &binding; }))
            return;
        if (const std::optional<SeenRow> seen = look_at_row(table, binding, key, rights))
            start(table, binding, *seen, rights);
    });
}

}  // namespace wf::pg
