#include "core/compile/definition_schema.hpp"

#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

using nlohmann::json;

// What Reader::local_text, require_texts and the like take.
void describe_values(SchemaParts& parts) {
    parts.write("any", "{}");
    parts.write("text", R"({"type": "string", "minLength": 1})");
    parts.write("boolean", R"({"type": "boolean"})");
    parts.write("true", R"({"const": true})");
    parts.write("count", R"({"type": "integer", "minimum": 1, "maximum": 2147483647})");
    parts.write("whole", R"({"type": "integer", "minimum": -2147483648, "maximum": 2147483647})");
    parts.list("texts", "text", 1);
    parts.write("local_text",
                R"json({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": false,
        "patternProperties": {"^(ui$|x_)": {}, "^(?!ui$|x_)[A-Za-z0-9_-]{2,35}$": {"type": "string"}}}]})json");
}

// What Reader::allow_keys leaves to the caller.
json callers_keys() { return json::parse(R"json({"^(ui$|x_)": {}})json"); }

}  // namespace

void SchemaParts::either(const std::string& name, std::initializer_list<std::string_view> parts) {
    json choices = json::array();
    for (const std::string_view part : parts) choices.push_back(ref(part));
    add(name, json{{"anyOf", std::move(choices)}});
}

void SchemaParts::list(const std::string& name, std::string_view item, int at_least) {
    json schema{{"type", "array"}, {"items", ref(item)}};
    if (at_least > 0) schema["minItems"] = at_least;
    add(name, std::move(schema));
}

void SchemaParts::object(const std::string& name, std::span<const Key> keys, std::string_view more) {
    json schema = json::parse(more);
    schema["type"] = "object";
    schema["additionalProperties"] = false;
    schema["patternProperties"] = callers_keys();
    schema["properties"] = json::object();
    json needed = json::array();
    for (const Key& key : keys) {
        schema["properties"][std::string{key.name}] = ref(key.shape);
        if (key.is_required) needed.push_back(key.name);
    }
    if (!needed.empty()) schema["required"] = std::move(needed);
    add(name, std::move(schema));
}

void SchemaParts::choice(const std::string& name, std::string_view key,
                         const std::vector<std::pair<std::string_view, std::string>>& parts) {
    json cases = json::array(), known = json::array();
    for (const auto& [word, part] : parts) {
        known.push_back(word);
        cases.push_back(
            {{"if", {{"properties", {{std::string{key}, {{"const", word}}}}}, {"required", {key}}}},
             {"then", ref(part)}});
    }
    add(name, json{{"type", "object"},
                   {"required", {key}},
                   {"properties", {{std::string{key}, {{"enum", std::move(known)}}}}},
                   {"allOf", std::move(cases)}});
}

}  // namespace wf::compiler

namespace wf {

std::string definition_schema() {
    using namespace compiler;
    SchemaParts parts;
    describe_values(parts);
    for (const auto describe :
         {describe_approval,   describe_boundary, describe_buttons,   describe_call,
          describe_conditions, describe_deadline, describe_decisions, describe_decision_rules,
          describe_definition, describe_flows,    describe_form,      describe_form_rules,
          describe_handlers,   describe_line,     describe_loops,     describe_nodes,
          describe_people,     describe_reject,   describe_rules,     describe_send_back,
          describe_starting,   describe_vote,     describe_withdraw})
        describe(parts);
    nlohmann::json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                          {"title", "Definition of wf_engine"},
                          {"$ref", "#/$defs/definition"},
                          {"$defs", parts.all()}};
    return schema.dump();
}

}  // namespace wf
