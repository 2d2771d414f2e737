// The body of a request about jobs.
#include "gateway/jobs/arguments.hpp"

#include "gateway/base/failure.hpp"

#include <gtest/gtest.h>

#include <array>

namespace wf::gateway {
namespace {

constexpr std::array<Argument, 4> known = {{{"job_id", "bigint", true}, {"data", "jsonb"}, {"lease", "interval"}, {"error", "text"}}};

Statement call(const std::string& body) { return call_of("wf_api", "f", read_arguments(body, known), known); }

std::string refusal(const std::string& body) {
    try {
        (void)read_arguments(body, known);
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.status, 400U);
        return failure.message;
    }
    return "";
}

TEST(Arguments, OnlyWhatIsGivenIsPassedInTheOrderOfTheFunction) {
    const Statement statement = call(R"({"error": "it's", "job_id": 7})");
    EXPECT_EQ(statement.text, R"("wf_api"."f"(job_id => $1::bigint, error => $2::text))");
    ASSERT_EQ(statement.values.size(), 2U);
    EXPECT_EQ(statement.values[0], "7");
    EXPECT_EQ(statement.values[1], "it's");
}

TEST(Arguments, JsonStaysJsonAndNullIsNull) {
    const Statement statement = call(R"({"job_id": 7, "data": "x", "error": null})");
    EXPECT_EQ(statement.values[1], "\"x\"");
    EXPECT_EQ(statement.values[2], std::nullopt);
}

TEST(Arguments, SecondsAreAnInterval) {
    EXPECT_EQ(call(R"({"job_id": 7, "lease": 30})").values[1], "30 s");
    EXPECT_EQ(call(R"({"job_id": 7, "lease": "5 min"})").values[1], "5 min");
}

TEST(Arguments, WhatDoesNotFitIsRefused) {
    EXPECT_EQ(refusal("[]"), "The body is not a JSON object.");
    EXPECT_EQ(refusal("{"), "The body is not a JSON object.");
    EXPECT_EQ(refusal(""), "The body lacks job_id.");
    EXPECT_EQ(refusal(R"({"job_id": null})"), "The body lacks job_id.");
    EXPECT_EQ(refusal(R"({"job_id": 1, "wroker": "a"})"), "The body has a key that is not known here: wroker");
}

TEST(Arguments, ASchemaIsQuoted) { EXPECT_EQ(call_of("my \"own\"", "f", read_arguments(R"({"job_id": 1})", known), known).text.substr(0, 18), R"("my ""own"""."f"(j)"); }

}  // namespace
}  // namespace wf::gateway
