// A loop is refused as one in which nothing is waited for exactly if brute force finds a row of moves for ever in which
// nobody acts and nothing happens. Only in sound graphs: what others do depends on their mistakes. And without complex
// joins: that one swallows the token that comes back first is not looked at, such a loop is refused.
// WF_SEED=n repeats one graph, WF_RUNS=n takes longer.
#include "core/compile/endless.hpp"

#include "random_graph.hpp"
#include "runs.hpp"
#include "soundness_oracle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace wf::test {
namespace {

constexpr std::size_t max_markings = 100;

// Whether some marking comes back without anything that waits; nullopt: too many markings.
std::optional<bool> runs_for_ever(const Definition& definition, NodeIndex scope) {
    using Marking = TokenRules::Marking;
    const std::set<NodeIndex> none;
    TokenRules rules{definition, scope, none};
    std::map<Marking, std::set<Marking>> after;  // by moves that do not wait
    std::deque<Marking> open;
    for (const Marking& first : rules.first())
        if (after.try_emplace(first).second) open.push_back(first);
    while (!open.empty()) {
        const Marking marking = open.front();
        open.pop_front();
        if (rules.is_over(marking)) continue;
        for (const TokenRules::Move& move : rules.moves_of(marking)) {
            const Marking next = rules.settled(move.after);
            if (!move.waits) after[marking].insert(next);
            if (after.try_emplace(next).second) open.push_back(next);
        }
        if (after.size() > max_markings) return std::nullopt;
    }
    // What leads nowhere is taken away until nothing, or nothing but rows for ever, is left.
    for (bool has_changed = true; has_changed;) {
        has_changed = std::erase_if(after, [](const auto& entry) { return entry.second.empty(); }) > 0;
        for (auto& [marking, next] : after)
            std::erase_if(next, [&](const Marking& to) { return !after.contains(to); });
    }
    return !after.empty();
}

struct LoopOpinions {
    bool brute_force = false;
    bool check = false;
};

// nullopt: not sound, or too big.
std::optional<LoopOpinions> loop_opinions(const Plan& plan) {
    if (std::ranges::count(plan.nodes, "complex", &PlannedNode::type) > 0) return std::nullopt;
    const Definition definition = plan.build();
    const std::optional<std::set<std::string>> mistakes = SoundnessOracle{definition, max_markings}.verdict();
    if (!mistakes || !mistakes->empty()) return std::nullopt;
    const std::set<NodeIndex> none;
    const TokenRules rules{definition, no_node, none};
    LoopOpinions opinions;
    for (NodeIndex scope = 0; scope <= definition.nodes.size(); ++scope) {
        const bool is_process = scope == definition.nodes.size();
        if (!is_process && definition.nodes[scope].type != NodeType::Subprocess) continue;
        const std::optional<bool> found = runs_for_ever(definition, is_process ? no_node : scope);
        if (!found) return std::nullopt;
        opinions.brute_force = opinions.brute_force || *found;
    }
    std::vector<bool> waits;
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) waits.push_back(rules.node_waits(i));
    opinions.check = std::ranges::count(compiler::endless_nodes(definition, waits), true) > 0;
    return opinions;
}

TEST(AnyLoop, IsEndlessIfBruteForceRunsForEver) {
    const Runs runs = Runs::of(20'261'130, 2'000);
    std::map<std::string, int> seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        const Plan plan = RandomGraph{random}.plan();
        const std::optional<LoopOpinions> both = loop_opinions(plan);
        ++seen[!both ? "none" : both->brute_force ? "endless" : "waits"];
        if (!both || both->brute_force == both->check) continue;
        ADD_FAILURE() << "WF_SEED=" << seed << "\nbrute force: " << both->brute_force
                      << "\ncheck:       " << both->check << "\n"
                      << plan.text();
    }
    if (runs.count < 2'000 || HasFailure()) return;
    for (const auto& [verdict, times] : seen) RecordProperty(verdict, times);
    EXPECT_GT(seen["endless"], 0);
    EXPECT_GT(seen["waits"], 0);
}

}  // namespace
}  // namespace wf::test
