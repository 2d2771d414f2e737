#include "core/report/select_flows.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace wf::report {
namespace {

using Selected = std::vector<bool>;

// start 0 -> a 1 -> b 2 -> end 3; seldom a -> end, b -> a; once start -> c 4 -> end.
const std::vector<FlowLink> links{{0, 1, 100}, {1, 2, 90}, {2, 3, 85}, {1, 3, 10}, {2, 1, 5}, {0, 4, 1}, {4, 3, 1}};

TEST(SelectFlows, ShowsAllIfThereIsRoom) { EXPECT_EQ(select_flows(links, 5, 200, 0), Selected(7, true)); }

TEST(SelectFlows, KeepsTheStrongestAndEveryNodeConnected) {
    EXPECT_EQ(select_flows(links, 5, 5, 0), (Selected{true, true, true, true, false, true, false}));
    EXPECT_EQ(select_flows(links, 5, 1, 0), (Selected{true, true, true, false, false, true, false}));
    EXPECT_EQ(select_flows(links, 5, 200, 50), (Selected{true, true, true, false, false, true, false}));
}

TEST(SelectFlows, ReachesACircleThatNothingLeadsInto) {
    EXPECT_EQ(select_flows({{0, 1, 5}, {1, 0, 4}}, 2, 0, 0), (Selected{true, false}));
    EXPECT_EQ(select_flows({}, 3, 10, 0), Selected{});
}

}  // namespace
}  // namespace wf::report
