// Nodes of type call: which definition, and what goes in and out.
#include "core/compile/expression.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<bool> passing_words[] = {{"all", true}, {"none", false}};

// "latest", or the number of a version.
std::int32_t parse_version(const Reader& node) {
    const JsonValue* version = node.find("version");
    if (version == nullptr || (version->is(JsonValue::Type::String) && version->text == "latest")) return 0;
    if (version->is(JsonValue::Type::Number)) return node.integer("version", 1).value_or(0);
    node.report().error("bad_value", node.path("version"),
                        "\"version\" must be \"latest\" or the number of a version");
    return 0;
}

// {"name": FEEL, ...}. Expressions over the callee's form (`inside` is nullptr) use names that only the
// callee knows.
std::vector<Mapping> parse_mappings(const Reader& reader, const JsonValue& object, const NodeIndex* inside,
                                    Draft& draft) {
    std::vector<Mapping> mappings;
    for (const auto& [name, value] : object.members) {
        if (is_callers_key(name)) continue;
        if (!is_expression_name(name))
            reader.report().error("bad_name", reader.path(name),
                                  in_quotes(name) + " cannot be the name of a field");
        const std::optional<std::string> text = reader.optional_text(name);
        if (!text) continue;
        auto expression =
            parse_feel(*text, reader.path(name), "expression", draft.vocabulary, reader.report());
        if (!expression) continue;
        if (inside != nullptr) {
            note_names(*expression, reader.path(name), *inside, "expression", draft.names);
            draft.expressions.push_back({.expression = *expression,
                                         .path = reader.path(name),
                                         .inside = *inside,
                                         .what = "expression"});
        }
        mappings.push_back({.name = name, .value = std::move(*expression)});
    }
    return mappings;
}

// "all", "none" or mappings. Returns whether it is all.
bool parse_passing(const Reader& node, std::string_view key, bool fallback, const NodeIndex* inside,
                   std::vector<Mapping>& mappings, Draft& draft) {
    const JsonValue* value = node.find(key);
    if (value == nullptr) return fallback;
    if (value->is(JsonValue::Type::Object)) {
        mappings = parse_mappings(Reader{*value, node.path(key), node.report()}, *value, inside, draft);
        return false;
    }
    if (value->is(JsonValue::Type::String))
        return node.word(key, passing_words, "way to pass data").value_or(fallback);
    node.report().error(
        "wrong_type", node.path(key),
        in_quotes(key) + " must be a string or an object, not " + std::string{a_type(value->type)},
        "Write \"all\", \"none\" or {\"field\": \"expression\"}.");
    return fallback;
}

}  // namespace

CallSettings parse_call(const Reader& node, NodeIndex self, Draft& draft) {
    CallSettings call;
    call.definition = node.require_text("definition").value_or("");
    if (!call.definition.empty() && !is_callable_name(call.definition))
        node.report().error(
            "bad_name", node.path("definition"),
            in_quotes(call.definition) + " is neither the key of a definition nor the id of a process");
    else if (!call.definition.empty())
        draft.references.push_back(
            {.kind = ReferenceKind::Definition, .id = call.definition, .path = node.path("definition")});
    call.version = parse_version(node);
    call.all_in = parse_passing(node, "in", true, &self, call.in, draft);
    call.all_out = parse_passing(node, "out", false, nullptr, call.out, draft);
    return call;
}

void describe_call(SchemaParts& parts) {
    parts.write("version", R"({"anyOf": [{"const": "latest"}, {"$ref": "#/$defs/count"}]})");
    parts.words("passing", passing_words);
    parts.write("mappings", R"json({"type": "object", "additionalProperties": false,
        "patternProperties": {"^(ui$|x_)": {}, "^(?!ui$|x_)": {"$ref": "#/$defs/text"}}})json");
    parts.either("passed", {"passing", "mappings"});
}

}  // namespace wf::compiler
