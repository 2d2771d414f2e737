#include "pg/machine/hooks.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/registered_function.hpp"

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

Json described(const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made) {
    using feel::Value;
    feel::Entries entries{{"machine", Value::string(machine.machine.key)},
                          {"version", Value::number(feel::Decimal{machine.version})},
                          {"table", Value::string(table.name)},
                          {"column", Value::string(column_of(machine, table).name)},
                          {"key", Value::string(made.key)},
                          {"transition", Value::string(made.transition.name)},
                          {"source", Value::string(made.source)},
                          {"target", Value::string(made.target)},
                          {"actor", made.actor ? Value::string(*made.actor) : Value{}}};
    return Json{value_to_json(Value::context(std::move(entries)))};
}

}  // namespace

void call_hooks(EngineRights& rights, const AttachedMachine& machine, const BoundTable& table, const MadeTransition& made) {
    if (made.transition.hooks.empty()) return;
    const HookRunning running;
    const Json data = described(machine, table, made);
    for (const std::string& name : made.transition.hooks) {
        const FunctionResult result = call_registered_function(rights, machine.tenant, name, data);
        if (!result.found)
            throw Error::make(Code::FunctionMissing, "function \"" + name + "\" is not registered",
                              "It is a hook of transition \"" + made.transition.name + "\" of state machine \"" +
                                  machine.machine.key + "\".",
                              "Call wf.register_function() with a function of this name.");
        if (!result.error_code.empty())
            throw Error::make(Code::BadResult, "function \"" + name + "\" asks for the error \"" + result.error_code + "\"",
                              "It is a hook: there is no process that could catch it.", "Let it raise an error.");
    }
}

}  // namespace wf::pg
