// wf.transition: one transition by name. It locks the row, looks which state it has, and writes the next one with the rights of the
// caller; the trigger of the machine judges it as any other change.
#include "core/json/value_json.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/host/row_key.hpp"
#include "pg/host/row_update.hpp"
#include "pg/host/writing_as.hpp"
#include "pg/machine/asked_row.hpp"
#include "pg/machine/gate.hpp"
#include "pg/machine/named_transition.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/jsonb_value.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Wish {
    Oid table;
    std::string key, transition;
    std::optional<Json> data;
    std::optional<std::string> column, actor;
};

const Transition& transition_from(const AskedRow& row, const std::string& name) {
    const Machine& machine = row.machine->machine;
    if (const Transition* found = machine.find(name, row.state)) return *found;
    const std::string ways = ways_out_of(machine, row.state);
    const char* const hint = "SELECT * FROM wf.transitions() shows what may be done now.";
    if (std::ranges::none_of(machine.transitions, [&](const Transition& one) { return one.name == name; }))
        throw Error::make(Code::NoTransition, "state machine \"" + machine.key + "\" has no transition \"" + name + "\"", ways, hint);
    throw Error::make(Code::NoTransition,
                      "transition \"" + name + "\" does not lead out of " + shown_state(row.state) + ", which is the state of " + row.named(),
                      ways, hint);
}

// With other columns that the caller wants to write along, by the same UPDATE.
feel::Entries columns_beside(const AskedRow& row, const std::optional<Json>& data) {
    if (!data) return {};
    const std::string& state = column_of(*row.machine, *row.table).name;
    const std::optional<feel::Value> values = value_from_json(data->text);
    if (!values || !values->is_context()) throw Error::make(Code::BadArgument, "data is not an object", "", "Write {\"column\": value}.");
    for (const auto& [name, value] : values->as_context()) {
        if (!row.table->place_of(name))
            throw Error::make(Code::BadArgument, "table " + row.table->name + " has no column \"" + name + "\"", "",
                              "The names in data are those of its columns.");
        if (name == state)
            throw Error::make(Code::BadArgument, "column \"" + name + "\" is the state", "", "The transition writes it: leave it out of data.");
    }
    return values->as_context();
}

// By the row as it will be, except for its state: the trigger asks the same.
std::string target_of(EngineRights& rights, const AskedRow& row, const Transition& transition, const feel::Entries& beside) {
    if (!transition.choose) return transition.to.front();
    const RowChange change = row.with(row.change(Access::ReadWrite), beside);
    return Gate{rights, *row.machine, change, {}, Access::ReadWrite}.target(transition);
}

void write(EngineRights& rights, const AskedRow& row, const feel::Entries& columns) {
    const BoundTable& table = *row.table;
    std::vector<Oid> types = table.key_types();
    types.push_back(JSONBOID);
    std::vector<Param> values = row.key_values();
    values.push_back({jsonb_datum(feel::Value::context(columns)), false});
    Statement update{update_by_key(table, columns), types};
    rights.step_back();
    update.run(values, Access::ReadWrite);
    rights.step_in();
}

std::string make_transition(const Wish& wish) {
    const CallerRole role = caller_role();
    check_asked_key(wish.table, wish.key, Access::ReadWrite);
    return as_engine([&](EngineRights& rights) {
        const AttachedMachineRef machine = machine_of(rights, wish.table, wish.column, Access::ReadWrite);
        std::optional<PersonId> actor = wish.actor ? std::optional{check_actor(rights, wish.actor, role, machine->tenant)}
                                                   : acting_person(rights, machine->tenant);
        const AskedRow row = asked_row(rights, machine, wish.key, RowLock::Wait);
        const Transition& transition = transition_from(row, wish.transition);
        feel::Entries columns = columns_beside(row, wish.data);
        const std::string target = target_of(rights, row, transition, columns);
        columns.emplace_back(column_of(*machine, *row.table).name, feel::Value::string(target));
        const std::string writer = actor.value_or("");
        const WritingAs writing{writer, ""};
        NamedTransition named{machine->attachment, row.key, transition.name, std::move(actor)};
        write(rights, row, columns);
        if (named.is_made()) return target;
        throw Error::make(Code::RowNotWritten, row.named() + " did not take what was written",
                          "Its update was swallowed, or the triggers of the state machine are disabled.",
                          "Look at the triggers and policies of the table, and at wf.health().");
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_transition);
Datum wf_transition(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        Wish wish{.table = args.required_regclass("business_table"),
                  .key = args.required_text("business_key"),
                  .transition = args.required_text("transition"),
                  .data = args.json("data"),
                  .column = args.text("column_name"),
                  .actor = args.text("actor")};
        args.end();
        return text_datum(make_transition(wish));
    });
}
}
