// What the steps of the layout share: boxes in layers, and between them the vertices where lines pass.
#pragma once

#include "core/diagram/layout.hpp"

#include <cstdint>

namespace wf::diagram {

using VertexIndex = std::uint32_t;

// The way of every arrow, and the layer of every box.
struct Layering {
    std::vector<int> layer;         // of each box, from 0
    std::vector<bool> is_backward;  // each arrow: it closes a loop, and points to its own layer or up
};

// From a vertex to one in the next layer.
struct Link {
    VertexIndex other = 0;
    int offset = 0;         // where it leaves the upper vertex, from its axis
    bool is_minor = false;  // out of a boundary event, or past other steps: it need not be straight
};

struct Vertex {
    int layer = 0;
    int left = 0;  // what it needs on each side of the axis and of the middle line
    int right = 0;
    int above = 0;
    int below = 0;
    int x = 0;  // the axis
    bool is_box = false;
    std::vector<Link> up;
    std::vector<Link> down;
};

// A vertex that stands in the layer of a box, beside it: the end of a line that runs up.
struct Companion {
    VertexIndex vertex = 0;
    VertexIndex box = 0;
};

// The first vertices are the boxes.
struct LayeredGraph {
    std::vector<Vertex> vertices;
    std::vector<std::vector<VertexIndex>> layers;  // in order from left to right
    std::vector<Companion> companions;
    std::vector<std::vector<VertexIndex>> ways;  // of each arrow: the vertices between its boxes, as it runs
    std::vector<VertexIndex> label_at;           // of each arrow with a label and a way: the vertex it is on
};

Layering layer(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows);
LayeredGraph make_proper(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows,
                         const Layering& layering);
void order_layers(LayeredGraph& graph);
void set_columns(LayeredGraph& graph);

// Space between what stands side by side: lines may be closer to each other than boxes.
int gap_between(const Vertex& left, const Vertex& right);

// The horizontal pieces between two layers that belong together: out of one vertex, or into one.
struct Run {
    std::vector<int> tops;     // x of what comes from above
    std::vector<int> bottoms;  // x of what goes on below
    int track = -1;            // from 0 downwards; -1: it is straight and needs none
};

// Gives the number of tracks.
int set_tracks(std::vector<Run>& runs);

Layout set_rows(const LayeredGraph& graph, const std::vector<Box>& boxes, const std::vector<Arrow>& arrows,
                const Layering& layering);

}  // namespace wf::diagram
