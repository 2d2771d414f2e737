// Any process at any moment: what a look ahead says of the way is what going on as it does gives, and where
// it says that this would go round for ever, it does.
#include "random_net.hpp"
#include "random_process.hpp"
#include "spec.hpp"

#include "core/model/onlooker.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

namespace wf::test {
namespace {

constexpr std::size_t far = 60;

// One after the other, in the order of a look ahead, and never asking where it has been.
class BruteForce {
public:
    BruteForce(const Definition& definition, State state, World& world)
        : definition_(definition), state_(std::move(state)), world_(world) {
        for (const Token& token : state_.tokens) seen_.insert(token.node);
    }

    void go_on() {
        while (entries_.size() < far)
            if (!step()) return;
        is_far_from_an_end_ = true;
    }
    bool is_far_from_an_end() const { return is_far_from_an_end_; }
    const std::vector<Entry>& entries() const { return entries_; }

private:
    bool act(const PersonId& actor, Act act, Instant at = 0) {
        DecideLimits limits;
        limits.predicting = true;
        limits.max_nodes = 200;
        Onlooker onlooker{world_};
        const Command command{.act = std::move(act),
                              .actor = actor,
                              .by_administrator = true,
                              .at = std::max(at, state_.last_at),
                              .comment = {}};
        Decision decision = decide(definition_, state_, command, onlooker, limits);
        if (std::holds_alternative<Rejection>(decision)) return false;
        Accepted& accepted = std::get<Accepted>(decision);
        state_ = std::move(accepted.state);
        for (Entry& entry : accepted.entries) {
            for (const Event& event : entry.events)
                if (const auto* entered = std::get_if<NodeEntered>(&event)) note(*entered);
            entries_.push_back(std::move(entry));
        }
        return true;
    }

    void note(const NodeEntered& entered) {
        const Token* around = state_.find_token(entered.scope);
        const bool is_instance = around && around->node == entered.node;
        if (!seen_.insert(entered.node).second && !is_instance) repeats_.insert(entered.token.value);
    }

    bool act_on(const Seat& seat) {
        const NodeType type = definition_.find_node(state_.find_token(seat.token)->node)->type;
        const PersonId who = seat.holder;
        if (!seat.givers.empty()) return act(who, Resolve{.task = seat.id});
        if (type == NodeType::Start) return act(who, Resubmit{});
        if (type == NodeType::Task) return act(who, Complete{.task = seat.id, .data = {}});
        return act(who, Approve{.task = seat.id, .data = {}});
    }

    bool act_on(const Wait& wait) {
        switch (wait.kind) {
            case WaitKind::Timer:
                return act("system", FireTimer{.wait = wait.id}, wait.due_at);
            case WaitKind::Message:
                return act("system", TakeMessage{.wait = wait.id});
            case WaitKind::Signal:
                return act("system", TakeSignal{.wait = wait.id});
            case WaitKind::Service:
                return act("system", CompleteJob{.job = wait.id, .data = {}});
            case WaitKind::Condition:
                break;
        }
        return false;
    }

    // What is new first.
    bool step() { return step(false) || step(true); }

    bool step(bool repeated) {
        const auto is_it = [&](TokenId token) { return repeats_.contains(token.value) == repeated; };
        for (const Seat& seat : state_.seats)
            if (seat.state == SeatState::Open && is_it(seat.token)) return act_on(seat);
        for (const Wait& wait : state_.waits) {
            const NodeType type = definition_.find_node(wait.node)->type;
            if (type == NodeType::Boundary || type == NodeType::Start || type == NodeType::Approval ||
                type == NodeType::Task || wait.kind == WaitKind::Condition || !is_it(wait.token))
                continue;
            return act_on(wait);
        }
        for (const Token& token : state_.tokens)
            if (!token.waits() && !state_.find_body(token.id) && is_it(token.id) &&
                definition_.find_node(token.node)->type == NodeType::Call)
                return act("system", FinishCall{.token = token.id});
        return false;
    }

