// wf._kept_flows and wf._draw_flows: of wf.flow_map and wf.flow_diagram what SQL cannot do.
#include "core/diagram/flow_map.hpp"
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "core/report/select_flows.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Nodes by their names, in the order in which they come.
class NodeNumbers {
public:
    std::size_t of(const std::string& name) {
        const auto [known, is_new] = numbers_.try_emplace(name, names_.size());
        if (is_new) names_.push_back(name);
        return known->second;
    }
    const std::vector<std::string>& names() const { return names_; }

private:
    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<std::string> names_;
};

struct FlowRows {
    NodeNumbers nodes;
    std::vector<report::FlowLink> links;
};

FlowRows flow_rows(Arguments& args) {
    const std::vector<std::string> sources = args.text_array("sources").value_or(std::vector<std::string>{});
    const std::vector<std::string> targets = args.text_array("targets").value_or(std::vector<std::string>{});
    const std::vector<std::int64_t> taken = args.int8_array("taken").value_or(std::vector<std::int64_t>{});
    FlowRows rows;
    for (std::size_t i = 0; i < std::min({sources.size(), targets.size(), taken.size()}); ++i) {
        const std::size_t from = rows.nodes.of(sources[i]);
        rows.links.push_back({.from = from, .to = rows.nodes.of(targets[i]), .taken = taken[i]});
    }
    return rows;
}

std::int64_t whole_number(const feel::Value& value) {
    return value.is_number() ? value.as_number().to_int64().value_or(0) : 0;
}

// [visits, microseconds] of each.
FlowMapNode node_of(const std::string& id, const feel::Value& names, const feel::Value& visits) {
    FlowMapNode node{.name = id};
    if (const feel::Value* name = names.get(id); name && name->is_string()) node.name = name->as_string();
    const feel::Value* const counted = visits.get(id);
    if (!counted || !counted->is_list() || counted->as_list().size() != 2) return node;
    node.visits = whole_number(counted->as_list()[0]);
    node.elapsed = whole_number(counted->as_list()[1]);
    return node;
}

// What is no node (a status) was visited as often as something led there.
void count_arrivals(FlowMap& map) {
    for (FlowMapNode& node : map.nodes) {
        if (node.visits > 0) continue;
        for (const FlowMapLine& line : map.lines)
            if (&map.nodes[line.to] == &node) node.visits += line.taken;
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__kept_flows);
Datum wf__kept_flows(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const FlowRows rows = flow_rows(args);
        const std::int32_t most = args.required_int4("max_edges");
        const std::int64_t least = args.required_int8("min_taken");
        args.end();
        const std::vector<bool> selected = report::select_flows(
            rows.links, rows.nodes.names().size(), static_cast<std::size_t>(std::max(most, 0)), least);
        std::vector<std::int64_t> numbers;
        for (std::size_t i = 0; i < selected.size(); ++i)
            if (selected[i]) numbers.push_back(static_cast<std::int64_t>(i) + 1);
        return int8_array(numbers).value;
    });
}

PG_FUNCTION_INFO_V1(wf__draw_flows);
Datum wf__draw_flows(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        FlowMap map;
        map.title = args.text("title").value_or("");
        const FlowRows rows = flow_rows(args);
        std::vector<std::int64_t> elapsed = args.int8_array("elapsed").value_or(std::vector<std::int64_t>{});
        const feel::Value names = value_from_json(args.required_json("names").text).value_or(feel::Value{});
        const feel::Value visits = value_from_json(args.required_json("visits").text).value_or(feel::Value{});
        map.hidden = static_cast<std::size_t>(std::max<std::int64_t>(args.int8("hidden").value_or(0), 0));
        const DiagramFormat format =
            by_name<DiagramFormat>(diagram_format_names, args.required_text("format")).value_or(DiagramFormat::Mermaid);
        const std::string language = args.text("language").value_or("en");
        args.end();
        elapsed.resize(rows.links.size());
        for (const std::string& id : rows.nodes.names()) map.nodes.push_back(node_of(id, names, visits));
        for (std::size_t i = 0; i < rows.links.size(); ++i)
            map.lines.push_back({.from = rows.links[i].from,
                                 .to = rows.links[i].to,
                                 .taken = rows.links[i].taken,
                                 .elapsed = elapsed[i]});
        count_arrivals(map);
        return text_datum(draw(map, format, language));
    });
}
}
