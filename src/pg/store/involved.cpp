#include "pg/store/involved.hpp"

#include "pg/store/tables.hpp"

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Nobody else writes who has a part in an instance while it is locked.
void insert(std::int64_t tenant, std::int64_t instance, std::string_view who, std::string_view actor) {
    if (who.starts_with("person:")) who.remove_prefix(7);
    if (who.empty() || who == "everyone" || who == actor) return;
    const Param name = text(who);
    if (!involved_rows().find({name, int8(tenant), int8(instance)}, 0))
        involved_rows().insert({name, int8(tenant), int8(instance)});
}

}  // namespace

void note_involved(std::int64_t tenant, std::int64_t instance, const TableRow& task, std::string_view actor) {
    for (const std::string& candidate : texts_of(task[TaskColumn::candidates])) insert(tenant, instance, candidate, actor);
    insert(tenant, instance, text_of(task[TaskColumn::assignee]), actor);
}

void note_holder(std::int64_t tenant, std::int64_t instance, const TableRow& task, const Seat& seat,
                 std::string_view actor) {
    const std::string assignee = text_of(task[TaskColumn::assignee]);
    if (assignee == seat.holder) return;
    // While it has candidates they can still claim it.
    if (seat.candidates.empty())
        note_involved(tenant, instance, task, actor);
    else
        insert(tenant, instance, assignee, actor);
}

void note_principal(std::int64_t tenant, std::int64_t instance, const Seat& seat) {
    if (const PersonId principal = seat.on_behalf_of(); !principal.empty())
        insert(tenant, instance, principal, seat.holder);
}

}  // namespace wf::pg
