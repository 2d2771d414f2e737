#include "core/decide/actions.hpp"

#include "core/model/action_names.hpp"
#include "core/decide/action_probes.hpp"
#include "core/model/onlooker.hpp"

namespace wf {
namespace {

const Node* node_of(const Definition& definition, const State& state, SeatId task, World& world) {
    if (const Seat* seat = state.find_seat(task))
        return definition.find_node(state.find_token(seat->token)->node);
    // Its token has gone on; who acted on it left an entry.
    for (const Entry& entry : world.log())
        if (entry.task == task) return definition.find_node(entry.node);
    return nullptr;
}

const Button* find_button(const Node* node, std::string_view action) {
    if (node)
        for (const Button& button : node->handler.buttons)
            if (button.action == action && !button.label.empty()) return &button;
    return nullptr;
}

std::string_view label_of(const ActionName& name, const Subject& subject, std::string_view language) {
    const Definition& definition = subject.definition;
    const Node* start = definition.start == no_node ? nullptr : &definition.nodes[definition.start];
    const Button* button =
        find_button(name.scope == ActionScope::Initiator ? start : subject.node, name.action);
    const std::string_view known = name.in(language);
    return button ? button->label.in(language, known) : known;
}

class Trial {
public:
    Trial(const Definition& definition, const State& state, const Asker& asker, World& world,
          const DecideLimits& limits)
        : definition_(definition), state_(state), asker_(asker), onlooker_(world), limits_(limits) {}

    // Nothing: one of the probes is accepted, or refused for what its caller would fill in.
    Refusal refusal(const std::vector<Act>& probes) {
        Refusal first;
        bool has_wrong_input = false;
        for (const Act& probe : probes) {
            Refusal refused = attempt(probe);
            if (!refused) return {};
            if (is_about_input(probe, refused->code))
                has_wrong_input = true;
            else if (!first)
                first = std::move(refused);
        }
        return has_wrong_input && !first ? Refusal{} : first;
    }

private:
    Refusal attempt(const Act& probe) {
        // An opinion may be asked for, and a comment has to be one.
        const Command command{.act = probe,
                              .actor = asker_.person,
                              .by_administrator = asker_.by_administrator,
                              .at = asker_.at,
                              .comment = "-"};
        Decision decision = decide(definition_, state_, command, onlooker_, limits_);
        if (Rejection* refused = std::get_if<Rejection>(&decision)) return std::move(*refused);
        return {};
    }

    const Definition& definition_;
    const State& state_;
    const Asker& asker_;
    Onlooker onlooker_;
    const DecideLimits& limits_;
};

}  // namespace

Offers offers(const Definition& definition, const State& state, SeatId task, const Asker& asker, World& world,
              std::string_view language, const DecideLimits& limits) {
    const Seat* seat = state.find_seat(task);
    const Subject subject{.definition = definition,
                          .state = state,
                          .task = task,
                          .node = node_of(definition, state, task, world),
                          .actor = asker.person};
    Trial trial{definition, state, asker, world, limits};
    Offers result;
    for (const ActionName& name : action_names()) {
        const std::vector<Act> probes = probes_of(name.action, subject, world);
        if (!probes.empty())
            result.actions.push_back({.action = name.action,
                                      .label = label_of(name, subject, language),
                                      .refused = trial.refusal(probes)});
    }
    if (!seat) return result;
    result.must_claim = subject.node && subject.node->approval.must_claim && seat->state == SeatState::Open &&
                        seat->holder.empty();
    result.in_add_sign = seat->is_added() || seat->state == SeatState::Parked;
    return result;
}

}  // namespace wf
