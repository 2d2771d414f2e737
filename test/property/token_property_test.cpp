// Random sound definitions x random legal acts x a crash after every step. Whatever happens:
//   the state is what replaying the log gives, and what decoding the snapshot gives (the next step runs on that)
//   somebody or something is waited for, or the instance has ended: a sound definition is never stuck
//   no task, wait or token belongs to one that is gone (invariants.hpp)
//   a join fires once for each firing of its split; with events that cut branches short, at most once
#include "invariants.hpp"
#include "random_net.hpp"
#include "spec.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace wf::test {
namespace {

class Life {
public:
    Life(const Definition& definition, Random& random) : definition_(definition), random_(random) {
        for (const char* id : {"p0", "p1", "ann"}) world_.add(id);
        world_.roles["admin"] = {"ann"};
    }

    // False: the story is over, or went wrong.
    bool start() { return act("ann", start_with(data())); }
    bool step() { return !is_final(state_.status) && !testing::Test::HasFailure() && act_at_random(); }

    const State& state() const { return state_; }
    int times(std::string_view node) const {
        int count = 0;
        for (const Entry& entry : log_)
            for (const Event& event : entry.events)
                if (const auto* entered = std::get_if<NodeEntered>(&event)) count += entered->node == node;
        return count;
    }
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_) text += entry.action + " " + entry.node + "\n";
        return text + "tokens: " + state_to_json(state_);
    }

private:
    std::string data() {
        return "{'x': " + std::to_string(random_.below(3)) + ", 'y': " + std::to_string(random_.below(3)) +
               ", 'z': " + std::to_string(random_.below(2)) + ", 'list': [1, 2]}";
    }

    bool act_at_random() {
        std::vector<std::pair<PersonId, Act>> acts;
        for (const Seat& seat : state_.seats) {
            if (seat.state != SeatState::Open) continue;
            const Node& node = *definition_.find_node(state_.find_token(seat.token)->node);
            const PersonId who = seat.holder.empty() ? "ann" : seat.holder;
            if (node.type == NodeType::Task)
                acts.emplace_back(who, complete(seat.id.value, data()));
            else
                acts.emplace_back(who, approve(seat.id.value, data()));
        }
        for (const Wait& wait : state_.waits) acts.emplace_back("system", act_on(wait));
        for (const Token& token : state_.tokens)
            if (!token.waits() && !state_.find_body(token.id) &&
                definition_.find_node(token.node)->type == NodeType::Call)
                acts.emplace_back("system", FinishCall{.token = token.id});
        if (acts.empty()) return false;
        auto& [who, act] = acts[static_cast<std::size_t>(random_.below(static_cast<int>(acts.size())))];
        return this->act(who, std::move(act));
    }

    Act act_on(const Wait& wait) {
        switch (wait.kind) {
            case WaitKind::Timer:
                clock_ = std::max(clock_, wait.due_at);
                return FireTimer{.wait = wait.id};
            case WaitKind::Message:
                return TakeMessage{.wait = wait.id};
            case WaitKind::Signal:
                return TakeSignal{.wait = wait.id};
            case WaitKind::Condition:
                break;
            case WaitKind::Service:
                if (wait.left == 0) return RetryJob{.job = wait.id};
                if (random_.chance(30)) return fail_job(wait.id.value, "broken");
                return complete_job(wait.id.value, data());
        }
        return Comment{};
    }

    bool act(const PersonId& who, Act what) {
        clock_ += 1'000'000;
        const Command command{.act = std::move(what),
                              .actor = who,
                              .by_administrator = who == "system" || who == "ann",
                              .at = clock_,
                              .comment = "x"};
        Decision decision = decide(definition_, state_, command, world_, {});
        if (auto* refused = std::get_if<Rejection>(&decision)) {
            ADD_FAILURE() << "refused: " << refused->message << ": " << refused->detail;
            return false;
        }
        Accepted& accepted = std::get<Accepted>(decision);
        for (const Entry& entry : accepted.entries) log_.push_back(entry);
        EXPECT_EQ(problem_of(state_, log_, accepted, &definition_), "");
        // The crash: what goes on is what was stored.
        const Json form = accepted.state.data;
        state_ = decode(encode(accepted.state)).value_or(State{});
        state_.data = form;
        return !testing::Test::HasFailure();
    }

    const Definition& definition_;
    Random& random_;
    TestWorld world_;
    State state_;
    std::vector<Entry> log_;
    Instant clock_ = 0;
};

constexpr std::uint64_t first_seed = 20'261'121;

TEST(AnySoundDefinition, NeverGetsStuckAndIsWhatItsLogGives) {
    int ended = 0;
    int sound = 0;
    const int runs = 150;
    for (int i = 0; i < runs && !HasFailure(); ++i) {
        Random random{first_seed + static_cast<std::uint64_t>(i)};
        const Net net = RandomNet{random}.make();
        CompileLimits limits;
        limits.max_states = 5'000;
        const CompileResult result = compile(wf::test::quoted(net.json), limits);
        ASSERT_TRUE(result.definition)
            << result.findings.front().path << ": " << result.findings.front().message << "\n"
            << net.json;
        // A discriminator in a loop may meet the rest of its last cycle: that is not sound, and told so.
        if (has_errors(result.findings)) continue;
        ++sound;
        Life run{*result.definition, random};
        if (run.start())
            for (int steps = 0; steps < 150 && run.step(); ++steps) {
            }
        if (is_final(run.state().status)) {
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
                          << run.way();
    }
    EXPECT_GT(sound, runs * 3 / 4);
    EXPECT_GT(ended, sound / 2);
}

}  // namespace
}  // namespace wf::test
