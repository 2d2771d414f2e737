// wf._state_machine: a change of the column is a transition, or an error, whatever statement has made it.
#include "pg/binding/written_row.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/host/column_value.hpp"
#include "pg/host/last_transition.hpp"
#include "pg/host/made_transitions.hpp"
#include "pg/host/row_context.hpp"
#include "pg/machine/attached_machine.hpp"
#include "pg/machine/gate.hpp"
#include "pg/machine/hooks.hpp"
#include "pg/machine/moved_row.hpp"
#include "pg/machine/named_transition.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/restoring.hpp"

#include <algorithm>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const TriggerData& machine_trigger_of(FunctionCallInfo fcinfo) {
    if (fcinfo->context && fcinfo->context->type == T_TriggerData) {
        const auto& trigger = *reinterpret_cast<TriggerData*>(fcinfo->context);
        if (TRIGGER_FIRED_AFTER(trigger.tg_event) && TRIGGER_FIRED_FOR_ROW(trigger.tg_event) && trigger.tg_trigger->tgnargs == 1)
            return trigger;
    }
    throw Error{ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED, "the trigger is not one of wf.attach_state_machine()",
                "The function belongs to the triggers that wf.attach_state_machine() makes.", ""};
}

// Null is no state.
std::string state_of(HeapTuple row, TupleDesc columns, const TableColumn& column) {
    bool is_null = false;
    const Datum value = call([&] { return heap_getattr(row, column.number, columns, &is_null); });
    return is_null ? std::string{} : whole_text(column.type, value);
}

RowVersion version_of(const TriggerData& trigger, const TableColumn& column) {
    const HeapTuple written = TRIGGER_FIRED_BY_UPDATE(trigger.tg_event) ? trigger.tg_newtuple : trigger.tg_trigtuple;
    return {RelationGetRelid(trigger.tg_relation), written->t_self, column.name};
}

// One row, one column, one change.
class StateChange {
public:
    StateChange(const TriggerData& trigger, const AttachedMachine& machine, const BoundTable& table, const WrittenRow& row,
                HeapTuple before)
        : trigger_(trigger), machine_(machine), table_(table), row_(row), before_(before), column_(column_of(machine, table)) {
        source_ = before ? state_of(before, row.columns(), column_) : std::string{};
        target_ = state_of(row.after(), row.columns(), column_);
    }

    bool is_new() const { return before_ == nullptr; }
    bool is_any() const { return is_new() || source_ != target_; }

    void check_begin() {
        const MachineState* state = machine_.machine.find(target_);
        if (state && state->is_initial) return;
        std::vector<std::string> initial;
        for (const MachineState& one : machine_.machine.states)
            if (one.is_initial) initial.push_back(one.name);
        throw Error::make(Code::NotAnInitialState, named_row() + " cannot begin as " + shown_state(target_),
                          "Rows begin as " + listed_or(initial) + ", says state machine \"" + machine_.machine.key + "\".",
                          "Insert it so, and let transitions follow.");
    }

    void make() {
        // Most do: then nobody is asked, and nothing follows.
        const std::vector<const Transition*> possible = machine_.machine.between(source_, target_);
        if (!possible.empty() && asks_nothing(*possible.front()) && !NamedTransition::is_any()) {
            note(possible.front()->name);
            return;
        }
        at_row(table_.name, key());
        as_engine([&](EngineRights& rights) {
            NamedTransition* const named = NamedTransition::of(machine_.attachment, key());
            const std::optional<PersonId> actor = named ? named->actor() : acting_person(rights, machine_.tenant);
            const Transition& transition = allowed(rights, actor, named);
            if (named) named->made();
            note(transition.name);
            if (!transition.hooks.empty())
                await_hooks(version_of(trigger_, column_), {transition.name, key(), source_, target_, actor});
        });
    }

private:
    static bool asks_nothing(const Transition& transition) {
        return !asks_for_row({&transition}) && transition.hooks.empty();
    }

    // For who logs it: row by row, or the statement as a whole.
    void note(const std::string& name) {
        note_transition(version_of(trigger_, column_), name);
        add_made_transition(trigger_, machine_.table, column_.name, {source_, target_, name});
    }

