#include "core/compile/definition_schema.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace wf {
namespace {

using nlohmann::json;

void collect_references(const json& value, std::set<std::string>& references) {
    if (value.is_object() && value.contains("$ref")) references.insert(value["$ref"].get<std::string>());
    if (value.is_structured())
        for (const json& part : value) collect_references(part, references);
}

TEST(DefinitionSchema, RefersToPartsThatAreThereAndHasNoOthers) {
    const json schema = json::parse(definition_schema());
    std::set<std::string> references, parts;
    collect_references(schema, references);
    for (const auto& [name, part] : schema["$defs"].items()) parts.insert("#/$defs/" + name);
    EXPECT_EQ(references, parts);
}

TEST(DefinitionSchema, KnowsTheKeysOfEachTypeOfNode) {
    const json schema = json::parse(definition_schema());
    const json& parts = schema["$defs"];
    EXPECT_TRUE(parts["node_approval"]["properties"].contains("on_timeout"));
    EXPECT_FALSE(parts["node_service"]["properties"].contains("approvers"));
    EXPECT_EQ(parts["mode"]["enum"], json::array({"any", "all", "sequential", "vote"}));
}

}  // namespace
}  // namespace wf
