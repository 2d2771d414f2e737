// The soundness check says of any graph exactly what brute force says. WF_SEED=n repeats one graph,
// WF_RUNS=n takes longer.
#include "core/soundness/soundness.hpp"

#include "random_graph.hpp"
#include "runs.hpp"
#include "soundness_oracle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace wf::test {
namespace {

// By brute force: bigger graphs are left out. WF_STATES=n looks at bigger ones.
std::size_t max_states() {
    const char* states = std::getenv("WF_STATES");
    return states ? std::strtoull(states, nullptr, 10) : 150;
}

std::string text_of(const std::set<std::string>& codes) {
    std::string result = codes.empty() ? "sound" : "";
    for (const std::string& code : codes) result += (result.empty() ? "" : " ") + code;
    return result;
}

struct Opinions {
    std::string brute_force;
    std::string check;
};

// nullopt: too big for brute force.
std::optional<Opinions> opinions(const Plan& plan) {
    const Definition definition = plan.build();
    const std::optional<std::set<std::string>> codes = SoundnessOracle{definition, max_states()}.verdict();
    if (!codes) return std::nullopt;
    return Opinions{.brute_force = text_of(*codes), .check = text_of(soundness_verdict(definition))};
}

bool disagrees(const Plan& plan) {
    const std::optional<Opinions> both = opinions(plan);
    return both && both->brute_force != both->check;
}

bool has_node(const Plan& plan, const std::string& id) {
    return std::any_of(plan.nodes.begin(), plan.nodes.end(),
                       [&](const PlannedNode& node) { return node.id == id; });
}

Plan without_node(Plan plan, std::size_t i) {
    plan.nodes.erase(plan.nodes.begin() + static_cast<std::ptrdiff_t>(i));
    while (std::erase_if(plan.nodes, [&](const PlannedNode& node) {
               return !node.scope.empty() && !has_node(plan, node.scope);
           }) > 0) {
    }
    for (PlannedNode& node : plan.nodes)
        if (!has_node(plan, node.cancels)) node.cancels.clear();
    std::erase_if(plan.flows, [&](const PlannedFlow& flow) {
        return !has_node(plan, flow.to) || !has_node(plan, flow.host.empty() ? flow.from : flow.host);
    });
    return plan;
}

// Takes away what the disagreement does not need.
Plan shrunk(Plan plan) {
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        const auto try_it = [&](Plan smaller) {
            if (!disagrees(smaller)) return;
            plan = std::move(smaller);
            has_changed = true;
        };
        for (std::size_t i = plan.nodes.size(); i-- > 1;)
            if (i < plan.nodes.size() && plan.nodes[i].type != "start") try_it(without_node(plan, i));
        for (std::size_t i = plan.flows.size(); i-- > 0;) {
            if (i >= plan.flows.size()) continue;
            Plan smaller = plan;
            smaller.flows.erase(smaller.flows.begin() + static_cast<std::ptrdiff_t>(i));
            try_it(smaller);
        }
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            Plan smaller = plan;
            smaller.nodes[i].cancels.clear();
            smaller.nodes[i].is_detached = false;
            if (smaller.text() != plan.text()) try_it(smaller);
        }
    }
    return plan;
}

TEST(AnyGraph, IsJudgedAsByBruteForce) {
    const Runs runs = Runs::of(20'261'121, 3'000);
    std::map<std::string, int> seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        const Plan plan = RandomGraph{random}.plan();
        const std::optional<Opinions> both = opinions(plan);
        ++seen[both ? both->brute_force : "too big for brute force"];
        if (!both || both->brute_force == both->check) continue;
        const Plan small = shrunk(plan);
        const std::optional<Opinions> why = opinions(small);
        ADD_FAILURE() << "WF_SEED=" << seed << "\nbrute force: " << why->brute_force
                      << "\ncheck:       " << why->check << "\n"
                      << small.text();
    }
    if (runs.count < 3'000 || HasFailure()) return;
    for (const auto& [verdict, times] : seen) RecordProperty(verdict, times);
    for (const char* verdict : {"sound", "unsound_deadlock", "unsound_unsafe", "unsound_no_completion"})
        EXPECT_GT(seen[verdict], 0) << "the generator never makes one that is: " << verdict;
    EXPECT_LT(seen["too big for brute force"], static_cast<int>(runs.count / 5));
}

}  // namespace
}  // namespace wf::test
