// What an application needs to draw the form, and what it had in it.
#include "core/form/field_type.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/ids.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/store/past_form.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const Node& node_of_form(const Definition& definition, const std::optional<std::string>& id) {
    if (id) {
        if (const Node* node = definition.find_node(*id)) return *node;
        throw Error::make(Code::NodeNotFound,
                          "definition \"" + definition.key + "\" has no node \"" + *id + "\"");
    }
    if (definition.start != no_node) return definition.nodes[definition.start];
    return definition.nodes[definition.event_starts.front()];
}

std::vector<std::string> actions_that_require(const Node& node, const std::string& field) {
    std::vector<std::string> actions;
    for (const Requirement& requirement : node.handler.required_on)
        if (std::ranges::find(requirement.fields, field) != requirement.fields.end())
            actions.push_back(requirement.action);
    return actions;
}

FieldRight right_to(const Node& node, const Field& field) {
    const FieldRight right = node.handler.right_to(field.name);
    return right == FieldRight::Write && field.computed ? FieldRight::Read : right;
}

Param json_or_null(const Json& json) { return json.text.empty() ? null() : jsonb(json.text); }

void add_field(RowSet& rows, const Node& node, const Field& field) {
    const FieldRight right = right_to(node, field);
    rows.add(
        {text(field.name), text(word_for(field.type)), text(field.label.in(settings::language(), field.name)),
         text(name_of(right)), boolean(field.required && right == FieldRight::Write),
         text_array(actions_that_require(node, field.name)),
         field.values.empty() ? null() : text_array(field.values), json_or_null(field.default_value),
         field.computed ? text(field.computed->text()) : null(),
         field.valid ? text(field.valid->text()) : null(), boolean(field.material), json_or_null(field.tag)});
}

void add_fields(RowSet& rows, const Definition& definition, const std::optional<std::string>& id) {
    const Node& node = node_of_form(definition, id);
    if (!definition.form) return;
    for (const Field& field : definition.form->fields) add_field(rows, node, field);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_draft);
Datum wf_draft(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t task = args.required_int8("task_id");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const std::string person = check_actor(reading.rights(), actor, reading.role(), tenant);
        const std::optional<InstanceRow> row =
            read_instance(reading.rights(), tenant, instance_of_task(task), Access::ReadOnly);
        if (row)
            check_may_use(reading.rights(), reading.role(), tenant,
                          definition_by_id(reading.rights(), tenant, row->definition)->compiled.key);
        reading.done();
        const Seat* seat = row ? row->state.find_seat(seat_of_task(task)) : nullptr;
        fcinfo->isnull = seat == nullptr || seat->holder != person || seat->draft.text.empty();
        return fcinfo->isnull ? Datum{0} : jsonb_datum(seat->draft.text);
    });
}

PG_FUNCTION_INFO_V1(wf_data_at);
Datum wf_data_at(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::optional<std::int64_t> seq = args.int8("seq");
        const std::optional<Instant> at = args.time("at");
        const std::int64_t tenant = args.tenant();
        if (seq && at)
            throw Error::make(Code::BadArgument, "seq and at cannot be given both", "",
                              "Give the number of a log entry, or a moment.");
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        const std::vector<std::string> hidden =
            hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled);
        std::optional<std::string> form;
        if (!seq || *seq <= row.state.version)
            form = form_after(reading.rights(), tenant, row, seq.value_or(row.state.version),
                              at.value_or(DT_NOEND));
        reading.done();
        fcinfo->isnull = !form;
        return form ? jsonb_datum(without_fields(Json{*form}, hidden).text) : Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_hidden_fields);
Datum wf_hidden_fields(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t id = args.required_int8("definition_id");
        args.end();
        if (!may_know(tenant, id)) {
            fcinfo->isnull = true;  // and so is what wf._visible_data makes of it
            return Datum{0};
        }
        Reading reading;
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, id);
        const std::vector<std::string> hidden =
            hidden_fields(reading.rights(), reading.role(), tenant, instance, definition->compiled);
        reading.done();
        return pg::text_array(hidden).value;
    });
}

PG_FUNCTION_INFO_V1(wf_form);
Datum wf_form(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string key = args.required_text("definition");
        const std::optional<std::string> node = args.text("node");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        const DefinitionRef definition =
            definition_for(reading.rights(), reading.role(), tenant, key, version);
        reading.done();
        add_fields(rows, definition->compiled, node);
        return Datum{0};
    });
}
}
