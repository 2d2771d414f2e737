// A definition as it goes into XML: every node, boundary event and flow with the id it gets there. XML ids
// are narrower than ours (letters, digits, "_", "-", "." and not a digit first, unique over everything).
#pragma once

#include "core/bpmn/json_edit.hpp"
#include "core/bpmn/layout.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wf::bpmn {

struct ScopeFigure;

struct NodeFigure {
    const Json* json = nullptr;
    std::string pointer;  // JSON pointer in the definition
    std::string xml_id;
    std::string element;                // "userTask"
    std::vector<std::string> incoming;  // XML ids of flows
    std::vector<std::string> outgoing;
    std::string default_flow;
    std::vector<NodeFigure> boundary;
    std::unique_ptr<ScopeFigure> inner;  // of a subprocess
    bool is_compensation_handler = false;
    Point corner;  // in the diagram, absolute
    Size size;
};

struct FlowFigure {
    enum class Kind : std::uint8_t {
        Flow,
        Short,        // the "to" of a boundary event
        Association,  // from a compensation boundary event to its handler
    };
    Kind kind = Kind::Flow;
    const Json* json = nullptr;  // absent if it is none of "flows"
    std::string pointer;
    std::string xml_id;
    std::string source;  // XML ids
    std::string target;
    bool is_default = false;
};

struct ScopeFigure {
    std::vector<NodeFigure> nodes;
    std::vector<FlowFigure> flows;
};

struct Figures {
    std::string process_id;
    ScopeFigure process;
    std::unordered_map<std::string, std::string> xml_ids;  // by node id
    std::map<std::string, std::string> renamed;            // JSON pointer -> its own id, "" if it has none
    std::unordered_set<std::string> taken;                 // XML ids

    // An XML id that nobody has yet, like `wanted`.
    std::string give(std::string_view wanted);
    std::string xml_id(std::string_view node_id) const;
};

// Requires: an object. Ids, references and places in the diagram are all set.
Figures make_figures(const Json& definition);

// The places: all that make_figures leaves to the layout.
void place_figures(ScopeFigure& scope);

}  // namespace wf::bpmn
