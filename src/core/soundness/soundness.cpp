// Scope by scope, the inner ones first: a subprocess is an activity of the scope it lies in. Each scope is
// searched in a reduced net, which is small and says yes or no; if it says no, the full net is searched for
// the shortest way to tell.
#include "core/soundness/soundness.hpp"

#include "core/base/report.hpp"
#include "core/soundness/choices.hpp"
#include "core/soundness/explain.hpp"
#include "core/soundness/outside.hpp"
#include "core/soundness/reduce.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace wf {
namespace {

using namespace soundness;

class Check {
public:
    Check(const Definition& definition, const PathOf& path_of, const SoundnessLimits& limits)
        : definition_{definition},
          path_of_{path_of},
          limits_{limits},
          search_{.states = limits.max_states, .interrupt = limits.interrupt},
          dive_{.states = limits.max_states / 4, .interrupt = limits.interrupt},
          explanation_{.states = limits.max_states, .interrupt = limits.interrupt} {
        exits_.never_completes.resize(definition.nodes.size());
        is_ended_from_outside_ = ended_from_outside(definition);
        beyond_.resize(definition.nodes.size() + 1, no_node);
    }

    SoundnessResult run() {
        find_cancels_across_scopes();
        // Nodes lie in document order, a subprocess before what is in it.
        std::vector<Findings> by_scope;
        for (auto i = static_cast<NodeIndex>(definition_.nodes.size()); i-- > 0;)
            if (definition_.nodes[i].type == NodeType::Subprocess) by_scope.push_back(check_scope(i));
        by_scope.push_back(check_scope(no_node));

        SoundnessResult result;
        for (auto findings = by_scope.rbegin(); findings != by_scope.rend(); ++findings)
            std::move(findings->begin(), findings->end(), std::back_inserter(result.findings));
        result.states = limits_.max_states - search_.states;
        return result;
    }

private:
    NodeIndex& beyond(NodeIndex scope) { return scope == no_node ? beyond_.back() : beyond_[scope]; }

    // What another scope takes away may go at any moment: no net of one scope can say it. If the whole
    // subprocess is taken away too, nothing is left of it that could suffer.
    void find_cancels_across_scopes() {
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
            for (const NodeIndex target : definition_.nodes[i].cancels) {
                const NodeIndex scope = definition_.nodes[target].parent;
                if (scope != definition_.nodes[i].parent && !cancels_all_of(i, scope)) beyond(scope) = i;
            }
    }
    bool cancels_all_of(NodeIndex i, NodeIndex scope) const {
        const std::vector<NodeIndex>& cancels = definition_.nodes[i].cancels;
        for (; scope != no_node; scope = definition_.nodes[scope].parent)
            if (std::find(cancels.begin(), cancels.end(), scope) != cancels.end()) return true;
        return false;
    }

    Findings check_scope(NodeIndex scope) {
        Net net = build_net(definition_, scope, exits_);
        if (beyond(scope) != no_node) net.beyond = beyond(scope);
        if (net.beyond != no_node) return {beyond_words(scope, net.beyond)};
        if (has_too_many_joins(net)) return {over_budget(scope, "too many inclusive and complex joins")};

        Judgement judgement = judge(net, Aborts::LeaveOut, Order::BreadthFirst, search_);
        if (judgement.found.trap != no_state)
            judgement = judge(net, Aborts::Keep, Order::BreadthFirst, search_);
        const bool is_complete = judgement.found.is_complete;
        if (!is_complete && !judgement.found.has_mistake())
            judgement = judge(net, Aborts::LeaveOut, Order::DepthFirst, dive_);

        const bool can_end_normally = ends_normally(judgement.reduced, judgement.found);
        const bool has_mistake = judgement.found.has_mistake();
        Findings findings = explain(scope, std::move(net), std::move(judgement));
        if (!is_complete && findings.empty())
            findings.push_back(
                over_budget(scope, "more than " + std::to_string(limits_.max_states) + " states"));
        if (scope != no_node && findings.empty() && !has_mistake)
            exits_.never_completes[scope] =
                !can_end_normally && definition_.nodes[scope].event_subprocesses.empty();
        return findings;
    }

