// Activities that are done more than once: "multi" (once for each of several) and "loop" (again while).
#include "core/compile/expression.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Key multi_keys[] = {
    {"count", "number_of_times"}, {"collection", "text"}, {"element", "text"},
    {"sequential", "boolean"},    {"until", "text"},      {"cancel_rest", "boolean"},
    {"wait", "boolean"},          {"output", "text"},     {"output_element", "text"}};
constexpr Key loop_keys[] = {{"while", "text"}, {"test_before", "boolean"}, {"max", "count"}};

// A variable, which expressions must be able to name.
std::string parse_variable(const Reader& reader, std::string_view key) {
    const std::string name = reader.optional_text(key).value_or("");
    if (!name.empty() && (!is_expression_name(name) || is_reserved_name(name)))
        reader.report().error("bad_name", reader.path(key),
                              in_quotes(name) + " cannot be the name of a variable",
                              "Use a letter and then letters, digits and \"_\", at most 63 bytes in all.");
    return name;
}

void check_partners(const Reader& reader) {
    const auto has = [&](std::string_view key) { return reader.find(key) != nullptr; };
    if (has("count") && has("collection"))
        reader.report().error("conflicting_keys", reader.path("collection"),
                              "\"count\" and \"collection\" exclude each other", "Leave one of them out.");
    if (!has("count") && !has("collection"))
        reader.report().error("missing_key", reader.path(), "\"multi\" does not say how many",
                              "Give \"count\": 3, or \"collection\": \"a list\".");
    if (has("element") && has("count") && !has("collection"))
        reader.report().error("conflicting_keys", reader.path("element"),
                              "\"element\" and \"count\" exclude each other",
                              "An element is an item of a \"collection\"; with \"count\" use loopCounter.");
    if (has("output_element") && !has("output"))
        reader.report().error("missing_key", reader.path(),
                              "key \"output\" is missing: \"output_element\" says what it collects",
                              "Name the field of the form that gets the list.");
}

// How many there are is seen from outside; what ends them and what they give, from within.
Loop parse_multi(const Reader& reader, NodeIndex self, NodeIndex parent, Draft& draft) {
    reader.allow_keys(multi_keys);
    check_partners(reader);
    Loop loop;
    loop.kind = reader.boolean("sequential", false) ? LoopKind::Sequential : LoopKind::Parallel;
    loop.count = parse_count(reader, "count", 0, parent, draft);
    loop.collection =
        parse_expression(reader, "collection", parent, draft, feel::StaticType::of(feel::Type::List));
    loop.element = parse_variable(reader, "element");
    loop.until = parse_expression(reader, "until", self, draft, truth());
    loop.cancel_rest = reader.boolean("cancel_rest", true);
    loop.wait = reader.boolean("wait", true);
    loop.output = reader.optional_text("output").value_or("");
    loop.output_element = parse_expression(reader, "output_element", self, draft);
    return loop;
}

Loop parse_standard(const Reader& reader, NodeIndex self, Draft& draft) {
    reader.allow_keys(loop_keys);
    Loop loop;
    loop.kind = LoopKind::Standard;
    loop.condition = parse_expression(reader, "while", self, draft, truth());
    loop.test_before = reader.boolean("test_before", false);
    loop.max = reader.integer("max", 1).value_or(0);
    return loop;
}

}  // namespace

Loop parse_loop(const Reader& node, NodeIndex self, NodeIndex parent, Draft& draft) {
    const JsonValue* multi = node.optional("multi", JsonValue::Type::Object);
    const JsonValue* standard = node.optional("loop", JsonValue::Type::Object);
    if (multi != nullptr && standard != nullptr)
        node.report().error("conflicting_keys", node.path("loop"),
                            "\"multi\" and \"loop\" exclude each other",
                            "Put the activity into a subprocess with the other one.");
    Loop loop;
    if (standard != nullptr)
        loop = parse_standard(Reader{*standard, node.path("loop"), node.report()}, self, draft);
    if (multi != nullptr)
        loop = parse_multi(Reader{*multi, node.path("multi"), node.report()}, self, parent, draft);
    return loop;
}

void describe_loops(SchemaParts& parts) {
    parts.object("multi", multi_keys, R"({"oneOf": [{"required": ["count"]}, {"required": ["collection"]}],
        "dependentRequired": {"output_element": ["output"]}})");
    parts.object("loop", loop_keys);
    parts.write("number_of_times",
                R"({"type": ["integer", "string"], "minimum": 0, "maximum": 2147483647, "minLength": 1})");
}

}  // namespace wf::compiler
