#include "pg/binding/start_by_row.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/command/frozen_row.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/caller.hpp"
#include "pg/command/work.hpp"
#include "pg/command/host_row.hpp"
#include "pg/host/row_context.hpp"
#include "pg/host/row_expression.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/instance_row.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

PersonId initiator_of(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                      const SeenRow& row) {
    at_binding(binding.definition, "initiator");
    const bool is_in_row = !binding.initiator.empty();
    const std::optional<PersonId> person =
        is_in_row ? person_in(table, binding.initiator, row) : acting_person(rights, binding.tenant);
    if (person) return *person;
    throw Error::make(Code::ActorUnknown, "no actor is set for this session",
                      is_in_row ? "Column \"" + binding.initiator + "\" names nobody."
                             : "The session user is not a person of the directory.",
                      "Bind the table with {\"initiator\": \"column\"}, and write the person there.");
}

// The form has nothing of its own yet: what is mapped is read from the row.
void start(EngineRights& rights, const BoundTable& table, const RowBinding& binding, const SeenRow& row) {
    at_binding(binding.definition, "when");
    if (binding.when && !evaluate_on_row(binding.tenant, *binding.when, table, row).is_true()) return;
    at_binding(binding.definition);
    const DefinitionRef definition = definition_by_key(rights, binding.tenant, binding.definition, {});
    const PersonId initiator = initiator_of(rights, table, binding, row);
    at_binding(binding.definition);
    Start start{.definition_version = 0,
                .title = {},
                .business_table = table.name,
                .business_key = row.key,
                .chosen = {},
                .data = Json{"{}"}};
    InstanceRow instance;
    instance.instance = next_instance_id(rights);
    Work work{rights, binding.tenant, GetCurrentTimestamp()};
    work.start(std::move(instance), *definition, std::move(start), initiator);
    work.run();
}

// The same as wf.resubmit(): what was sent back, or was a draft, is handed in.
void hand_in(EngineRights& rights, const BoundTable& table, const OpenInstance& open, const SeenRow& seen) {
    const PersonId actor = initiator_of(rights, table, *open.binding, seen);
    at_binding(open.binding->definition);
    std::optional<InstanceRow> row = lock_instance(rights, open.tenant, open.instance);
    if (!row) return;
    const DefinitionRef definition = definition_by_id(rights, open.tenant, row->definition);
    Work work{rights, open.tenant, GetCurrentTimestamp()};
    work.decide(*row, definition->compiled,
                Command{.act = Resubmit{}, .actor = actor, .at = work.at(), .comment = {}});
    work.run();
}

}  // namespace

void start_by_row(const BoundTable& table, const RowBinding& binding, const std::string& key) {
    if (binding.tenant != settings::tenant()) return;
    at_row(table.name, key);
    at_binding(binding.definition);
    as_engine([&](EngineRights& rights) {
        LatestSnapshot now;
        const std::vector<OpenInstance> open = open_instances(rights, table, key);
        now.done();
        const auto own =
            std::ranges::find(open, &binding, [](const OpenInstance& one) { return one.binding; });
        const std::optional<SeenRow> row = read_row(table, key, RowLock::None);
        if (!row) return;
        if (own == open.end() || binding.allows_several)
            start(rights, table, binding, *row);
        else if (own->status == Status::Returned || own->status == Status::Created)
            hand_in(rights, table, *own, *row);
        else
            refuse_second(table, key, own->instance);
    });
}

}  // namespace wf::pg
