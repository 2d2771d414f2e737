// Random sound definitions x random legal acts x a crash after every step. Whatever happens:
//   the state is what replaying the log gives, and what decoding the snapshot gives (the next step runs on that)
//   somebody or something is waited for, or the instance has ended: a sound definition is never stuck
//   no task, wait or token belongs to one that is gone (invariants.hpp)
//   a join fires once for each firing of its split; with events that cut branches short, at most once
#include "random_life.hpp"
#include "random_net.hpp"

namespace wf::test {
namespace {

const std::vector<PersonId> people{"p0", "p1", "ann"};

class SoundLife {
public:
    SoundLife(const Definition& definition, Random& random)
        : random_(random),
          deeds_(random, definition, people, [&random] { return net_data(random); },
                 {.approve = 100, .fail_job = 30}),
          world_(small_company(people)),
          life_(definition, world_, {"system", "ann"}) {
        life_.is_read_back = true;
    }

    // False: the story is over, or went wrong.
    bool start() { return act({"ann", start_with(net_data(random_))}); }
    bool step() {
        if (is_final(life_.state().status) || testing::Test::HasFailure()) return false;
        const std::vector<Deed> deeds = deeds_.that_go_on(life_.state(), life_.clock, "ann");
        return !deeds.empty() && act(deeds.front());
    }

    const RandomLife& life() const { return life_; }
    int times(std::string_view node) const {
        int count = 0;
        for (const Entry& entry : life_.log())
            for (const Event& event : entry.events)
                if (const auto* entered = std::get_if<NodeEntered>(&event)) count += entered->node == node;
        return count;
    }

private:
    bool act(const Deed& deed) {
        const Decision decision = life_.ask(deed);
        if (const auto* refused = std::get_if<Rejection>(&decision)) {
            ADD_FAILURE() << "refused: " << refused->message << ": " << refused->detail;
            return false;
        }
        life_.take(std::get<Accepted>(decision));
        return !testing::Test::HasFailure();
    }

    Random& random_;
    RandomDeeds deeds_;
    TestWorld world_;
    RandomLife life_;
};

constexpr std::uint64_t first_seed = 20'261'121;

TEST(AnySoundDefinition, NeverGetsStuckAndIsWhatItsLogGives) {
    int ended = 0;
    int sound = 0;
    const int runs = 150;
    for (int i = 0; i < runs && !HasFailure(); ++i) {
        Random random{first_seed + static_cast<std::uint64_t>(i)};
        const Net net = RandomNet{random}.make();
        const CompileResult result = compiled_quickly(net.json);
        ASSERT_TRUE(result.definition)
            << result.findings.front().path << ": " << result.findings.front().message << "\n"
            << net.json;
        // A discriminator in a loop may meet the rest of its last cycle: that is not sound, and told so.
        if (has_errors(result.findings)) continue;
        ++sound;
        SoundLife run{*result.definition, random};
        if (run.start())
            for (int steps = 0; steps < 150 && run.step(); ++steps) {
            }
        if (is_final(run.life().state().status)) {
            ++ended;
            for (const auto& [split, join] : net.joins) {
                if (net.may_be_cut_short)
                    EXPECT_LE(run.times(join), run.times(split)) << split << " " << join;
                else
                    EXPECT_EQ(run.times(join), run.times(split)) << split << " " << join;
            }
        }
        if (HasFailure())
            ADD_FAILURE() << "seed " << first_seed + static_cast<std::uint64_t>(i) << "\n"
                          << wf::test::quoted(net.json) << "\n"
                          << run.life().way();
    }
    EXPECT_GT(sound, runs * 3 / 4);
    EXPECT_GT(ended, sound / 2);
}

}  // namespace
}  // namespace wf::test
