// Everything that people do to a running approval, in any order, on random sound definitions: parallel,
// inclusive and complex branches, countersigns, subprocesses, timers. Whatever happens and whoever does it:
//   nothing is ever stuck: somebody or something is waited for, or the instance has ended
//   nobody has two open seats of one activation, no node stands twice in one scope, no flow holds two tokens
//   the state is what replaying the log gives
//   undoing a command gives the state before it, doing it again the state after it
// A refused command is a value and leaves no trace; that the same question has the same answer is asked too.
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "random_life.hpp"
#include "random_net.hpp"

#include <set>
#include <tuple>

namespace wf::test {
namespace {

const std::vector<PersonId> everybody{"p0", "p1", "p2", "p3", "ann"};

// What undo cannot bring back on purpose: numbers are never given twice, and the log only grows.
std::string without_counters(State state) {
    state.version = state.last_at = state.ended_at = 0;
    state.last_seat = state.last_token = state.last_wait = 0;
    return state_to_json(state);
}

// Where an event that does not interrupt may lead several times: there a node can be active twice.
std::set<std::string> where_events_add_tokens(const Definition& definition) {
    std::set<std::string> nodes;
    std::vector<NodeIndex> to_see;
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const Node& node = definition.nodes[i];
        if ((node.type == NodeType::Boundary && !node.event.interrupting) || node.is_event_subprocess)
            to_see.push_back(i);
    }
    while (!to_see.empty()) {
        const Node& node = definition.nodes[to_see.back()];
        to_see.pop_back();
        if (!nodes.insert(node.id).second) continue;
        for (const FlowIndex flow : node.outgoing) to_see.push_back(definition.flows[flow].to);
        for (const NodeIndex boundary : node.boundary) to_see.push_back(boundary);
    }
    return nodes;
}

std::string duplicate_in(const State& state, const std::set<std::string>& exempt) {
    std::set<std::tuple<std::string, std::string, std::uint32_t>> places;
    for (const Token& token : state.tokens) {
        const bool is_repeated =
            state.find_body(token.id) != nullptr || (token.scope.value != 0 && state.find_body(token.scope));
        if (!is_repeated && !exempt.contains(token.node) &&
            !places.emplace(token.node, token.flow, token.scope.value).second)
            return "two tokens on " + token.node + " " + token.flow;
    }
    std::set<std::pair<std::uint32_t, PersonId>> seats;
    for (const Seat& seat : state.seats)
        if (seat.is_pending() && !seat.holder.empty() && !seats.emplace(seat.token.value, seat.holder).second)
            return seat.holder + " has two seats of one activation";
    return {};
}

class ChangedLife {
public:
    ChangedLife(const Definition& definition, Random& random)
        : random_(random),
          deeds_(random, definition, everybody, [&random] { return net_data(random); }),
          world_(small_company(everybody)),
          life_(definition, world_, {"system", "ann"}),
          exempt_(where_events_add_tokens(definition)) {
        life_.is_read_back = true;
    }

    bool start() { return act({"p0", start_with(net_data(random_))}); }
    bool step() { return !testing::Test::HasFailure() && act_at_random(); }
    const RandomLife& life() const { return life_; }

private:
    bool act_at_random() {
        const State& state = life_.state();
        if (is_final(state.status)) return random_.chance(70) && (act(deeds_.after_the_end(state)), true);
        if (state.status == Status::Suspended && random_.chance(60)) return act({"ann", Resume{}}), true;
        if (random_.chance(45)) return go_on();
        act(deeds_.of_people(state, life_.last_actor()));
        return true;
    }
    bool go_on() {
        const std::vector<Deed> deeds = deeds_.that_go_on(life_.state(), life_.clock, "ann");
        for (const Deed& deed : deeds) act(deed);
        return !deeds.empty() || life_.state().status == Status::Suspended;
    }

    // True if it was accepted.
    bool act(const Deed& deed) {
        const std::string action = action_of(deed.what);
        const Decision decision = life_.ask(deed);
        const auto* accepted = std::get_if<Accepted>(&decision);
        ++life_.seen[(accepted ? "" : "refused ") + action];
        if (!accepted) return false;
        const State before = life_.state();
        take(*accepted);
        if (random_.chance(3)) life_.archive();
        else if (action != "undo" && action != "redo" && random_.chance(30)) undo_and_redo(deed.who, before);
        return true;
    }

    void take(const Accepted& accepted) {
        life_.take(accepted);
        EXPECT_EQ(duplicate_in(life_.state(), exempt_), "");
    }

    void undo_and_redo(const PersonId& who, const State& before) {
        if (testing::Test::HasFailure() || before.version == 0) return;
        const State after = life_.state();
        const Decision undone = life_.ask({who, Undo{}});
        if (std::holds_alternative<Rejection>(undone)) return;
        // What changes nothing worth undoing is passed over: then it is an earlier command that is undone.
        const Event& event = std::get<Accepted>(undone).entries.front().events.front();
        const auto* restored = std::get_if<StateRestored>(&event);
        ASSERT_TRUE(restored) << "an undo that restores nothing";
        const bool is_this_one = restored->command == before.version + 1;
        ++life_.seen["undone at once"];
        take(std::get<Accepted>(undone));
        if (is_this_one) {
            EXPECT_EQ(without_counters(life_.state()), without_counters(before)) << "undo";
        }
        if (testing::Test::HasFailure() || random_.chance(30)) return;
        const Decision redone = life_.ask({who, Redo{}});
        ASSERT_TRUE(std::holds_alternative<Accepted>(redone)) << std::get<Rejection>(redone).message;
        take(std::get<Accepted>(redone));
        if (is_this_one) {
            EXPECT_EQ(without_counters(life_.state()), without_counters(after)) << "redo";
        }
    }

    Random& random_;
    RandomDeeds deeds_;
    TestWorld world_;
    RandomLife life_;
    std::set<std::string> exempt_;
};

TEST(AnyChange, LeavesNobodyStuckAndCanBeUndone) {
    const Runs runs = Runs::of(20'261'122, 120);
    Seen seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        Net net = RandomNet{random}.make();
        net.json.replace(0, 1, "{'withdraw': {'until': 'acted', 'by_request': true}, ");
        const std::optional<Definition> definition = sound_definition(net.json);
        if (!definition) continue;
        ChangedLife one{*definition, random};
        if (one.start())
            for (int steps = 0; steps < 60 && one.step(); ++steps) {
            }
        add(seen, one.life().seen);
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n"
                          << wf::test::quoted(net.json) << "\n"
                          << one.life().way();
    }
    if (runs.is_one || HasFailure()) return;
    expect_seen(seen, {"approve",
                       "reject",
                       "add_signer",
                       "remove_signer",
                       "send_back",
                       "resubmit",
                       "recall",
                       "jump",
                       "suspend",
                       "resume",
                       "wake",
                       "undo",
                       "redo",
                       "restore",
                       "save_draft",
                       "set_data",
                       "mark_read",
                       "remind",
                       "request_withdrawal",
                       "answer_withdrawal",
                       "transfer",
                       "delegate",
                       "resolve",
                       "undone at once",
                       "archived"});
}

}  // namespace
}  // namespace wf::test
