#include "pg/command/outlook_of.hpp"

#include "core/json/value_json.hpp"
#include "core/outlook/predict.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/settings.hpp"
#include "pg/command/sql_world.hpp"

namespace wf::pg {

namespace {

State with_form(const State& state, feel::Entries fields) {
    State with = state;
    with.data.text = value_to_json(feel::Value::context(std::move(fields)));
    return with;
}

}  // namespace

State state_to_look_from(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                         const Definition& definition) {
    if (definition.gives_form_to_rules) return must_read_instance(rights, tenant, row.instance).state;
    return with_form(row.state, read_fields(rights, tenant, row.instance, definition.asked));
}

Outlook outlook_of(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const Definition& definition) {
    return outlook_of(rights, tenant, row, definition,
                      read_fields(rights, tenant, row.instance, definition.asked));
}

Outlook outlook_of(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                   const Definition& definition, feel::Entries fields) {
    constexpr std::size_t max_entries = 1000;
    SqlWorld world{rights, tenant, row};
    return look_ahead(definition, with_form(row.state, std::move(fields)), world, max_entries,
                      settings::decide_limits(tenant));
}

}  // namespace wf::pg
