#include "core/simulate/simulate.hpp"

#include "core/model/names.hpp"
#include "core/model/onlooker.hpp"
#include "core/outlook/predict.hpp"
#include "core/simulate/recorder.hpp"

namespace wf {
namespace {

std::string text_of(const Rejection& refused) {
    return refused.message + (refused.detail.empty() ? "" : ": " + refused.detail);
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

std::string way_back(const Outlook& outlook) {
    std::string nodes;
    for (const Entry& entry : outlook.to_come())
        for (const Event& event : entry.events)
            if (const auto* entered = std::get_if<NodeEntered>(&event))
                if (outlook.is_again(entered->token))
                    nodes += (nodes.empty() ? "\"" : ", \"") + entered->node + "\"";
    return "it comes back to " + nodes + " again and again";
}

void tell_end(Recorder& recorder, const Outlook& outlook, std::size_t max_entries) {
    if (outlook.refused) return recorder.ends("refused", text_of(*outlook.refused));
    if (is_final(outlook.state.status)) return recorder.ends(std::string{name_of(outlook.state.status)}, {});
    if (outlook.loops) return recorder.ends("loops", way_back(outlook));
    if (outlook.is_cut_short)
        return recorder.ends("unfinished", "there are more than " + std::to_string(max_entries) + " entries");
    recorder.ends("stuck", standstill(outlook.state));
}

// That it goes round shows only when it has gone round, and that was recorded: then the way is gone once
// more, by another recorder, up to where it closes.
Simulation go_on(Recorder& recorder, const Definition& definition, const State& state, World& world,
                 const SimulationOptions& options) {
    Recorder once = recorder;
    DecideLimits limits = options.limits;
    limits.trace = &recorder;
    Outlook outlook = look_ahead(definition, state, world, options.max_entries, limits);
    if (outlook.loops) {
        limits.trace = &once;
        look_ahead(definition, state, world, outlook.told, limits);
        once.leave_out(outlook.again);
    }
    Recorder& told = outlook.loops ? once : recorder;
    tell_end(told, outlook, options.max_entries);
    return Simulation{.rows = told.take(), .refused = std::move(outlook.refused), .is_started = true};
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
    return go_on(recorder, definition, std::get<Accepted>(decision).state, onlooker, options);
}

Simulation simulate_rest(const Definition& definition, const State& state, World& world,
                         const SimulationOptions& options) {
    Recorder recorder{definition, options};
    recorder.stands(state);
    return go_on(recorder, definition, state, world, options);
}

}  // namespace wf
