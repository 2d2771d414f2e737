// The parts of link: what stands in the draft by name becomes an index.
#pragma once

#include "core/compile/draft.hpp"
#include "core/base/report.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wf::compiler {

// Ids of one kind that are taken, and ids for what has none.
class UsedIds {
public:
    // false: it is taken already.
    bool take(const std::string& id) { return used_.insert(id).second; }

    // `base`, or if that is taken "base#2" and so on; takes it.
    std::string generate(const std::string& base);

private:
    std::unordered_set<std::string> used_;
    std::unordered_map<std::string, std::size_t> numbers_;  // the last one tried for each base
};

// The nodes by id: the first of each.
class NodeIds {
public:
    // Gives boundary events without an id theirs, "host.timer". Sets has_own_id. duplicate_id.
    NodeIds(Draft& draft, Report& report);

    // no_node: unknown.
    NodeIndex find(std::string_view id) const;
    std::string did_you_mean(std::string_view id) const { return report_.did_you_mean(id, ids_); }

private:
    void name_boundary_events(Draft& draft);
    void add(Draft& draft, NodeIndex node);

    const Report& report_;
    UsedIds used_;
    std::unordered_map<std::string_view, NodeIndex> index_;
    std::vector<std::string_view> ids_;
};

// Flows out of compensation events name the handler: they go, and host and handler know each other. Requires:
// the flows have their ends, the nodes don't know them yet.
void link_compensation(Draft& draft, Report& report);

// Which links throw and which catch, and a flow from each to the one that catches. Requires: nodes know their
// flows.
void link_links(Draft& draft, UsedIds& ids, Report& report);

// Where the process and its subprocesses start.
void link_starts(Draft& draft);

// Nodes that others name: to cancel them, to compensate them, to ask who signed them. unknown_node.
void link_named_nodes(Draft& draft, const NodeIds& ids, Report& report);

}  // namespace wf::compiler
