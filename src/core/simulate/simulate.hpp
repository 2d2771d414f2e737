// Who would approve this, and why: the very code that decides, on an instance that there is not. Everybody
// who is asked approves, whatever is waited for comes, boundary events don't happen; nothing is written.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/step/decision.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

// What a line of a simulation tells.
enum class Told : std::uint8_t {
    Enter,      // a token enters the node
    Approver,   // `person` gets a seat; rule: which found them; result: the mode
    Skipped,    // a policy leaves `person` out; result: which
    Nobody,     // the rule finds nobody
    Policy,     // nobody is left who could decide: result is what on_no_approver says
    Passed,     // `person` need not sign again; result: what dedupe says
    Held,       // the node waits for an administrator
    Copy,       // `person` is informed
    Condition,  // of a way out; rule: its text, result: true, false, null
    Flow,       // the way taken out of a node that has several
    Timer,      // result: what for; at: when it is due
    Wait,       // result: message, signal, condition, service or call
    Throw,      // result: message, signal, error or escalation
    Function,   // a script would be called; result: its name
    Result,     // always the last. A final status, or refused, stuck, loops, unfinished
};

inline constexpr std::string_view told_names[] = {"enter",  "approver", "skipped", "nobody",    "policy",
                                                  "passed", "held",     "copy",    "condition", "flow",
                                                  "timer",  "wait",     "throw",   "function",  "result"};
static_assert(has_each<Told>(told_names));

constexpr std::string_view name_of(Told told) { return line_of(told_names, told); }

struct SimulationRow {
    std::int32_t step = 0;  // number of the entered node, from 1; 0: before any
    Told what = Told::Enter;
    std::string node;
    std::string person;        // a person, or a group: "role:board", "everyone"
    std::string on_behalf_of;  // the approver's principal, if a standing delegation leads to them
    std::string rule;          // as its author wrote it
    std::string result;
    Instant at = 0;  // 0: does not apply
    std::string detail;
};

struct Simulation {
    std::vector<SimulationRow> rows;   // by step
    std::optional<Rejection> refused;  // what the engine would say
    bool is_started = true;            // false: it is the start that is refused

    const std::string& result() const { return rows.back().result; }
};

struct SimulationOptions {
    DecideLimits limits;
    std::size_t max_entries = 1000;
    // Names whose values are not told: whoever asks need not be one who may see them.
    std::vector<std::string> secret;
    // Fields that are hidden from whoever asks: what reads them is not told either, nor what it gives.
    std::vector<std::string> hidden;
};

// `start`: a Start, as its initiator would command it.
Simulation simulate(const Definition& definition, const Command& start, World& world,
                    const SimulationOptions& options = {});

// The rest of a running instance, from its present state.
Simulation simulate_rest(const Definition& definition, const State& state, World& world,
                         const SimulationOptions& options = {});

}  // namespace wf
