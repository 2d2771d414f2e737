// Random sound definitions x people who go on, send back, take back and jump at random. Whatever they do:
//   nobody is ever stuck: somebody or something is waited for, or the instance has ended
//   no task, wait or token belongs to one that is gone, and replay gives the state (invariants.hpp)
//   nobody has two open tasks of one activation
//   what was refused has changed nothing, and every refusal has a reason
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "random_life.hpp"
#include "random_net.hpp"

namespace wf::test {
namespace {

const std::vector<PersonId> people{"p0", "p1", "ann"};

class ReturningLife {
public:
    ReturningLife(const Definition& definition, Random& random)
        : random_(random),
          deeds_(random, definition, people, [&random] { return net_data(random); }, {.approve = 100}),
          world_(small_company(people)),
          life_(definition, world_, {"system", "ann"}) {}

    void play(int steps) {
        if (!act({"ann", start_with(net_data(random_))})) return;
        while (steps-- > 0 && !testing::Test::HasFailure()) {
            if (is_final(life_.state().status)) {
                if (!random_.chance(30)) return;
                act({"ann", Wake{.node = random_.chance(50) ? std::string{} : deeds_.any_node()}});
            } else if (random_.chance(25)) {
                go_back();
            } else if (!go_on()) {
                return;
            }
        }
    }

    const RandomLife& life() const { return life_; }

private:
    void go_back() {
        std::vector<Seat> open;
        for (const Seat& seat : life_.state().seats)
            if (seat.state == SeatState::Open) open.push_back(seat);
        const int what = random_.below(10);
        if (what < 7 && !open.empty()) {
            const Seat& seat = random_.pick(open);
            const std::string target = random_.pick({"previous", "start", ""});
            act({seat.holder.empty() ? "ann" : seat.holder,
                 SendBack{.task = seat.id,
                          .target = target.empty() ? random_.pick(life_.state().passages).node : target,
                          .to_returner = random_.chance(30)}});
        } else if (what < 9) {
            recall_the_last();
        } else {
            act({"ann", Jump{.node = deeds_.any_node()}});
        }
    }

    void recall_the_last() {
        for (auto entry = life_.log().rbegin(); entry != life_.log().rend(); ++entry)
            if (entry->action == "approve" || entry->action == "complete") {
                act({entry->actor, Recall{.node = entry->node}});
                return;
            }
    }

    bool go_on() {
        const std::vector<Deed> deeds = deeds_.that_go_on(life_.state(), life_.clock, "ann");
        return !deeds.empty() && act(deeds.front());
    }

    bool act(const Deed& deed) {
        const bool goes_on =
            !std::holds_alternative<SendBack>(deed.what) && !std::holds_alternative<Recall>(deed.what) &&
            !std::holds_alternative<Jump>(deed.what) && !std::holds_alternative<Wake>(deed.what);
        const Decision decision = life_.ask(deed);
        if (const auto* refused = std::get_if<Rejection>(&decision)) {
            ++life_.seen["refused"];
            EXPECT_FALSE(goes_on) << "refused: " << refused->message << ": " << refused->detail;
            return false;
        }
        life_.take(std::get<Accepted>(decision));
        ++life_.seen[std::get<Accepted>(decision).entries.front().action];
        expect_nobody_is_asked_twice();
        return !testing::Test::HasFailure();
    }

    void expect_nobody_is_asked_twice() {
        for (const Seat& seat : life_.state().seats)
            for (const Seat& other : life_.state().seats)
                EXPECT_FALSE(seat.id < other.id && seat.token == other.token &&
                             seat.state == SeatState::Open && other.state == SeatState::Open &&
                             seat.who() == other.who())
                    << seat.who() << " is asked twice";
    }

    Random& random_;
    RandomDeeds deeds_;
    TestWorld world_;
    RandomLife life_;
};

TEST(AnyReturn, LeavesNobodyStuckAndNothingBehind) {
    const Runs runs = Runs::of(20'261'122, 100);
    Seen seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        const Net net = RandomNet{random}.make();
        const CompileResult result = compiled_quickly(net.json);
        ASSERT_TRUE(result.definition);
        if (has_errors(result.findings)) continue;
        ReturningLife one{*result.definition, random};
        one.play(50);
        add(seen, one.life().seen);
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n"
                          << wf::test::quoted(net.json) << "\n"
                          << one.life().way();
    }
    if (runs.is_one || HasFailure()) return;
    expect_seen(seen, {"send_back", "resubmit", "recall", "jump", "wake", "refused"});
}

}  // namespace
}  // namespace wf::test
