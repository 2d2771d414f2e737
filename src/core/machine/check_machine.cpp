#include "core/machine/check_machine.hpp"

#include "core/compile/expression.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace wf {
namespace {

using compiler::child;
using compiler::in_quotes;
using compiler::Report;
using States = std::unordered_set<std::string_view>;

// Both directions in one way: until nothing is added, which a machine of any sensible size soon has.
States grow(const Machine& machine, States states, bool forward) {
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        for (const Transition& transition : machine.transitions) {
            const std::vector<std::string>& begin = forward ? transition.from : transition.to;
            const std::vector<std::string>& end = forward ? transition.to : transition.from;
            if (std::ranges::none_of(begin, [&](const std::string& state) { return states.contains(state); })) continue;
            for (const std::string& state : end) has_grown = states.insert(state).second || has_grown;
        }
    }
    return states;
}

States all_that(const Machine& machine, bool MachineState::* is) {
    States states;
    for (const MachineState& state : machine.states)
        if (state.*is) states.insert(state.name);
    return states;
}

// The columns, and the two rows as a whole.
class RowScope : public feel::StaticScope {
public:
    explicit RowScope(const std::optional<feel::StaticType>& row) : row_(row) {}
    std::optional<feel::StaticType> find(std::string_view name) const override {
        if (name == "old" || name == "new") return row_.value_or(feel::StaticType::of(feel::Type::Context));
        if (!row_ || !row_->fields) return feel::StaticType{};
        const feel::StaticType* column = row_->fields->find(name);
        return column ? std::optional{*column} : std::nullopt;
    }
    std::vector<std::string_view> names() const override {
        std::vector<std::string_view> names{"old", "new"};
        if (row_ && row_->fields)
            for (const auto& [name, type] : row_->fields->list) names.emplace_back(name);
        return names;
    }

private:
    const std::optional<feel::StaticType>& row_;
};

}  // namespace

void check_machine(const Machine& machine, Report& report) {
    const States initial = all_that(machine, &MachineState::is_initial);
    const States final = all_that(machine, &MachineState::is_final);
    if (initial.empty()) {
        report.error("no_initial_state", "/states", "no state is initial", "Say with which states new rows begin: \"initial\": true.");
        return;
    }
    if (final.empty())
        report.warning("no_final_state", "/states", "no state is final", "Mark those in which a row is done: \"final\": true.");
    const States reached = grow(machine, initial, true);
    const States ending = grow(machine, final, false);
    for (std::size_t i = 0; i < machine.states.size(); ++i) {
        const MachineState& state = machine.states[i];
        const std::string path = child("/states", i);
        if (!reached.contains(state.name))
            report.error("unreachable_state", path, "state " + in_quotes(state.name) + " cannot be reached from an initial state",
                         "Let a transition lead to it, or mark it as initial.");
        else if (!final.empty() && !ending.contains(state.name))
            report.error("no_path_to_final", path, "no final state can be reached from state " + in_quotes(state.name),
                         "Let a transition lead out of it, or mark it as final.");
    }
}

void check_columns(const std::vector<compiler::ExpressionUse>& expressions, const std::vector<compiler::FieldUse>& fields,
                   const std::optional<feel::StaticType>& row, Report& report) {
    const RowScope scope{row};
    for (const compiler::ExpressionUse& use : expressions)
        for (const feel::Finding& finding : feel::check(use.expression, scope, use.wanted))
            compiler::report_finding(finding, use.path, use.what, report);
    if (!row || !row->fields) return;
    for (const compiler::FieldUse& use : fields)
        if (!row->fields->find(use.name))
            report.error("unknown_column", use.path, "the table has no column " + in_quotes(use.name),
                         report.did_you_mean(use.name, scope.names()));
}

}  // namespace wf