    const Definition& definition_;
    State state_;
    World& world_;
    std::vector<Entry> entries_;
    std::set<std::string> seen_;
    std::set<std::uint32_t> repeats_;
    bool is_far_from_an_end_ = false;
};

std::string way_of(std::span<const Entry> entries) {
    std::string text;
    for (const Entry& entry : entries) text += entry.action + " " + entry.actor + " " + entry.node + "\n";
    return text;
}

std::set<std::string> entered_in(std::span<const Entry> entries) {
    std::set<std::string> nodes;
    for (const Entry& entry : entries)
        for (const Event& event : entry.events)
            if (const auto* entered = std::get_if<NodeEntered>(&event)) nodes.insert(entered->node);
    return nodes;
}

// The form with what the definition asks for, and no more.
State with_what_is_asked(const Definition& definition, State state) {
    feel::Entries fields;
    const feel::Value form = value_from_json(state.data.text).value_or(feel::Value::context({}));
    for (const auto& field : form.as_context())
        if (definition.asks(field.first)) fields.push_back(field);
    state.data.text = value_to_json(feel::Value::context(std::move(fields)));
    return state;
}

void check_outlook(const Definition& definition, const State& state, World& world,
                   std::map<std::string, int>& seen) {
    DecideLimits limits;
    limits.max_nodes = 200;
    const Outlook outlook = look_ahead(definition, state, world, far, limits);
    const Outlook asked = look_ahead(definition, with_what_is_asked(definition, state), world, far, limits);
    EXPECT_EQ(way_of(asked.entries), way_of(outlook.entries)) << "more of the form is looked at";
    BruteForce brute{definition, state, world};
    brute.go_on();
    if (!outlook.loops) {
        ++seen[outlook.is_cut_short ? "cut" : "ends"];
        EXPECT_EQ(way_of(brute.entries()), way_of(outlook.entries));
        EXPECT_EQ(outlook.told, outlook.entries.size());
        return;
    }
    ++seen["loops"];
    EXPECT_TRUE(brute.is_far_from_an_end()) << way_of(outlook.entries) << "is no loop:\n"
                                            << way_of(brute.entries());
    EXPECT_FALSE(outlook.again.empty());
    EXPECT_LE(outlook.told, outlook.entries.size());
    const std::set<std::string> told = entered_in(outlook.to_come());
    for (const std::string& node : entered_in(brute.entries()))
        EXPECT_TRUE(told.contains(node)) << node << " is not told:\n" << way_of(outlook.to_come());
}

std::uint64_t seed_from(std::uint64_t otherwise) {
    const char* text = std::getenv("WF_SEED");
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// The state after some people have approved, or none.
State somewhere(const Definition& definition, const Command& start, World& world, Random& random) {
    DecideLimits limits;
    limits.max_nodes = 200;
    Decision decision = decide(definition, State{}, start, world, limits);
    if (std::holds_alternative<Rejection>(decision)) return {};
    State state = std::move(std::get<Accepted>(decision).state);
    Outlook outlook = look_ahead(definition, state, world, far, limits);
    if (outlook.entries.empty()) return state;
    const std::size_t count =
        static_cast<std::size_t>(random.below(static_cast<int>(outlook.entries.size()) + 1));
    for (std::size_t i = 0; i < count; ++i) apply(state, outlook.entries[i]);
    return state;
}

Command start_with_data(const std::string& data) {
    return {.act = start_with(data), .actor = "p0", .by_administrator = true, .at = 1'000'000, .comment = {}};
}

TEST(OutlookProperty, OfApprovalsIsWhatGoingOnGives) {
    std::map<std::string, int> seen;
    std::uint64_t seed = seed_from(20'261'122);
    for (const std::uint64_t end = seed + (std::getenv("WF_SEED") ? 1 : 300); seed < end && !HasFailure();
         ++seed) {
        Random random{seed};
        TestWorld world = random_world(random);
        RandomDefinition generator{random};
        std::string text = generator.text();
        // Some ask who has signed.
        const std::string policy = random.pick({"", "'dedupe': 'once', ", "'dedupe': 'consecutive', "});
        for (std::size_t at = 0; (at = text.find("'approvers'", at)) != std::string::npos;
             at += 11 + policy.size())
            if (random.chance(50))
                text.insert(at, policy);
            else
                at -= policy.size();
        SCOPED_TRACE("WF_SEED=" + std::to_string(seed) + "\n" + text);
        const Definition definition = compiled(text);
        const std::string data = "{'x': " + std::to_string(random.below(10)) +
                                 ", 'again': " + random.pick({"true", "false"}) + ", 'large': [1, 2, 3]}";
        const State state = somewhere(definition, start_with_data(data), world, random);
        if (state.version > 0) check_outlook(definition, state, world, seen);
    }
    if (std::getenv("WF_SEED") || HasFailure()) return;
    EXPECT_GT(seen["loops"], 20);
    EXPECT_GT(seen["ends"], 100);
}

TEST(OutlookProperty, OfAnyNetIsWhatGoingOnGives) {
    std::map<std::string, int> seen;
    std::uint64_t seed = seed_from(20'261'123);
    for (const std::uint64_t end = seed + (std::getenv("WF_SEED") ? 1 : 200); seed < end && !HasFailure();
         ++seed) {
        Random random{seed};
        TestWorld world;
        for (const char* id : {"p0", "p1", "ann"}) world.add(id);
        world.roles["admin"] = {"ann"};
        const Net net = RandomNet{random}.make();
        SCOPED_TRACE("WF_SEED=" + std::to_string(seed) + "\n" + net.json);
        const Definition definition = compiled(net.json);
        const std::string data =
            "{'x': " + std::to_string(random.below(3)) + ", 'y': " + std::to_string(random.below(3)) +
            ", 'z': " + std::to_string(random.below(2)) + ", 'list': [1, 2], 'large': [1, 2, 3]}";
        const State state = somewhere(definition, start_with_data(data), world, random);
        if (state.version > 0) check_outlook(definition, state, world, seen);
    }
    if (std::getenv("WF_SEED") || HasFailure()) return;
    EXPECT_GT(seen["loops"], 4);
    EXPECT_GT(seen["ends"], 100);
}

}  // namespace
}  // namespace wf::test
