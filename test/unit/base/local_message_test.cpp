#include "core/base/local_message.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wf {
namespace {

std::string told(const LocalText& name, const std::string& language = "en") {
    const ElementNames names{.of_node = [&](std::string_view id) { return id == "n1" ? &name : nullptr; },
                             .of_flow = [](std::string_view) { return nullptr; }};
    return in_language(with_names("node " + node_named("n1") + " is not active", names), language);
}

TEST(LocalMessage, ANodeIsCalledAsPeopleSeeItAndByItsId) {
    EXPECT_EQ(told({.texts = {{"", "Review"}}}), R"(node "Review" (n1) is not active)");
}

TEST(LocalMessage, ANodeIsCalledByItsIdOnceIfItHasNoOtherName) {
    EXPECT_EQ(told({}), R"(node "n1" is not active)");
    EXPECT_EQ(told({.texts = {{"", "n1"}}}), R"(node "n1" is not active)");
    EXPECT_EQ(told({.texts = {{"", "N1"}}}), R"(node "n1" is not active)");
    EXPECT_EQ(told({.texts = {{"", " \n"}}}), R"(node "n1" is not active)");
}

TEST(LocalMessage, ANameIsInTheLanguageOfWhoReads) {
    const LocalText name{.texts = {{"en", "Review"}, {"zh", "审批"}, {"de", "n1"}}};
    EXPECT_EQ(told(name), R"(node "Review" (n1) is not active)");
    EXPECT_EQ(told(name, "zh"), R"(node "审批" (n1) is not active)");
    EXPECT_EQ(told(name, "de"), R"(node "n1" is not active)");
    EXPECT_EQ(told(name, "fr"), R"(node "Review" (n1) is not active)");
}

TEST(LocalMessage, ANameOfSeveralLinesStandsOnOne) {
    EXPECT_EQ(told({.texts = {{"", " Review\n  the\trequest "}}}),
              R"(node "Review the request" (n1) is not active)");
}

TEST(LocalMessage, WhatIsNotThereIsCalledByItsId) {
    const ElementNames none{.of_node = [](std::string_view) { return nullptr; },
                            .of_flow = [](std::string_view) { return nullptr; }};
    EXPECT_EQ(with_names(node_named("a") + " " + flow_named("b"), none), R"("a" "b")");
}

}  // namespace
}  // namespace wf