    // What a token can reach is kept for each join and each place.
    static bool has_too_many_joins(const Net& net) {
        constexpr std::size_t max_reach = 4'000'000;
        const auto joins = static_cast<std::size_t>(
            std::count_if(net.transitions.begin(), net.transitions.end(),
                          [](const Transition& transition) { return transition.join != Join::All; }));
        return joins * net.places.size() > max_reach;
    }

    struct Judgement {
        Net reduced;
        Exploration found;
    };

    Judgement judge(const Net& net, Aborts aborts, Order order, Budget& budget) const {
        Judgement result{.reduced = reduce(net, aborts, limits_.interrupt), .found = {}};
        narrow_choices(result.reduced);
        result.found = explore(result.reduced, order, budget);
        return result;
    }

    // By the full net if that can be done, because then nothing is left out of the story.
    Findings explain(NodeIndex scope, Net net, Judgement judgement) {
        // A scope may go on until something from outside ends it.
        const bool must_end = !is_ended_from_outside_[scope == no_node ? definition_.nodes.size() : scope];
        if (!must_end) judgement.found.trap = no_state;
        Findings brief = Explain{definition_, path_of_, judgement.reduced, judgement.found}.findings();
        if (brief.empty()) return {};
        narrow_choices(net);
        Exploration found = explore(net, Order::BreadthFirst, explanation_);
        if (!must_end) found.trap = no_state;
        Findings findings = Explain{definition_, path_of_, net, found}.findings();
        if (found.is_complete) return findings;
        const Findings told = findings;
        for (Finding& finding : brief)
            if (std::none_of(told.begin(), told.end(),
                             [&](const Finding& other) { return other.code == finding.code; }))
                findings.push_back(std::move(finding));
        return findings;
    }

    std::string name_of(NodeIndex scope) const {
        return scope == no_node ? "the process"
                                : "subprocess " + compiler::in_quotes(definition_.nodes[scope].id);
    }
    Finding over_budget(NodeIndex scope, const std::string& what) const {
        return unknown(
            scope, "whether all ways through " + name_of(scope) + " end well is not known: it has " + what,
            "Put parts that run side by side into subprocesses: each is then looked at by itself.");
    }
    Finding beyond_words(NodeIndex scope, NodeIndex node) const {
        const bool cancels = definition_.nodes[node].parent != scope;
        return unknown(node,
                       "whether all ways through " + name_of(scope) + " end well is not known: node " +
                           compiler::in_quotes(definition_.nodes[node].id) +
                           (cancels ? " takes away tokens there from outside" : " counts too many tokens"),
                       cancels ? "Cancel the whole subprocess, or do it by an interrupting event." : "");
    }

    Finding unknown(NodeIndex node, std::string message, std::string hint) const {
        return {.severity = Severity::Unknown,
                .code = "soundness_unknown",
                .path = node == no_node ? "" : path_of_(node),
                .message = std::move(message),
                .hint = std::move(hint)};
    }

    const Definition& definition_;
    const PathOf& path_of_;
    const SoundnessLimits& limits_;
    Budget search_;
    Budget dive_;  // depth first, if the search was not enough
    Budget explanation_;
    SubprocessExits exits_;
    std::vector<bool> is_ended_from_outside_;
    std::vector<NodeIndex> beyond_;  // by scope, the process last: see Net::beyond
};

}  // namespace

SoundnessResult check_soundness(const Definition& definition,
                                const std::function<std::string(NodeIndex)>& path_of,
                                const SoundnessLimits& limits) {
    return Check{definition, path_of, limits}.run();
}

std::set<std::string> soundness_verdict(const Definition& definition, const SoundnessLimits& limits) {
    const auto path_of = [&](NodeIndex node) { return definition.nodes[node].id; };
    std::set<std::string> codes;
    for (const Finding& finding : check_soundness(definition, path_of, limits).findings)
        codes.insert(finding.code);
    return codes;
}

}  // namespace wf
