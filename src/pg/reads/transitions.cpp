// wf.transitions: what may be done with a row now, by whoever asks.
#include "core/json/value_json.hpp"
#include "pg/machine/asked_row.hpp"
#include "pg/machine/gate.hpp"
#include "pg/people/caller.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct AskedTransitions {
    Oid table;
    std::string key;
    std::optional<std::string> column;
    bool with_blocked;
    std::string language;
    std::optional<std::string> actor;
};

std::string label_of(const Transition& transition, std::string_view language) {
    return std::string{transition.label.in(language, transition.name)};
}

std::string label_of_state(const Machine& machine, const std::string& state, std::string_view language) {
    const MachineState* known = machine.find(state);
    return known ? std::string{known->label.in(language, state)} : state;
}

// As the column has it: numbers and booleans are written as in JSON.
feel::Value value_of_state(const TableColumn& column, const std::string& state) {
    const bool is_json = column.type == BOOLOID || column.type == INT2OID || column.type == INT4OID || column.type == INT8OID;
    return is_json ? value_from_json(state).value_or(feel::Value{}) : feel::Value::string(state);
}

void add_transitions(Reading& reading, const AttachedMachineRef& machine, const AskedTransitions& asked, RowSet& rows) {
    const std::optional<PersonId> actor = asked.actor
                                              ? std::optional{check_actor(reading.rights(), asked.actor, reading.role(), machine->tenant)}
                                              : acting_person(reading.rights(), machine->tenant);
    const AskedRow row = asked_row(reading.rights(), machine, asked.key, RowLock::None);
    const std::vector<const Transition*> ways = machine->machine.out_of(row.state);
    const RowChange present = asks_for_row(ways) ? row.change(Access::ReadOnly) : RowChange{.row = row.named()};
    const TableColumn& column = column_of(*machine, *row.table);
    for (const Transition* way : ways) {
        const RowChange change =
            way->choose ? present : row.with(present, {{column.name, value_of_state(column, way->to.front())}});
        Gate gate{reading.rights(), *machine, change, actor, Access::ReadOnly};
        const std::optional<Error> refusal = gate.refusal(*way);
        if (refusal && !asked.with_blocked) continue;
        // What may not be made need not lead anywhere yet.
        const std::string target = refusal && way->choose ? std::string{} : gate.target(*way);
        rows.add({text(column.name), text(way->name), text(label_of(*way, asked.language)),
                  text(row.state), text_or_null(target),
                  text_or_null(label_of_state(machine->machine, target, asked.language)), boolean(!refusal),
                  refusal ? text(refusal->message) : null()});
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_transitions);
Datum wf_transitions(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const AskedTransitions asked{.table = args.required_regclass("business_table"),
                          .key = args.required_text("business_key"),
                          .column = args.text("column_name"),
                          .with_blocked = args.boolean("blocked"),
                          .language = args.text("language").value_or(settings::language()),
                          .actor = args.text("actor")};
        args.end();
        RowSet rows{fcinfo};
        check_asked_key(asked.table, asked.key, Access::ReadOnly);
        Reading reading;
        if (asked.column)
            add_transitions(reading, machine_of(reading.rights(), asked.table, asked.column, Access::ReadOnly), asked, rows);
        else
            for (const AttachedMachineRef& machine : machines_of(reading.rights(), asked.table, Access::ReadOnly))
                add_transitions(reading, machine, asked, rows);
        reading.done();
        return Datum{0};
    });
}
}
