// Events that get in each other's way: two that catch the same, two starts of the same message.
#include "core/compile/check.hpp"
#include "core/model/names.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace wf::compiler {
namespace {

// Where it waits, for what kind of thing, and which. "" is every code. What an event subprocess catches and throws
// again reaches the boundary event outside.
enum class Waits : std::uint8_t { Outside, Inside };
using Caught = std::tuple<Waits, NodeIndex, EventKind, std::string>;

bool has_code(EventKind kind) { return kind == EventKind::Error || kind == EventKind::Escalation; }
bool is_sent(EventKind kind) { return kind == EventKind::Message || kind == EventKind::Signal; }

class DuplicateCheck {
public:
    DuplicateCheck(const Draft& draft, Report& report)
        : draft_{draft}, nodes_{draft.definition.nodes}, report_{report} {}

    void run() {
        for (NodeIndex i = 0; i < nodes_.size(); ++i) {
            if (!draft_.nodes[i].has_known_type) continue;
            const Node& node = nodes_[i];
            if (node.type == NodeType::Boundary && has_code(node.event.kind))
                check_catch(i, Waits::Outside, node.attached_to);
            if (node.type == NodeType::Start) check_start(i);
        }
    }

private:
    void check_catch(NodeIndex i, Waits waits, NodeIndex place) {
        const NodeEvent& event = nodes_[i].event;
        const auto [first, is_new] = caught_.emplace(Caught{waits, place, event.kind, event.name}, i);
        if (is_new) return;
        const std::string what =
            std::string{name_of(event.kind)} +
            (event.name.empty() ? "s of every code are" : ' ' + in_quotes(event.name) + " is");
        report_.warning("duplicate_catch", draft_.nodes[i].path,
                        what + " caught by both " + in_quotes(nodes_[first->second].id) + " and " +
                            in_quotes(nodes_[i].id),
                        "Only the first one catches it; take the other one out, or give it another code.");
    }

    void check_start(NodeIndex i) {
        const Node& start = nodes_[i];
        const bool is_inside = start.parent != no_node;
        if (is_inside && has_code(start.event.kind) && nodes_[start.parent].is_event_subprocess)
            return check_catch(i, Waits::Inside, nodes_[start.parent].parent);
        if (is_inside || !is_sent(start.event.kind) || start.event.name.empty()) return;
        const auto [first, is_new] =
            caught_.emplace(Caught{Waits::Inside, no_node, start.event.kind, start.event.name}, i);
        if (is_new) return;
        report_.warning("duplicate_start", draft_.nodes[i].path,
                        std::string{name_of(start.event.kind)} + ' ' + in_quotes(start.event.name) +
                            " starts the process at both " + in_quotes(nodes_[first->second].id) + " and " +
                            in_quotes(start.id),
                        start.event.kind == EventKind::Message
                            ? "Only one of them gets it; take the other one out, or give it another message."
                            : "Each time two instances begin; take one out if that is not meant.");
    }

    const Draft& draft_;
    const std::vector<Node>& nodes_;
    Report& report_;
    std::map<Caught, NodeIndex> caught_;
};

}  // namespace

void check_duplicates(const Draft& draft, Report& report) { DuplicateCheck{draft, report}.run(); }

}  // namespace wf::compiler
