// Compiled graphs as tests write them, without the compiler:
//   graph("x:xor j:and", "start > x > A > j > end  x > B > j")
// Nodes are declared as id:type; what is not declared is a task, and "start..." and "end..." are what they
// say. In a chain of flows `>` is a flow, `?` a flow with a condition, `!` the default flow. Flows have the
// ids "A->B".
#pragma once

#include "core/model/definition.hpp"

#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

namespace wf::test {

class Graph {
public:
    Graph(const std::string& nodes, const std::string& flows) {
        definition_.key = "k";
        in(no_node, nodes, flows);
    }

    // These hand the graph on, so that calls can be chained. More nodes and flows, inside of subprocess
    // `parent`.
    Graph&& inside(const std::string& parent, const std::string& nodes, const std::string& flows) {
        in(parent.empty() ? no_node : index_.at(parent), nodes, flows);
        return std::move(*this);
    }

    // A boundary event and its flow.
    Graph&& interrupting(const std::string& event, const std::string& host, const std::string& to) {
        return boundary(event, host, to, true);
    }
    Graph&& non_interrupting(const std::string& event, const std::string& host, const std::string& to) {
        return boundary(event, host, to, false);
    }

    Node& operator[](const std::string& id) { return definition_.nodes[index_.at(id)]; }
    NodeIndex index(const std::string& id) const { return index_.at(id); }

    Definition build() {
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
            const Node& node = definition_.nodes[i];
            if (node.type == NodeType::Start) set_start(i, node.parent);
            if (node.type == NodeType::Start && node.parent != no_node &&
                definition_.nodes[node.parent].is_event_subprocess)
                definition_.nodes[i].event.kind = EventKind::Message;
            if (node.is_event_subprocess)
                (node.parent == no_node ? definition_.event_subprocesses
                                        : definition_.nodes[node.parent].event_subprocesses)
                    .push_back(i);
        }
        definition_.implicit_ends = true;
        definition_.build_index();
        return std::move(definition_);
    }

private:
    void in(NodeIndex parent, const std::string& nodes, const std::string& flows) {
        std::istringstream declarations{nodes};
        for (std::string word; declarations >> word;) {
            const std::size_t colon = word.find(':');
            declare(word.substr(0, colon), word.substr(colon + 1), parent);
        }
        std::istringstream chain{flows};
        std::string from;
        std::string link;
        for (std::string word; chain >> word;) {
            if (word == ">" || word == "?" || word == "!") {
                link = word;
                continue;
            }
            if (!index_.contains(word)) declare(word, type_of(word), parent);
            if (!link.empty()) flow(from, word, link);
            link.clear();
            from = word;
        }
    }

    static std::string type_of(const std::string& id) {
        if (id.starts_with("start")) return "start";
        return id.starts_with("end") ? "end" : "task";
    }

    void declare(const std::string& id, const std::string& word, NodeIndex parent) {
        static const std::map<std::string, NodeType> types{
            {"start", NodeType::Start},         {"end", NodeType::End},
            {"terminate", NodeType::End},       {"error", NodeType::End},
            {"task", NodeType::Task},           {"pass", NodeType::Pass},
            {"copy", NodeType::Copy},
            {"xor", NodeType::Exclusive},       {"and", NodeType::Parallel},
            {"or", NodeType::Inclusive},        {"complex", NodeType::Complex},
            {"event", NodeType::EventGateway},  {"catch", NodeType::Catch},
            {"throw", NodeType::Throw},         {"sub", NodeType::Subprocess},
            {"event_sub", NodeType::Subprocess}};
        Node node;
        node.id = id;
        node.type = types.at(word);
        node.parent = parent;
        if (word == "terminate") node.event.kind = EventKind::Terminate;
        if (word == "error") node.event.kind = EventKind::Error;
        node.is_event_subprocess = word == "event_sub";
        index_[id] = static_cast<NodeIndex>(definition_.nodes.size());
        definition_.nodes.push_back(std::move(node));
    }

    void flow(const std::string& from, const std::string& to, const std::string& link) {
        Flow flow;
        flow.id = from + "->" + to;
        flow.from = index_.at(from);
        flow.to = index_.at(to);
        flow.is_default = link == "!";
        if (link == "?") {
            feel::SyntaxError error;
            flow.when = feel::Expression::parse("true", error);
        }
        const auto index = static_cast<FlowIndex>(definition_.flows.size());
        definition_.nodes[flow.from].outgoing.push_back(index);
        definition_.nodes[flow.to].incoming.push_back(index);
        definition_.flows.push_back(std::move(flow));
    }

    Graph&& boundary(const std::string& event, const std::string& host, const std::string& to,
                     bool interrupting) {
        const NodeIndex parent = (*this)[host].parent;
        Node node;
        node.id = event;
        node.type = NodeType::Boundary;
        node.parent = parent;
        node.attached_to = index_.at(host);
        node.event.kind = EventKind::Timer;
        node.event.interrupting = interrupting;
        index_[event] = static_cast<NodeIndex>(definition_.nodes.size());
        (*this)[host].boundary.push_back(index_[event]);
        definition_.nodes.push_back(std::move(node));
        if (!to.empty() && !index_.contains(to)) declare(to, type_of(to), parent);
        if (!to.empty()) flow(event, to, ">");
        return std::move(*this);
    }

    void set_start(NodeIndex start, NodeIndex parent) {
        if (parent != no_node) {
            definition_.nodes[parent].start = start;
        } else if (definition_.start == no_node) {
            definition_.start = start;
        } else {
            definition_.event_starts.push_back(start);
        }
    }

    Definition definition_;
    std::map<std::string, NodeIndex> index_;
};

inline Graph graph(const std::string& nodes, const std::string& flows) { return Graph{nodes, flows}; }

}  // namespace wf::test
