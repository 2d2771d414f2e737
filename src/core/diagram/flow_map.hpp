// What has led to what, how often and how fast, drawn: the thicker a line the more often it was taken, the redder the longer it took.
#pragma once

#include "core/diagram/diagram.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct FlowMapNode {
    std::string name;
    std::int64_t visits = 0;
    std::int64_t elapsed = 0;  // on average, in microseconds; 0: not known
};

struct FlowMapLine {
    std::size_t from = 0;  // numbers of nodes
    std::size_t to = 0;
    std::int64_t taken = 0;
    std::int64_t elapsed = 0;  // likewise
};

struct FlowMap {
    std::string title;
    std::vector<FlowMapNode> nodes;
    std::vector<FlowMapLine> lines;
    std::size_t hidden = 0;  // lines that there are beside these
};

// Not as text. As draw() does, it cannot be broken out of.
std::string draw(const FlowMap& map, DiagramFormat format, std::string_view language);

}  // namespace wf
