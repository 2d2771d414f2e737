// What a search found, told to the author of the definition.
#pragma once

#include "core/base/finding.hpp"
#include "core/soundness/net.hpp"
#include "core/soundness/search.hpp"

#include <functional>
#include <string>
#include <vector>

namespace wf::soundness {

using PathOf = std::function<std::string(NodeIndex)>;

class Explain {
public:
    Explain(const Definition& definition, const PathOf& path_of, const Net& net, const Exploration& found)
        : definition_{definition}, path_of_{path_of}, net_{net}, found_{found} {}

    // One finding for each mistake that is not only a consequence of another one.
    Findings findings() const;

private:
    void add_collisions(Findings& result) const;
    void add_deadlocks(Findings& result) const;
    void add_trap(Findings& result) const;
    void add_dead_nodes(Findings& result) const;
    std::vector<bool> dead_nodes() const;

    Finding deadlock(StateIndex state, const std::vector<NodeIndex>& joins) const;
    Finding dead_node(NodeIndex i) const;
    std::vector<NodeIndex> waiting(StateIndex state) const;
    std::string missing(StateIndex state, NodeIndex join) const;
    std::string way_to(StateIndex state, const Move* last) const;
    void tell(Move move, std::vector<Step>& steps) const;
    std::vector<bool> reached_from(PlaceIndex place) const;
    NodeIndex node_of(PlaceIndex place) const;
    std::string quoted_node(NodeIndex node) const;
    std::string quoted_flow(FlowIndex flow) const;

    const Definition& definition_;
    const PathOf& path_of_;
    const Net& net_;
    const Exploration& found_;
};

}  // namespace wf::soundness
