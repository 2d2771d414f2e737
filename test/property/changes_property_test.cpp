// Everything that people do to a running approval, in any order, on random sound definitions: parallel,
// inclusive and complex branches, countersigns, subprocesses, timers. Whatever happens and whoever does it:
//   nothing is ever stuck: somebody or something is waited for, or the instance has ended
//   nobody has two open seats of one activation, no node stands twice in one scope, no flow holds two tokens
//   the state is what replaying the log gives
//   undoing a command gives the state before it, doing it again the state after it
// A refused command is a value and leaves no trace; that the same question has the same answer is asked too.
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "invariants.hpp"
#include "random_deeds.hpp"
#include "random_net.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
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

class Life {
public:
    Life(const Definition& definition, Random& random)
        : definition_(definition),
          random_(random),
          deeds_(random, definition, everybody, [this] { return data(); }) {
        for (const PersonId& id : everybody) world_.add(id, id == "ann" ? "" : "ann");
        world_.roles["admin"] = {"ann"};
        exempt_ = where_events_add_tokens(definition);
    }

    bool start() { return act("p0", start_with(data())); }
    bool step() { return !testing::Test::HasFailure() && act_at_random(); }

    const State& state() const { return state_; }
    const std::map<std::string, int>& seen() const { return seen_; }
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_)
            text += std::to_string(entry.seq) + " " + entry.action + " " + entry.actor + " " + entry.node +
                    " " + events_to_json(entry.events) + "\n";
        return text + "state: " + state_to_json(state_);
    }

private:
    std::string data() {
        return "{'x': " + std::to_string(random_.below(3)) + ", 'y': " + std::to_string(random_.below(3)) +
               ", 'z': " + std::to_string(random_.below(2)) + ", 'list': [1, 2]}";
    }

    bool act_at_random() {
        if (is_final(state_.status)) return random_.chance(70) && (act(deeds_.after_the_end(state_)), true);
        if (state_.status == Status::Suspended && random_.chance(60)) return act("ann", Resume{}), true;
        if (random_.chance(45)) return go_on();
        act(deeds_.of_people(state_, log_.empty() ? PersonId{} : log_.back().actor));
        return true;
    }
    bool go_on() {
        const std::vector<Deed> deeds = deeds_.that_go_on(state_, clock_, "ann");
        for (const Deed& deed : deeds) act(deed);
        return !deeds.empty() || state_.status == Status::Suspended;
    }

    Decision ask(const PersonId& who, const Act& what) {
        const Command command{.act = what,
                              .actor = who,
                              .by_administrator = who == "system" || who == "ann",
                              .at = clock_,
                              .comment = "x"};
        world_.entries = log_;
        return decide(definition_, state_, command, world_, {});
    }

    bool act(const Deed& deed) { return act(deed.who, deed.what); }
    // True if it was accepted.
    bool act(const PersonId& who, const Act& what) {
        clock_ += 1'000'000;
        const std::string_view action = std::visit([](const auto& one) { return one.action; }, what);
        Decision decision = ask(who, what);
        if (std::holds_alternative<Rejection>(decision)) {
            ++seen_["refused " + std::string{action}];
            return false;
        }
        ++seen_[std::string{action}];
        const State before = state_;
        take(std::get<Accepted>(std::move(decision)));
        if (action != "undo" && action != "redo" && random_.chance(30)) undo_and_redo(who, before);
        return true;
    }

    void take(Accepted accepted) {
        for (const Entry& entry : accepted.entries) {
            log_.push_back(entry);
            world_.participants.insert(entry.actor);
        }
        EXPECT_EQ(problem_of(state_, log_, accepted, &definition_), "");
        EXPECT_EQ(duplicate_in(accepted.state, exempt_), "");
        // The crash: what goes on is what was stored.
        const Json form = accepted.state.data;
        state_ = decode(encode(accepted.state)).value_or(State{});
        state_.data = form;
    }

    void undo_and_redo(const PersonId& who, const State& before) {
        if (testing::Test::HasFailure() || before.version == 0) return;
        const State after = state_;
        Decision undone = ask(who, Undo{});
        if (std::holds_alternative<Rejection>(undone)) return;
        // What changes nothing worth undoing is passed over: then it is an earlier command that is undone.
        const Event& event = std::get<Accepted>(undone).entries.front().events.front();
        const auto* restored = std::get_if<StateRestored>(&event);
        ASSERT_TRUE(restored) << "an undo that restores nothing";
        const bool is_this_one = restored->command == before.version + 1;
        ++seen_["undone at once"];
        take(std::get<Accepted>(std::move(undone)));
        if (is_this_one) {
            EXPECT_EQ(without_counters(state_), without_counters(before)) << "undo";
        }
        if (testing::Test::HasFailure() || random_.chance(30)) return;
        Decision redone = ask(who, Redo{});
        ASSERT_TRUE(std::holds_alternative<Accepted>(redone)) << std::get<Rejection>(redone).message;
        take(std::get<Accepted>(std::move(redone)));
        if (is_this_one) {
            EXPECT_EQ(without_counters(state_), without_counters(after)) << "redo";
        }
    }

    const Definition& definition_;
    Random& random_;
    RandomDeeds deeds_;
    TestWorld world_;
    std::set<std::string> exempt_;
    State state_;
    std::vector<Entry> log_;
    std::map<std::string, int> seen_;
    Instant clock_ = 0;
};

TEST(AnyChange, LeavesNobodyStuckAndCanBeUndone) {
    const char* one = std::getenv("WF_SEED");
    const std::uint64_t first = one ? std::strtoull(one, nullptr, 10) : 20'261'122;
    const char* many = std::getenv("WF_RUNS");
    const int runs = one ? 1 : many ? std::atoi(many) : 120;
    std::map<std::string, int> seen;
    for (int i = 0; i < runs && !HasFailure(); ++i) {
        const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
        Random random{seed};
        Net net = RandomNet{random}.make();
        net.json.replace(0, 1, "{'withdraw': {'until': 'acted', 'by_request': true}, ");
        CompileLimits limits;
        limits.max_states = 5'000;
        const CompileResult result = compile(wf::test::quoted(net.json), limits);
        if (!result.definition || has_errors(result.findings)) continue;
        Life life{*result.definition, random};
        if (life.start())
            for (int steps = 0; steps < 60 && life.step(); ++steps) {
            }
        for (const auto& [what, times] : life.seen()) seen[what] += times;
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n" << wf::test::quoted(net.json) << "\n" << life.way();
    }
    if (one || HasFailure()) return;
    for (const char* what : {"approve",
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
                             "undone at once"})
        EXPECT_GT(seen[what], 0) << "the generator never gets to: " << what;
}

}  // namespace
}  // namespace wf::test
