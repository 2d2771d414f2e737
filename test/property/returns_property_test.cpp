// Random sound definitions x people who go on, send back, take back and jump at random. Whatever they do:
//   nobody is ever stuck: somebody or something is waited for, or the instance has ended
//   no task, wait or token belongs to one that is gone, and replay gives the state (invariants.hpp)
//   nobody has two open tasks of one activation
//   what was refused has changed nothing, and every refusal has a reason
#include "invariants.hpp"
#include "random_net.hpp"
#include "spec.hpp"

#include <gtest/gtest.h>

#include <map>

namespace wf::test {
namespace {

class Life {
public:
    Life(const Definition& definition, Random& random) : definition_(definition), random_(random) {
        for (const char* id : {"p0", "p1", "ann"}) world_.add(id);
        world_.roles["admin"] = {"ann"};
    }

    void play(int steps) {
        if (!act("ann", start_with(data()))) return;
        while (steps-- > 0 && !testing::Test::HasFailure()) {
            if (is_final(state_.status)) {
                if (!random_.chance(30)) return;
                act("ann", Wake{.node = random_.chance(50) ? std::string{} : any_node()});
            } else if (random_.chance(25)) {
                go_back();
            } else if (!go_on()) {
                return;
            }
        }
    }

    const std::map<std::string, int>& seen() const { return seen_; }
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_)
            text += entry.action + " " + entry.node + " " + text_of(entry.events) + "\n";
        return text + "tokens: " + state_to_json(state_);
    }

private:
    std::string data() {
        return "{'x': " + std::to_string(random_.below(3)) + ", 'y': " + std::to_string(random_.below(3)) +
               ", 'z': " + std::to_string(random_.below(2)) + ", 'list': [1, 2]}";
    }
    std::string any_node() {
        return definition_
            .nodes[static_cast<std::size_t>(random_.below(static_cast<int>(definition_.nodes.size())))]
            .id;
    }
    std::string any_passed() {
        return state_
            .passages[static_cast<std::size_t>(random_.below(static_cast<int>(state_.passages.size())))]
            .node;
    }

    void go_back() {
        std::vector<Seat> open;
        for (const Seat& seat : state_.seats)
            if (seat.state == SeatState::Open) open.push_back(seat);
        const int what = random_.below(10);
        if (what < 7 && !open.empty()) {
            const Seat& seat = random_.pick(open);
            const std::string target = random_.pick({"previous", "start", ""});
            act(seat.holder.empty() ? "ann" : seat.holder,
                SendBack{.task = seat.id,
                         .target = target.empty() ? any_passed() : target,
                         .to_returner = random_.chance(30)});
        } else if (what < 9) {
            recall_the_last();
        } else {
            act("ann", Jump{.node = any_node()});
        }
    }

    void recall_the_last() {
        for (auto entry = log_.rbegin(); entry != log_.rend(); ++entry)
            if (entry->action == "approve" || entry->action == "complete") {
                act(entry->actor, Recall{.node = entry->node});
                return;
            }
    }

    bool go_on() {
        std::vector<std::pair<PersonId, Act>> acts;
        for (const Seat& seat : state_.seats) {
            if (seat.state != SeatState::Open) continue;
            const PersonId who = seat.holder.empty() ? "ann" : seat.holder;
            switch (definition_.find_node(state_.find_token(seat.token)->node)->type) {
                case NodeType::Start:
                    acts.emplace_back(who, Resubmit{.data = {}, .forward = random_.chance(30)});
                    break;
                case NodeType::Task:
                    acts.emplace_back(who, complete(seat.id.value, data()));
                    break;
                default:
                    acts.emplace_back(who, approve(seat.id.value, data()));
            }
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
                return complete_job(wait.id.value, data());
        }
        return Comment{};
    }

    bool act(const PersonId& who, Act what) {
        clock_ += 1'000'000;
        const bool goes_on = !std::holds_alternative<SendBack>(what) &&
                             !std::holds_alternative<Recall>(what) && !std::holds_alternative<Jump>(what) &&
                             !std::holds_alternative<Wake>(what);
        const Command command{.act = std::move(what),
                              .actor = who,
                              .by_administrator = who == "system" || who == "ann",
                              .at = clock_,
                              .comment = "x"};
        world_.entries = log_;
        Decision decision = decide(definition_, state_, command, world_, {});
        if (auto* refused = std::get_if<Rejection>(&decision)) {
            ++seen_["refused"];
            EXPECT_FALSE(goes_on) << "refused: " << refused->message << ": " << refused->detail;
            return false;
        }
        Accepted& accepted = std::get<Accepted>(decision);
        for (const Entry& entry : accepted.entries) log_.push_back(entry);
        ++seen_[accepted.entries.front().action];
        EXPECT_EQ(problem_of(state_, log_, accepted, &definition_), "");
        state_ = std::move(accepted.state);
        for (const Seat& seat : state_.seats)
            for (const Seat& other : state_.seats)
                EXPECT_FALSE(seat.id < other.id && seat.token == other.token &&
                             seat.state == SeatState::Open && other.state == SeatState::Open &&
                             seat.who() == other.who())
                    << seat.who() << " is asked twice";
        return !testing::Test::HasFailure();
    }

    const Definition& definition_;
    Random& random_;
    TestWorld world_;
    State state_;
    std::vector<Entry> log_;
    std::map<std::string, int> seen_;
    Instant clock_ = 0;
};

constexpr std::uint64_t first_seed = 20'261'122;

TEST(AnyReturn, LeavesNobodyStuckAndNothingBehind) {
    std::map<std::string, int> seen;
    for (std::uint64_t i = 0; i < 100 && !HasFailure(); ++i) {
        Random random{first_seed + i};
        const Net net = RandomNet{random}.make();
        CompileLimits limits;
        limits.max_states = 5'000;
        const CompileResult result = compile(wf::test::quoted(net.json), limits);
        ASSERT_TRUE(result.definition);
        if (has_errors(result.findings)) continue;
        Life life{*result.definition, random};
        life.play(50);
        for (const auto& [what, times] : life.seen()) seen[what] += times;
        if (HasFailure())
            ADD_FAILURE() << "seed " << first_seed + i << "\n"
                          << wf::test::quoted(net.json) << "\n"
                          << life.way();
    }
    if (HasFailure()) return;
    for (const char* what : {"send_back", "resubmit", "recall", "jump", "wake", "refused"})
        EXPECT_GT(seen[what], 0) << "it never comes to: " << what;
}

}  // namespace
}  // namespace wf::test