    static std::string listed_or(const std::vector<std::string>& names) {
        std::string text;
        for (const std::string& name : names) text += (text.empty() ? "\"" : " or \"") + name + "\"";
        return text;
    }

    const std::string& key() {
        if (key_.empty() && !table_.key.empty()) key_ = row_.key();
        return key_;
    }
    std::string named_row() { return table_.key.empty() ? "a row of table " + table_.name : row_of(table_, key()); }

    RowChange change(bool with_values) {
        RowChange result{.row = named_row()};
        if (!with_values) return result;
        const auto seen = [&](HeapTuple row) {
            return document_of(table_, reading_as_owner(table_, [&] { return seen_row(table_, row, row_.columns()); }));
        };
        result.old = seen(before_);
        result.now = seen(row_.after());
        return result;
    }

    // The first that may be made. Of several that may not, the first one's reason, and those of the others.
    const Transition& allowed(EngineRights& rights, const std::optional<PersonId>& actor, const NamedTransition* named) {
        std::vector<const Transition*> possible = machine_.machine.between(source_, target_);
        if (named) std::erase_if(possible, [&](const Transition* one) { return one->name != named->name(); });
        const RowChange row = change(asks_for_row(possible));
        Gate gate{rights, machine_, row, actor, Access::ReadWrite};
        if (being_written(table_.table, key())) gate.trust_writer();
        std::optional<Error> refused;
        for (const Transition* one : possible) {
            if (one->choose && gate.target(*one) != target_) continue;
            std::optional<Error> refusal = gate.refusal(*one);
            if (!refusal) return *one;
            if (refused)
                refused->detail += "\nTransition \"" + one->name + "\": " + refusal->message + ".";
            else
                refused = std::move(refusal);
        }
        if (refused) throw *refused;
        refuse_change_of_state(machine_, row.row, source_, target_, "SELECT * FROM wf.transitions() shows what may be done now.");
    }

    const TriggerData& trigger_;
    const AttachedMachine& machine_;
    const BoundTable& table_;
    const WrittenRow& row_;
    const HeapTuple before_;  // nullptr: the row is new
    const TableColumn& column_;
    std::string source_, target_, key_;
};

void on_row(const TriggerData& trigger) {
    const AttachedMachineRef machine = machine_of(*trigger.tg_trigger);
    const BoundTableRef table = bindings_of(machine->table);
    const WrittenRow row{trigger, *table};
    if (TRIGGER_FIRED_BY_DELETE(trigger.tg_event)) {
        note_if_moved(trigger, machine->table, row.after());
        return;
    }
    const bool is_insert = TRIGGER_FIRED_BY_INSERT(trigger.tg_event);
    StateChange change{trigger, *machine, *table, row, is_insert ? moved_from(trigger, machine->table) : row.before()};
    if (!change.is_any()) return;
    if (change.is_new())
        change.check_begin();
    else
        change.make();
}

void on_hooks(const TriggerData& trigger) {
    const AttachedMachineRef machine = machine_of(*trigger.tg_trigger);
    const BoundTableRef table = bindings_of(machine->table);
    const std::optional<MadeTransition> made = take_awaited(version_of(trigger, column_of(*machine, *table)));
    if (!made) return;
    at_row(table->name, made->key);
    as_engine([&](EngineRights& rights) { call_hooks(rights, *machine, *table, *made); });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_state_machine);
Datum wf_state_machine(PG_FUNCTION_ARGS) {
    RowContext context;
    const Datum done = enter([&] {
        if (is_replicating()) return Datum{0};
        const TriggerData& trigger = machine_trigger_of(fcinfo);
        // A row that a dump had is no new row.
        if (!(TRIGGER_FIRED_BY_INSERT(trigger.tg_event) && is_restoring(RelationGetRelid(trigger.tg_relation)))) on_row(trigger);
        return Datum{0};
    });
    context.end();
    return done;
}

PG_FUNCTION_INFO_V1(wf_machine_hooks);
Datum wf_machine_hooks(PG_FUNCTION_ARGS) {
    RowContext context;
    const Datum done = enter([&] {
        if (!is_replicating()) on_hooks(machine_trigger_of(fcinfo));
        return Datum{0};
    });
    context.end();
    return done;
}
}
