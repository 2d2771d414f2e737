// The tokens of an instance, as one entry moves them: visits of nodes, and which activity led to which. That is told by the tokens, not
// by the clock: of two branches each follows its own.
#pragma once

#include "core/model/event.hpp"
#include "core/report/ledger.hpp"
#include "core/report/life.hpp"
#include "core/report/tally.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf::report {

class Way {
public:
    Way(const FlowGraph& graph, const Entry& entry, Life& life, Ledger& ledger)
        : graph_(graph), entry_(entry), life_(life), ledger_(ledger) {}

    void enter(const NodeEntered& event);
    void complete(const NodeCompleted& event);
    void take(const FlowTaken& event);
    void arrive(const TokenArrived& event);
    void merge(const TokensMerged& event);
    void cancel(const TokensCanceled& event);
    void release(const LoopReleased& event);
    void go_back_from(const std::string& node);
    // It ends in the middle of its way: the last flows lead to the status.
    void stop(const InstanceEnded& event);
    // Counts the whole way.
    void end(Status status, std::int64_t elapsed);

    // "": no such token.
    std::string node_of(TokenId token) const;
    // The visits of its node; nullptr: it is not shown, or not there.
    Sum* node_sum(TokenId token);

private:
    const Node* node_at(const LifeToken& token) const { return graph_.definition().find_node(token.node); }
    const LifeToken* find(TokenId token) const;
    bool is_repeat(const LifeToken& token) const;
    std::vector<Source> sources_of(const LifeToken& token) const;
    std::vector<Source> sources_for(const Node& node);
    void count_flows(const std::vector<Source>& sources, std::string_view to);

    const FlowGraph& graph_;
    const Entry& entry_;
    Life& life_;
    Ledger& ledger_;
    std::unordered_map<std::string, std::deque<std::vector<Source>>> coming_;  // by the node they come to
    std::unordered_map<std::string, std::vector<Source>> left_;                // by the node that was left
    std::vector<Source> last_;    // where the last token was that left or was taken away
    std::vector<Source> detour_;  // sent back from
};

}  // namespace wf::report
