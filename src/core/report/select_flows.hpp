// Which connections a flow map shows: the strongest, and those without which a node would hang in the air.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wf::report {

struct FlowLink {
    std::size_t from = 0;  // numbers of nodes
    std::size_t to = 0;
    std::int64_t taken = 0;
};

// One flag for each link. At least `least` times taken, and at most `most` links; beside these, whatever is the strongest way to a
// node from where ways begin, so that every node can be reached if it can be at all.
std::vector<bool> select_flows(const std::vector<FlowLink>& links, std::size_t nodes, std::size_t most, std::int64_t least);

}  // namespace wf::report
