#include "pg/machine/hooks.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/registered_function.hpp"
#include "pg/server/trigger_place.hpp"

#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr int most_hooks_within = 8;

int& hooks_under_way() {
    static int depth = 0;
    return depth;
}

class HookRunning {
public:
    HookRunning() {
        if (hooks_under_way() >= most_hooks_within)
            throw Error::make(Code::CallTooDeep,
                              "hooks of state machines call each other more than " + std::to_string(most_hooks_within) + " deep",
                              "Each makes a transition that has a hook itself.", "Let one of them end without a transition.");
        ++hooks_under_way();
    }
    ~HookRunning() { --hooks_under_way(); }
    HookRunning(const HookRunning&) = delete;
    HookRunning& operator=(const HookRunning&) = delete;
};

// One for each depth of triggers within triggers: those of a row come one after the other.
struct Awaited {
    int depth;
    SubTransaction within;
    RowVersion row;
    MadeTransition made;
};

std::vector<Awaited>& awaited() {
    static std::vector<Awaited> all;
    return all;
}

Json described(const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made) {
    using feel::Value;
    feel::Entries entries{{"machine", Value::string(machine.machine.key)},
                          {"version", Value::number(feel::Decimal{machine.version})},
                          {"table", Value::string(table.name)},
                          {"column", Value::string(column_of(machine, table).name)},
                          {"key", Value::string(made.key)},
                          {"transition", Value::string(made.name)},
                          {"source", Value::string(made.source)},
                          {"target", Value::string(made.target)},
                          {"actor", made.actor ? Value::string(*made.actor) : Value{}}};
    return Json{value_to_json(Value::context(std::move(entries)))};
}

}  // namespace

void await_hooks(const RowVersion& row, MadeTransition made) {
    const int depth = depth_of_triggers();
    std::erase_if(awaited(), [&](const Awaited& one) { return one.depth >= depth || !one.within.is_under_way(); });
    awaited().push_back({depth, SubTransaction::current(), row, std::move(made)});
}

std::optional<MadeTransition> take_awaited(const RowVersion& row) {
    std::erase_if(awaited(), [](const Awaited& one) { return !one.within.is_under_way(); });
    if (awaited().empty()) return {};
    Awaited& last = awaited().back();
    if (last.depth != depth_of_triggers() || !(last.row == row)) return {};
    std::optional<MadeTransition> made = std::move(last.made);
    awaited().pop_back();
    return made;
}

void call_hooks(EngineRights& rights, const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made) {
    const Transition* const transition = machine.machine.find(made.name, made.source);
    if (!transition) return;
    const HookRunning running;
    const Json data = described(machine, table, made);
    for (const std::string& name : transition->hooks) {
        const FunctionResult result = call_registered_function(rights, machine.tenant, name, data);
        if (!result.found)
            throw Error::make(Code::FunctionMissing, "function \"" + name + "\" is not registered",
                              "It is a hook of transition \"" + made.name + "\" of state machine \"" +
                                  machine.machine.key + "\".",
                              "Call wf.register_function() with a function of this name.");
        if (!result.error_code.empty())
            throw Error::make(Code::BadResult, "function \"" + name + "\" asks for the error \"" + result.error_code + "\"",
                              "It is a hook: there is no process that could catch it.", "Let it raise an error.");
    }
}

}  // namespace wf::pg
