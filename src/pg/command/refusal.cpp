#include "pg/command/refusal.hpp"

#include "core/model/state.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/ids.hpp"

#include <concepts>
#include <string>
#include <variant>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

template <class OneAct>
concept OnTask = requires(const OneAct& act) {
    { act.task } -> std::convertible_to<SeatId>;
};

// A worker is let in by its database role, and need not take part.
bool is_of_worker(const Act& act) {
    return std::holds_alternative<CompleteJob>(act) || std::holds_alternative<FailJob>(act);
}

// It waits for them, or for a group of theirs: it may not be their turn yet, or another member was first.
bool has_a_seat(std::int64_t tenant, const PersonId& person, const State& state) {
    static Statement is_one_of{"SELECT wf._groups($1, $2) && $3", {INT8OID, TEXTOID, TEXTARRAYOID}};
    std::vector<std::string> groups;
    for (const Seat& seat : state.seats) {
        if (seat.holder == person) return true;
        groups.insert(groups.end(), seat.candidates.begin(), seat.candidates.end());
    }
    return !groups.empty() &&
           is_one_of.run({int8(tenant), text(person), text_array(groups)}, Access::ReadOnly).boolean(0, 1);
}

// As of a task that is open and somebody else's, whatever has become of it.
Rejection not_their_task(std::int64_t task, const PersonId& actor) {
    Rejection refused = refuse::not_the_holder(std::to_string(task), actor, Seat{});
    refused.detail.clear();
    return refused;
}

// An instance that is just being started is nobody's yet.
bool is_stranger(const EngineRights& rights, std::int64_t tenant, std::int64_t instance, const PersonId& person) {
    const std::optional<InstanceRow> row =
        read_instance(rights, tenant, instance, Access::ReadOnly, FormPart::None);
    return row && !person_sees(rights, tenant, person, *row) && !has_a_seat(tenant, person, row->state);
}

}  // namespace

Rejection as_told(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                  const Command& command, Rejection refused) {
    if (command.by_administrator || is_of_worker(command.act) ||
        !is_stranger(rights, tenant, instance, command.actor))
        return refused;
    return std::visit(
        [&]<class OneAct>([[maybe_unused]] const OneAct& act) -> Rejection {
            if constexpr (OnTask<OneAct>)
                return not_their_task(task_id(instance, act.task), command.actor);
            else
                return refuse::not_a_participant("act on", command.actor);
        },
        command.act);
}

}  // namespace wf::pg
