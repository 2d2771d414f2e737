// Random graphs for the soundness check: a plan that can be printed, taken apart and made into a Definition.
#pragma once

#include "random_process.hpp"
#include "soundness/graph.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace wf::test {

struct PlannedNode {
    std::string id;
    std::string type;   // as graph.hpp has it
    std::string scope;  // the subprocess it lies in, or empty
    int need = 1;       // complex
    bool cancel_rest = false;
    bool is_detached = false;  // a multi-instance activity that nobody waits for
    std::string cancels;
};

struct PlannedFlow {
    std::string from;
    std::string link;  // > ? ! or, from is then a boundary event of `host`: event (interrupting), reminder
    std::string to;
    std::string host{};
};

struct Plan {
    std::vector<PlannedNode> nodes;
    std::vector<PlannedFlow> flows;

    Definition build() const {
        Graph graph{"", ""};
        for (const PlannedNode& node : nodes) declare(graph, node);
        for (const PlannedNode& node : nodes)
            if (!node.cancels.empty()) graph[node.id].cancels = {graph.index(node.cancels)};
        for (const PlannedFlow& flow : flows) {
            if (flow.link == "event") graph.interrupting(flow.from, flow.host, flow.to);
            if (flow.link == "reminder") graph.non_interrupting(flow.from, flow.host, flow.to);
            if (flow.host.empty()) graph.inside("", "", flow.from + " " + flow.link + " " + flow.to);
        }
        return graph.build();
    }

    std::string text() const {
        std::string result;
        for (const PlannedNode& node : nodes) {
            result += node.id + ":" + node.type;
            if (!node.scope.empty()) result += " in " + node.scope;
            if (node.type == "complex") result += " need " + std::to_string(node.need);
            if (node.cancel_rest) result += " cancel_rest";
            if (node.is_detached) result += " detached";
            if (!node.cancels.empty()) result += " cancels " + node.cancels;
            result += "\n";
        }
        for (const PlannedFlow& flow : flows)
            result += flow.from + (flow.host.empty() ? "" : " (" + flow.link + " of " + flow.host + ")") +
                      " " + (flow.host.empty() ? flow.link : ">") + " " + flow.to + "\n";
        return result;
    }

private:
    static void declare(Graph& graph, const PlannedNode& node) {
        graph.inside(node.scope, node.id + ":" + node.type, "");
        Node& made = graph[node.id];
        made.need = node.need;
        made.cancel_rest = node.cancel_rest;
        if (node.is_detached) made.loop.kind = LoopKind::Parallel;
        if (node.is_detached) made.loop.wait = false;
    }
};

class RandomGraph {
public:
    explicit RandomGraph(Random& random) : random_(random) {}

    Plan plan() {
        const int most = 4 + random_.below(9);
        if (random_.chance(50))
            structured_process(most);
        else
            scribble("", 2 + random_.below(most - 1));
        decorate();
        return std::move(plan_);
    }

private:
    std::string add(const std::string& type, const std::string& scope) {
        const std::string id = (type == "start" || type == "end" ? type : type.substr(0, 1)) +
                               std::to_string(plan_.nodes.size());
        plan_.nodes.push_back({.id = id, .type = type, .scope = scope, .cancels = {}});
        if (type == "complex") {
            plan_.nodes.back().need = 1 + random_.below(2);
            plan_.nodes.back().cancel_rest = random_.chance(40);
        }
        return id;
    }
    void connect(const std::string& from, const std::string& to, const std::string& link = ">") {
        for (const PlannedFlow& flow : plan_.flows)
            if (flow.from == from && flow.to == to) return;
        plan_.flows.push_back({.from = from, .link = link, .to = to});
    }
    std::string any_gateway() {
        return random_.pick({"xor", "and", "or", "xor", "and", "or", "complex", "event"});
    }

    // Blocks in blocks, of matching gateways for the most part.
    void structured_process(int most) {
        const std::string start = add("start", "");
        const std::string last = block(start, "", most - 2);
        if (random_.chance(20)) return end_side_by_side(last);
        connect(last, add("end", ""));
    }

    // Appends some nodes behind `from` and returns the last of them.
    std::string block(std::string from, const std::string& scope, int most) {
        while (most > 0) {
            const int kind = random_.below(10);
            if (kind < 3 || most < 3) {
                const std::string task = add(kind == 0 ? "pass" : "task", scope);
                connect(from, task);
                from = task;
                most -= 1;
            } else if (kind < 8) {
                const int inside = std::min(most - 2, 2 + random_.below(4));
                from = branches(from, scope, inside);
                most -= inside + 2;
            } else {
                const int inside = std::min(most - 2, 1 + random_.below(3));
                from = loop(from, scope, inside);
                most -= inside + 2;
            }
            if (random_.chance(25)) return from;
        }
        return from;
    }

    // Parallel branches that meet at a merge or a copy, or at none, and end there.
    void end_side_by_side(const std::string& from) {
        const std::string split = add("and", "");
        connect(from, split);
        std::string last = add(random_.chance(80) ? "end" : "terminate", "");
        for (int nodes = random_.below(3); nodes > 0; --nodes) {
            const std::string before = add(random_.pick({"xor", "copy", "pass", "task"}), "");
            connect(before, last);
            last = before;
        }
        for (int ways = 2 + random_.below(2); ways > 0; --ways) {
            const std::string task = add(random_.pick({"task", "pass", "task"}), "");
            connect(split, task);
            connect(task, last);
        }
    }

