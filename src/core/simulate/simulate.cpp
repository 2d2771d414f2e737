#include "core/simulate/simulate.hpp"

#include "core/local_message.hpp"
#include "core/names.hpp"
#include "core/onlooker.hpp"
#include "core/simulate/recorder.hpp"

namespace wf {
namespace {

std::string text_of(const Rejection& refused) {
    // Simulations are in English, as the engine's own messages are.
    return refused.message + (refused.detail.empty() ? "" : ": " + in_language(refused.detail, "en"));
}

// Why nobody and nothing can go on.
std::string standstill(const State& state) {
    std::string text;
    const auto say = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    for (const Token& token : state.tokens) {
        if (!token.held.empty()) say("node \"" + token.node + "\" is held: " + token.held);
        if (token.waits()) say("a token waits before node \"" + token.node + "\"");
    }
    for (const Wait& wait : state.waits)
        if (wait.kind == WaitKind::Condition) say("node \"" + wait.node + "\" waits for its condition");
    return text;
}

void tell_end(Recorder& recorder, const Outlook& outlook, std::size_t max_entries) {
    if (outlook.refused) return recorder.ends("refused", text_of(*outlook.refused));
    if (is_final(outlook.state.status)) return recorder.ends(std::string{name_of(outlook.state.status)}, {});
    if (outlook.is_cut_short)
        return recorder.ends("unfinished", "there are more than " + std::to_string(max_entries) + " entries");
    recorder.ends("stuck", standstill(outlook.state));
}

Simulation go_on(Recorder& recorder, const Definition& definition, State state, World& world,
                 const SimulationOptions& options, const DecideLimits& limits) {
    Outlook outlook = look_ahead(definition, std::move(state), world, options.max_entries, limits);
    tell_end(recorder, outlook, options.max_entries);
    return Simulation{.rows = recorder.take(), .refused = std::move(outlook.refused), .is_started = true};
}

}  // namespace

Simulation simulate(const Definition& definition, const Command& start, World& world,
                    const SimulationOptions& options) {
    Recorder recorder{definition, options};
    DecideLimits limits = options.limits;
    limits.trace = &recorder;
    Onlooker onlooker{world};
    Decision decision = decide(definition, State{}, start, onlooker, limits);
    if (Rejection* refused = std::get_if<Rejection>(&decision)) {
        recorder.ends("refused", text_of(*refused));
        return Simulation{.rows = recorder.take(), .refused = std::move(*refused), .is_started = false};
    }
    return go_on(recorder, definition, std::move(std::get<Accepted>(decision).state), onlooker, options,
                 limits);
}

Simulation simulate_rest(const Definition& definition, const State& state, World& world,
                         const SimulationOptions& options) {
    Recorder recorder{definition, options};
    DecideLimits limits = options.limits;
    limits.trace = &recorder;
    recorder.stands(state);
    return go_on(recorder, definition, state, world, options, limits);
}

}  // namespace wf
