// What has changed: read from the database, told to those who listen.
#include "gateway/events/changes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace wf::gateway {
namespace {

const Changes two = {"30-5", false, {{20, 0, 1, 2}, {25, 0, 7, 1}}};

TEST(Changes, AreReadAsTheDatabaseTellsThem) {
    EXPECT_EQ(read_changes(R"({"after": "30-5", "changes": [[20, 0, 1, 2], [25, 0, 7, 1]]})"), two);
    EXPECT_EQ(read_changes(R"({"after": "30-5", "changes": null})"), (Changes{"30-5", true, {}}));
    EXPECT_THROW((void)read_changes("{}"), std::runtime_error);
    EXPECT_THROW((void)read_changes("nonsense"), std::runtime_error);
    EXPECT_THROW((void)read_changes(R"({"after": "30-5", "changes": [[1]]})"), std::runtime_error);
}

TEST(Changes, ThatWereToldAreLeftOut) {
    EXPECT_EQ(since(two, "20-1"), two);
    EXPECT_EQ(since(two, "25-1").list, (std::vector<Change>{{25, 0, 7, 1}}));
    EXPECT_TRUE(since(two, "30-5").list.empty());
    EXPECT_TRUE(since({"30-5", true, {}}, "30-5").is_reset);
}

TEST(Changes, HaveAPlaceBeforeTwo) {
    EXPECT_EQ(since_both("20-700", "25-600"), "20-600");
    EXPECT_EQ(since_both("25-600", "20-700"), "20-600");
}

TEST(Changes, AreAnAnswer) {
    EXPECT_EQ(as_answer(two),
              R"({"after":"30-5","reset":false,"changes":[{"tenant_id":0,"instance_id":1,"seq":2},{"tenant_id":0,"instance_id":7,"seq":1}]})");
    EXPECT_EQ(as_answer({"30-5", true, {}}), R"({"after":"30-5","reset":true,"changes":[]})");
}

TEST(Changes, AreEventsWithThePlaceAtTheLast) {
    EXPECT_EQ(as_events(two), "event: change\ndata: {\"tenant_id\":0,\"instance_id\":1,\"seq\":2}\n\n"
                              "event: change\nid: 30-5\ndata: {\"tenant_id\":0,\"instance_id\":7,\"seq\":1}\n\n");
    EXPECT_EQ(as_events({"30-5", true, {}}), "event: reset\nid: 30-5\ndata: {}\n\n");
    EXPECT_EQ(as_events({"30-5", false, {}}), "");
}

}  // namespace
}  // namespace wf::gateway