    std::string branches(const std::string& from, const std::string& scope, int inside) {
        const std::string type = any_gateway();
        const std::string split = add(type, scope);
        const bool matches = random_.chance(75);
        const std::string join = add(!matches ? any_gateway() : type == "event" ? "xor" : type, scope);
        connect(from, split);
        const int ways = 2 + random_.below(2);
        for (int way = 0; way < ways; ++way) {
            const int size = std::min(inside, random_.below(4));
            inside -= size;
            const std::string last = block(split, scope, size);
            connect(last, join);
        }
        return join;
    }

    std::string loop(const std::string& from, const std::string& scope, int inside) {
        const std::string merge = add(random_.chance(80) ? "xor" : any_gateway(), scope);
        connect(from, merge);
        const std::string last = block(merge, scope, inside);
        const std::string split = add(random_.chance(80) ? "xor" : any_gateway(), scope);
        connect(last, split);
        connect(split, merge);
        return split;
    }

    // Anything: every node behind an earlier one, and some flows more.
    void scribble(const std::string& scope, int size) {
        std::vector<std::string> nodes{add("start", scope)};
        for (int i = 0; i < size; ++i) {
            const std::string node = add(random_.chance(45) ? "task" : any_gateway(), scope);
            const std::string& from =
                nodes.size() > 1 && random_.chance(90)
                    ? nodes[1 + static_cast<std::size_t>(random_.below(static_cast<int>(nodes.size()) - 1))]
                    : nodes.back();
            connect(from, node);
            nodes.push_back(node);
        }
        const std::string end = add("end", scope);
        for (int more = random_.below(size + 1); more > 0; --more) {
            const std::string& from = random_.pick(nodes);
            const std::string& to = random_.pick(nodes);
            if (to != nodes.front() && from != nodes.front() && from != to) connect(from, to);
        }
        for (const std::string& node : nodes)
            if (!has_way_out(node)) connect(node, end);
    }
    bool has_way_out(const std::string& node) const {
        return std::any_of(plan_.flows.begin(), plan_.flows.end(),
                           [&](const PlannedFlow& flow) { return flow.from == node; });
    }

    // Conditions, events, and here and there something special.
    void decorate() {
        if (random_.chance(25)) add_subprocess();
        for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
            conditions(plan_.nodes[i]);
            if (plan_.nodes[i].type == "task" || plan_.nodes[i].type == "sub") spice(i);
            if (plan_.nodes[i].type == "end" && random_.chance(12))
                plan_.nodes[i].type = random_.chance(60) ? "terminate" : "error";
        }
        if (random_.chance(5)) second_start();
    }

    void conditions(const PlannedNode& node) {
        const bool is_fork = node.type == "or" || node.type == "complex";
        if (!is_fork && !(node.type == "task" && random_.chance(40))) return;
        std::vector<PlannedFlow*> ways;
        for (PlannedFlow& flow : plan_.flows)
            if (flow.from == node.id && flow.host.empty()) ways.push_back(&flow);
        if (ways.size() < 2) return;
        for (PlannedFlow* way : ways)
            if (random_.chance(85)) way->link = "?";
        if (random_.chance(40)) ways.back()->link = "!";
    }

    void spice(std::size_t i) {
        const std::string id = plan_.nodes[i].id;
        const std::string scope = plan_.nodes[i].scope;
        std::vector<std::string> others;
        for (const PlannedNode& other : plan_.nodes)
            if (other.scope == scope && other.type != "start" && other.type != "event_sub")
                others.push_back(other.id);
        if (random_.chance(15))
            plan_.flows.push_back(
                {.from = id + ".e", .link = "event", .to = random_.pick(others), .host = id});
        if (random_.chance(8))
            plan_.flows.push_back(
                {.from = id + ".r", .link = "reminder", .to = random_.pick(others), .host = id});
        if (random_.chance(4)) plan_.nodes[i].cancels = random_.pick(others);
        if (random_.chance(4) && plan_.nodes[i].type == "task") plan_.nodes[i].is_detached = true;
    }

    // Some task becomes a subprocess with a little graph of its own.
    void add_subprocess() {
        for (PlannedNode& node : plan_.nodes) {
            if (node.type != "task" || !random_.chance(50)) continue;
            node.type = "sub";
            const std::string scope = node.id;
            scribble(scope, 1 + random_.below(4));
            if (random_.chance(20)) scribble(add("event_sub", random_.chance(50) ? scope : ""), 1);
            return;
        }
    }

    void second_start() {
        std::vector<std::string> others;
        for (const PlannedNode& other : plan_.nodes)
            if (other.scope.empty() && other.type != "start" && other.type != "event_sub")
                others.push_back(other.id);
        connect(add("start", ""), random_.pick(others));
    }

    Random& random_;
    Plan plan_;
};

}  // namespace wf::test
