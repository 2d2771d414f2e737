// wf.actions and wf.can_see: what a person may do, and see. wf._usable_definitions: for the views.
#include "core/base/local_message.hpp"
#include "core/decide/actions.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/read_only.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/command/sql_world.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Naming somebody does not show more than they could see themselves.
Asker asker_of(const Reading& reading, std::int64_t tenant, const std::optional<std::string>& actor,
               const InstanceRow& row) {
    const CallerRole& role = reading.role();
    Asker asker{.person = check_actor(reading.rights(), actor, role, tenant),
                .by_administrator = role.administers,
                .at = std::max(row.state.last_at, static_cast<Instant>(GetCurrentTimestamp()))};
    if (asker.by_administrator || person_sees(reading.rights(), tenant, asker.person, row)) return asker;
    throw Error::make(
        Code::NotAParticipant,
        "\"" + asker.person + "\" may not read instance " + std::to_string(row.instance),
        "Only its initiator, people who have acted or have to act, and recipients of a copy take part in it.");
}

void add_offers(RowSet& rows, const Offers& offers) {
    for (const Offer& offer : offers.actions) {
        const Rejection no_reason{};
        const Rejection& reason = offer.refused ? *offer.refused : no_reason;
        const std::string language = settings::language();
        rows.add({text(offer.action), text(offer.label), boolean(!offer.refused),
                  text_or_null(in_language(reason.message, language)),
                  text_or_null(in_language(reason.detail, language)),
                  text_or_null(in_language(reason.hint, language)),
                  boolean(offers.must_claim), boolean(offers.in_add_sign)});
    }
}

bool can_see(const Reading& reading, std::int64_t tenant, const std::optional<std::string>& actor,
             const InstanceRow& row) {
    const CallerRole& role = reading.role();
    if (!actor || actor == current_actor(reading.rights(), tenant))
        return may_see(reading.rights(), role, tenant, row);
    check_actor(reading.rights(), actor, role, tenant);
    const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
    return may_use(reading.rights(), role, tenant, definition->compiled.key) &&
           person_sees(reading.rights(), tenant, *actor, row);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_actions);
Datum wf_actions(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t task = args.required_int8("task_id");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        const InstanceRow row = reading.instance_with_task(tenant, task);
        const Asker asker = asker_of(reading, tenant, actor, row);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        SqlWorld world{reading.rights(), tenant, row, Access::ReadOnly};
        const Offers found = offers(definition->compiled, row.state, seat_of_task(task), asker, world,
                                    settings::language(), settings::decide_limits(tenant));
        reading.done();
        add_offers(rows, found);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_can_see);
Datum wf_can_see(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const std::optional<InstanceRow> row =
            read_instance(reading.rights(), tenant, instance, Access::ReadOnly);
        const bool can = row && can_see(reading, tenant, actor, *row);
        reading.done();
        return BoolGetDatum(can);
    });
}

// Null: all of them.
PG_FUNCTION_INFO_V1(wf_usable_definitions);
Datum wf_usable_definitions(PG_FUNCTION_ARGS) {
    return enter([&] {
        Reading reading;
        const std::optional<std::vector<std::int64_t>> usable =
            usable_definitions(reading.rights(), reading.role());
        reading.done();
        fcinfo->isnull = !usable;
        return usable ? int8_array(*usable).value : Datum{0};
    });
}
}
