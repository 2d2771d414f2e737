// Random sound definitions (splits, joins, loops, subprocesses, timers) x random acts; after each act undo,
// redo and restore:
//   undo(do(x)) is the state before x, redo the state after it, restore(n) the state after entry n, all but
//   for the numbers that are never given twice every one of them is one entry, replay gives the state, and
//   nobody is stuck (invariants.hpp)
#include "random_life.hpp"
#include "random_net.hpp"

namespace wf::test {
namespace {

std::string but_for_counters(State state) {
    state.version = state.last_at = 0;
    state.last_seat = state.last_token = state.last_wait = 0;
    return state_to_json(state);
}

const std::vector<PersonId> people{"p0", "p1", "ann"};

class UndoneLife {
public:
    UndoneLife(const Definition& definition, Random& random)
        : random_(random),
          deeds_(random, definition, people, [&random] { return net_data(random); }, {.approve = 100}),
          world_(small_company(people)),
          life_(definition, world_, {"system", "ann"}) {}

    bool start() { return act({"ann", start_with(net_data(random_))}); }

    // One act, sometimes followed by there and back.
    bool step() {
        const std::string before = but_for_counters(life_.state());
        if (testing::Test::HasFailure() || is_final(life_.state().status) || !act_at_random()) return false;
        if (!random_.chance(40)) return true;
        const std::string after = but_for_counters(life_.state());
        if (!act({"ann", Undo{}})) return true;  // it had effects outside
        ++undone;
        EXPECT_EQ(but_for_counters(life_.state()), before);
        if (random_.chance(50)) return true;
        EXPECT_TRUE(act({"ann", Redo{}}));
        EXPECT_EQ(but_for_counters(life_.state()), after);
        return true;
    }

    void restore_at_random() {
        const auto seq = 1 + random_.below(static_cast<int>(life_.log().size()) - 1);
        const std::string then =
            but_for_counters(replay(std::span{life_.log()}.first(static_cast<std::size_t>(seq))));
        if (!act({"ann", Restore{.seq = seq}})) return;
        ++restored;
        EXPECT_EQ(but_for_counters(life_.state()), then);
    }

    const RandomLife& life() const { return life_; }
    int undone = 0;
    int restored = 0;

private:
    bool act_at_random() {
        const std::vector<Deed> deeds = deeds_.that_go_on(life_.state(), life_.clock, "ann");
        return !deeds.empty() && act(deeds.front());
    }

    bool act(const Deed& deed) {
        const Decision decision = life_.ask(deed);
        if (const auto* refused = std::get_if<Rejection>(&decision)) {
            EXPECT_EQ(int(refused->code), int(Code::CannotUndo)) << refused->message;
            return false;
        }
        life_.take(std::get<Accepted>(decision));
        return true;
    }

    Random& random_;
    RandomDeeds deeds_;
    TestWorld world_;
    RandomLife life_;
};

TEST(AnySoundDefinition, IsTheSameAfterUndoRedoAndRestore) {
    int undone = 0;
    int restored = 0;
    for (std::uint64_t seed = 71; seed < 121 && !HasFailure(); ++seed) {
        Random random{seed};
        const Net net = RandomNet{random}.make();
        const std::optional<Definition> definition = sound_definition(net.json);
        if (!definition) continue;
        UndoneLife walk{*definition, random};
        if (!walk.start()) continue;
        for (int steps = 0; steps < 40 && walk.step(); ++steps) {
        }
        if (walk.life().log().size() > 1) walk.restore_at_random();
        undone += walk.undone;
        restored += walk.restored;
        if (HasFailure())
            ADD_FAILURE() << "seed " << seed << "\n"
                          << wf::test::quoted(net.json) << "\n"
                          << walk.life().way();
    }
    EXPECT_GT(undone, 40);
    EXPECT_GT(restored, 10);
}

}  // namespace
}  // namespace wf::test
