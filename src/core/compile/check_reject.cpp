// on_reject: a node that a rejection goes back to must have been passed by then, whatever way was taken.
#include "core/compile/check.hpp"

#include <vector>

namespace wf::compiler {
namespace {

class RejectCheck {
public:
    RejectCheck(const Draft& draft, NodeIndex i, Report& report)
        : draft_{draft}, definition_{draft.definition}, self_{i}, report_{report} {}

    void run() {
        const ApprovalSettings& settings = definition_.nodes[self_].approval;
        if (settings.on_reject != OnReject::Node) return;
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
            if (definition_.nodes[i].id == settings.reject_to && draft_.nodes[i].has_known_type) check(i);
    }

private:
    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }

    void check(NodeIndex target) {
        if (is_always_passed(target)) return;
        report_.error(
            "not_passed", child(draft_.nodes[self_].reject_path, "node"),
            "a rejection of node " + in_quotes(node(self_).id) + " cannot go back to node " +
                in_quotes(node(target).id) + ", which need not have been passed by then",
            "Name a node that every way to " + in_quotes(node(self_).id) + " passes, or \"start\".");
    }

    // Nothing leads around it: from its scope's starts to this node, or the subprocess there that holds it.
    bool is_always_passed(NodeIndex target) const {
        NodeIndex here = self_;
        while (node(here).parent != node(target).parent) {
            here = node(here).parent;
            if (here == no_node || node(here).is_event_subprocess) return false;
        }
        if (node(target).type == NodeType::Start) return node(target).parent == no_node;
        std::vector<bool> seen(definition_.nodes.size());
        std::vector<NodeIndex> open;
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
            if (node(i).type == NodeType::Start && node(i).parent == node(target).parent) open.push_back(i);
        while (!open.empty()) {
            const NodeIndex i = open.back();
            open.pop_back();
            if (i == target || seen[i]) continue;
            if (i == here) return false;
            seen[i] = true;
            for (const FlowIndex flow : node(i).outgoing)
                if (draft_.flows[flow].to_exists) open.push_back(definition_.flows[flow].to);
            open.insert(open.end(), node(i).boundary.begin(), node(i).boundary.end());
        }
        return here != target && !node(here).is_event_subprocess;
    }

    const Draft& draft_;
    const Definition& definition_;
    NodeIndex self_;
    Report& report_;
};

}  // namespace

void check_reject(const Draft& draft, Report& report) {
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i)
        if (draft.nodes[i].has_known_type) RejectCheck{draft, i, report}.run();
}

}  // namespace wf::compiler
