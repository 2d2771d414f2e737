// Random sound definitions (splits, joins, loops, subprocesses, timers) x random acts; after each act undo,
// redo and restore:
//   undo(do(x)) is the state before x, redo the state after it, restore(n) the state after entry n, all but
//   for the numbers that are never given twice every one of them is one entry, replay gives the state, and
//   nobody is stuck (invariants.hpp)
#include "core/stored/state_json.hpp"
#include "invariants.hpp"
#include "random_net.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

std::string but_for_counters(State state) {
    state.version = state.last_at = 0;
    state.last_seat = state.last_token = state.last_wait = 0;
    return state_to_json(state);
}

class Walk {
public:
    Walk(const Definition& definition, Random& random) : definition_(definition), random_(random) {
        for (const char* id : {"p0", "p1", "ann"}) world_.add(id);
        world_.roles["admin"] = {"ann"};
    }

    bool start() { return act("ann", start_with(data())); }

    // One act, sometimes followed by there and back.
    bool step() {
        const std::string before = but_for_counters(state_);
        if (testing::Test::HasFailure() || is_final(state_.status) || !act_at_random()) return false;
        if (!random_.chance(40)) return true;
        const std::string after = but_for_counters(state_);
        if (!act("ann", Undo{})) return true;  // it had effects outside
        ++undone;
        EXPECT_EQ(but_for_counters(state_), before);
        if (random_.chance(50)) return true;
        EXPECT_TRUE(act("ann", Redo{}));
        EXPECT_EQ(but_for_counters(state_), after);
        return true;
    }

    void restore_at_random() {
        const auto seq = 1 + random_.below(static_cast<int>(log_.size()) - 1);
        const std::string then =
            but_for_counters(replay(std::span{log_}.first(static_cast<std::size_t>(seq))));
        if (!act("ann", Restore{.seq = seq})) return;
        ++restored;
        EXPECT_EQ(but_for_counters(state_), then);
    }

    const std::vector<Entry>& log() const { return log_; }
    int undone = 0;
    int restored = 0;

private:
    std::string data() {
        return "{'x': " + std::to_string(random_.below(3)) + ", 'y': " + std::to_string(random_.below(3)) +
               ", 'z': " + std::to_string(random_.below(2)) + ", 'list': [1, 2]}";
    }

    bool act_at_random() {
        std::vector<std::pair<PersonId, Act>> acts;
        for (const Seat& seat : state_.seats) {
            if (seat.state != SeatState::Open) continue;
            const PersonId who = seat.holder.empty() ? "ann" : seat.holder;
            if (definition_.find_node(state_.find_token(seat.token)->node)->type == NodeType::Task)
                acts.emplace_back(who, complete(seat.id.value, data()));
            else
                acts.emplace_back(who, approve(seat.id.value, data()));
        }
        for (const Wait& wait : state_.waits)
            if (wait.kind == WaitKind::Timer) {
                clock_ = std::max(clock_, wait.due_at);
                acts.emplace_back(PersonId{system_actor}, FireTimer{.wait = wait.id});
            }
        if (acts.empty()) return false;
        auto& [who, act] = acts[static_cast<std::size_t>(random_.below(static_cast<int>(acts.size())))];
        return this->act(who, std::move(act));
    }

    bool act(const PersonId& who, Act what) {
        clock_ += 1'000'000;
        world_.entries = log_;
        const Command command{.act = std::move(what),
                              .actor = who,
                              .by_administrator = who == "ann",
                              .at = clock_,
                              .comment = "x"};
        Decision decision = decide(definition_, state_, command, world_, {});
        if (auto* refused = std::get_if<Rejection>(&decision)) {
            EXPECT_EQ(int(refused->code), int(Code::CannotUndo)) << refused->message;
            return false;
        }
        Accepted& accepted = std::get<Accepted>(decision);
        for (const Entry& entry : accepted.entries) log_.push_back(entry);
        EXPECT_EQ(problem_of(state_, log_, accepted, &definition_), "");
        state_ = std::move(accepted.state);
        return true;
    }

    const Definition& definition_;
    Random& random_;
    TestWorld world_;
    State state_;
    std::vector<Entry> log_;
    Instant clock_ = 0;
};

TEST(AnySoundDefinition, IsTheSameAfterUndoRedoAndRestore) {
    int undone = 0;
    int restored = 0;
    for (std::uint64_t seed = 71; seed < 121 && !HasFailure(); ++seed) {
        Random random{seed};
        const Net net = RandomNet{random}.make();
        CompileLimits limits;
        limits.max_states = 5'000;
        const CompileResult result = compile(wf::test::quoted(net.json), limits);
        if (!result.definition || has_errors(result.findings)) continue;
        Walk walk{*result.definition, random};
        if (!walk.start()) continue;
        for (int steps = 0; steps < 40 && walk.step(); ++steps) {
        }
        if (walk.log().size() > 1) walk.restore_at_random();
        undone += walk.undone;
        restored += walk.restored;
        if (HasFailure()) ADD_FAILURE() << "seed " << seed << "\n" << wf::test::quoted(net.json);
    }
    EXPECT_GT(undone, 40);
    EXPECT_GT(restored, 10);
}

}  // namespace
}  // namespace wf::test
