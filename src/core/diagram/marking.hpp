// What a drawing says of an instance: where it has been, where it stands, and where it will come to.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/model/state.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace wf {

enum class Mark : std::uint8_t { None, Predicted, Done, Current };

struct NodeMark {
    Mark mark = Mark::None;
    std::string who;  // who has to act on it now, or will have to: "lena, frank"
};

// Of nothing: a definition by itself.
struct Marking {
    bool is_of_instance = false;
    std::vector<NodeMark> nodes;  // by NodeIndex
    std::vector<Mark> flows;      // by FlowIndex; Current does not occur
    // By FlowIndex: its condition is not shown, since it would tell of a field that is hidden from the
    // reader.
    std::vector<bool> untold;

    explicit Marking(const Definition& definition)
        : nodes(definition.nodes.size()), flows(definition.flows.size()), untold(definition.flows.size()) {}
};

// `log`: the entries so far. `to_come`: what predict() says. A node that is current, and will be reached
// again, is current; one that has been passed, and will be again, is done.
Marking mark(const Definition& definition, const State& state, std::span<const Entry> log,
             std::span<const Entry> to_come);

}  // namespace wf
