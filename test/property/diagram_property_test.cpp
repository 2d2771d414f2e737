// Of any graph: every node and every flow is drawn once, no box covers another, no line runs through a box,
// and all of it lies in the picture. WF_SEED=n repeats one graph, WF_RUNS=n takes longer.
#include "core/diagram/diagram.hpp"
#include "core/diagram/picture.hpp"

#include "random_graph.hpp"
#include "runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace wf::test {
namespace {

using diagram::Line;
using diagram::NodePicture;
using diagram::Picture;
using diagram::Point;

struct Area {
    int left, top, right, bottom;
};

Area area(const NodePicture& node) {
    return {node.body.x, node.body.y, node.body.x + node.size.width, node.body.y + node.size.height};
}
bool overlap(const Area& a, const Area& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
bool contains(const Area& outer, const Area& inner) {
    return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
           inner.bottom <= outer.bottom;
}

bool is_within(const Definition& definition, NodeIndex node, NodeIndex scope) {
    for (NodeIndex at = definition.nodes[node].parent; at != no_node; at = definition.nodes[at].parent)
        if (at == scope) return true;
    return false;
}

void check_boxes(const Definition& definition, const Picture& picture) {
    const Area whole{0, 0, picture.size.width, picture.size.height};
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const Node& node = definition.nodes[i];
        EXPECT_TRUE(contains(whole, area(picture.nodes[i]))) << node.id;
        if (node.parent != no_node) {
            EXPECT_TRUE(contains(area(picture.nodes[node.parent]), area(picture.nodes[i]))) << node.id;
        }
        for (NodeIndex k = 0; k < i; ++k) {
            const Node& other = definition.nodes[k];
            if (node.attached_to == k || other.attached_to == i || node.parent != other.parent) continue;
            EXPECT_FALSE(overlap(area(picture.nodes[i]), area(picture.nodes[k])))
                << node.id << " and " << other.id;
        }
    }
}

void check_line(const Definition& definition, const Picture& picture, const Line& line,
                const std::vector<Point>& way) {
    const std::string name = definition.nodes[line.from].id + ">" + definition.nodes[line.to].id;
    ASSERT_GE(way.size(), 2u) << name;
    for (const Point& point : way) {
        EXPECT_TRUE(point.x >= 0 && point.x <= picture.size.width && point.y >= 0 &&
                    point.y <= picture.size.height)
            << name;
    }
    for (std::size_t i = 1; i < way.size(); ++i) {
        EXPECT_TRUE(way[i].x == way[i - 1].x || way[i].y == way[i - 1].y) << name << " is not straight";
        const Area piece{std::min(way[i].x, way[i - 1].x), std::min(way[i].y, way[i - 1].y),
                         std::max(way[i].x, way[i - 1].x) + 1, std::max(way[i].y, way[i - 1].y) + 1};
        for (NodeIndex k = 0; k < definition.nodes.size(); ++k) {
            if (k == line.from || k == line.to || definition.nodes[line.from].attached_to == k) continue;
            if (is_within(definition, line.from, k)) continue;
            EXPECT_FALSE(overlap(piece, area(picture.nodes[k])))
                << name << " runs through " << definition.nodes[k].id;
        }
    }
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

void check_formats(const Definition& definition) {
    const Marking marking{definition};
    const std::string svg = draw(definition, marking, DiagramFormat::Svg, "en");
    const std::string mermaid = draw(definition, marking, DiagramFormat::Mermaid, "en") + "\n";
    const std::string dot = draw(definition, marking, DiagramFormat::Dot, "en");
    const std::string text = draw(definition, marking, DiagramFormat::Text, "en") + "\n";
    for (NodeIndex i = 0; i < definition.nodes.size(); ++i) {
        const std::string& id = definition.nodes[i].id;
        EXPECT_EQ(count(svg, "data-node=\"" + id + "\""), 1u) << id;
        std::size_t in_text = 0;
        for (const char* bracket : {"] ", ") ", "> "})
            for (const char* end : {"\n", " ("}) in_text += count(text, bracket + id + end);
        EXPECT_EQ(in_text, 1u) << id << "\n" << text;
        const std::string number = " n" + std::to_string(i);
        const std::size_t in_mermaid = count(mermaid, number + "(") + count(mermaid, number + "[") +
                                       count(mermaid, number + "{") + count(mermaid, number + " [\"");
        EXPECT_EQ(in_mermaid, 1u) << id << "\n" << mermaid;
        EXPECT_EQ(count(dot, "   " + number + " [shape="), 1u) << id << "\n" << dot;
    }
    const auto attached = static_cast<std::size_t>(
        std::count_if(definition.nodes.begin(), definition.nodes.end(),
                      [](const Node& node) { return node.type == NodeType::Boundary; }));
    EXPECT_EQ(count(svg, "data-flow="), definition.flows.size());
    EXPECT_EQ(count(mermaid, " -->"), definition.flows.size());
    EXPECT_EQ(count(dot, " -> "), definition.flows.size() + attached);
}

TEST(AnyDiagram, ShowsEverythingOnceAndKeepsItApart) {
    const Runs runs = Runs::of(1, 300);
    for (std::uint64_t i = runs.first; i < runs.first + runs.count && !testing::Test::HasFailure(); ++i) {
        Random random{i};
        const Plan plan = RandomGraph{random}.plan();
        testing::ScopedTrace trace{__FILE__, __LINE__, "WF_SEED=" + std::to_string(i) + "\n" + plan.text()};
        const Definition definition = plan.build();
        const Marking marking{definition};
        const std::vector<Line> lines = diagram::lines_of(definition, marking);
        const Picture picture = diagram::make_picture(definition, marking, lines, "en");
        check_boxes(definition, picture);
        for (std::size_t k = 0; k < lines.size(); ++k)
            check_line(definition, picture, lines[k], picture.lines[k].line);
        check_formats(definition);
    }
}

}  // namespace
}  // namespace wf::test
