#include "core/compile/check.hpp"
#include "core/compile/scope_exits.hpp"

#include "core/model/names.hpp"

#include <vector>

namespace wf::compiler {
namespace {

// What lies directly in the process or in one subprocess.
struct Scope {
    NodeIndex node = no_node;  // the subprocess
    std::vector<NodeIndex> plain_starts{};
    std::vector<NodeIndex> event_starts{};
    bool has_end = false;
    // May be anything: with one around, nothing is said to be missing.
    bool has_unknown = false;
};

class ScopeCheck {
public:
    ScopeCheck(const Draft& draft, Report& report)
        : draft_{draft},
          nodes_{draft.definition.nodes},
          report_{report},
          has_exit_{find_scope_exits(draft)} {}

    void run() {
        // By the index of the subprocess + 1; the process comes first.
        std::vector<Scope> scopes(nodes_.size() + 1);
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            scopes[i + 1].node = i;
            add(scopes[nodes_[i].parent == no_node ? 0 : nodes_[i].parent + 1], i);
        }
        check(scopes[0]);
        for (NodeIndex i = 0; i < nodes_.size(); ++i)
            if (draft_.nodes[i].has_nodes) check(scopes[i + 1]);
    }

private:
    void add(Scope& scope, NodeIndex i) const {
        const Node& node = nodes_[i];
        const NodeSource& source = draft_.nodes[i];
        if (!source.has_known_type || (source.has_trigger && node.event.kind == EventKind::None))
            scope.has_unknown = true;
        else if (node.type == NodeType::End)
            scope.has_end = true;
        else if (node.type == NodeType::Start)
            (node.event.kind == EventKind::None ? scope.plain_starts : scope.event_starts).push_back(i);
    }

    void check(const Scope& scope) {
        if (scope.plain_starts.empty() && scope.event_starts.empty() && !scope.has_unknown)
            report_.error("missing_start", nodes_path(scope), name(scope) + " has no node of type \"start\"");
        if (scope.node != no_node && nodes_[scope.node].is_event_subprocess)
            check_event_subprocess(scope);
        else
            check_starts(scope);
        const bool needs_end =
            !draft_.definition.implicit_ends && !has_exit_[scope.node == no_node ? 0 : scope.node + 1];
        if (needs_end && !scope.has_end && !scope.has_unknown)
            report_.error("missing_end", nodes_path(scope), name(scope) + " has no node of type \"end\"");
    }

    void check_event_subprocess(const Scope& scope) {
        for (const NodeIndex start : scope.plain_starts)
            report_.error(
                "missing_trigger", path(start),
                "start " + in_quotes(nodes_[start].id) + " of event " + name(scope) + " has no trigger",
                "Say which event starts it, for example \"trigger\": \"timer\", \"after\": \"PT1H\".");
        check_only_one(scope.event_starts, scope);
    }

    void check_starts(const Scope& scope) {
        check_only_one(scope.plain_starts, scope);
        for (const NodeIndex start : scope.event_starts) check_trigger(scope, start);
        for (const auto* starts : {&scope.plain_starts, &scope.event_starts})
            for (const NodeIndex start : *starts)
                if (draft_.nodes[start].has_interrupting)
                    report_.error("conflicting_keys", child(path(start), "interrupting"),
                                  "start " + in_quotes(nodes_[start].id) + " has nothing to interrupt",
                                  "Only the start of an event subprocess has \"interrupting\".");
    }

    void check_only_one(const std::vector<NodeIndex>& starts, const Scope& scope) {
        for (std::size_t k = 1; k < starts.size(); ++k)
            report_.error("several_starts", path(starts[k]),
                          name(scope) + " has more than one node of type \"start\": " +
                              in_quotes(nodes_[starts[0]].id) + " and " + in_quotes(nodes_[starts[k]].id));
    }

    void check_trigger(const Scope& scope, NodeIndex start) {
        const EventKind kind = nodes_[start].event.kind;
        if (scope.node != no_node) {
            report_.error(
                "misplaced_trigger", child(path(start), "trigger"),
                "start " + in_quotes(nodes_[start].id) + " of " + name(scope) + " has a trigger",
                "A subprocess starts when its flow arrives; one with \"event\": true has a trigger.");
            return;
        }
        if (kind == EventKind::Timer || kind == EventKind::Message || kind == EventKind::Signal ||
            kind == EventKind::Condition)
            return;
        report_.error("misplaced_trigger", child(path(start), "trigger"),
                      "trigger " + in_quotes(name_of(kind)) + " cannot start a process",
                      "It starts event subprocesses: what it reacts to happens within an instance.");
    }

    std::string name(const Scope& scope) const {
        return scope.node == no_node ? std::string{"definition"}
                                     : "subprocess " + in_quotes(nodes_[scope.node].id);
    }
    const std::string& path(NodeIndex i) const { return draft_.nodes[i].path; }
    std::string nodes_path(const Scope& scope) const {
        return child(scope.node == no_node ? std::string{} : path(scope.node), "nodes");
    }

    const Draft& draft_;
    const std::vector<Node>& nodes_;
    Report& report_;
    std::vector<bool> has_exit_;  // by the index of the subprocess + 1
};

}  // namespace

void check_scopes(const Draft& draft, Report& report) { ScopeCheck{draft, report}.run(); }

}  // namespace wf::compiler
