// A state machine on a column of a table: which values follow which, when, and who may say so.
#pragma once

#include "core/base/finding.hpp"
#include "core/compile/compile.hpp"
#include "core/compile/reference.hpp"
#include "core/expression/expression.hpp"
#include "core/expression/static_type.hpp"
#include "core/model/approval_settings.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct MachineState {
    std::string name;  // the value of the column, as text
    LocalText label;
    bool is_initial = false;  // new rows may have it
    bool is_final = false;    // nothing leads out of it
    bool is_failure = false;
};

struct Transition {
    std::string name;
    LocalText label;
    std::vector<std::string> from;            // "*" stands for every state that is not final, except its target
    std::vector<std::string> to;              // one; several: `choose` says which
    std::optional<feel::Expression> choose;   // gives one of `to`
    std::optional<feel::Expression> guard;    // has to be true
    LocalText message;                        // said if it is not
    std::vector<ApproverRule> who;            // none: whoever may write the row
    std::vector<std::string> hooks;           // functions that were registered

    bool leaves(std::string_view state) const;
    bool may_reach(std::string_view state) const;
};

struct Machine {
    std::string key;
    LocalText label;
    std::vector<MachineState> states;
    std::vector<Transition> transitions;

    const MachineState* find(std::string_view state) const;  // nullptr: there is none
    // Document order.
    std::vector<const Transition*> out_of(std::string_view state) const;
    std::vector<const Transition*> between(std::string_view source, std::string_view target) const;
    // By name and the present state: a name may mean one thing here and another there. Nullptr: there is none.
    const Transition* find(std::string_view name, std::string_view source) const;
};

struct MachineResult {
    std::optional<Machine> machine;  // present if no finding is an error
    Findings findings;
    std::vector<Reference> references;  // to people, roles, positions, departments
};

// `row`: the columns of the table as a context; nullopt: nothing is known of them. Pure.
MachineResult read_machine(std::string_view json, const std::optional<feel::StaticType>& row,
                           const CompileLimits& limits = {});

}  // namespace wf
