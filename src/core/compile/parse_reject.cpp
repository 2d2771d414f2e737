// "on_reject" of an approval, or of the definition for all that do not say: what follows a rejection.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Key reject_keys[] = {{"node", "text"}, {"flow", "text"}};
constexpr Word<OnReject> words[] = {{"end", OnReject::End}, {"start", OnReject::Start}};
constexpr std::string_view example =
    R"(Write "end", "start", {"node": "id of a node"} or {"flow": "id of a flow"}.)";

void parse_target(const Reader& reader, Draft& draft, RejectSource& reject) {
    reader.allow_keys(reject_keys);
    if ((reader.find("node") != nullptr) == (reader.find("flow") != nullptr)) {
        reader.report().error("conflicting_keys", reader.path(),
                              "\"on_reject\" must name either a node or a flow", std::string{example});
        return;
    }
    const bool is_flow = reader.find("flow") != nullptr;
    reject.what = is_flow ? OnReject::Flow : OnReject::Node;
    reject.to = reader.require_text(is_flow ? "flow" : "node").value_or("");
    if (!is_flow && !reject.to.empty())
        draft.signed_nodes.push_back({.id = reject.to, .path = reader.path("node"), .what = "on_reject"});
}

}  // namespace

void parse_on_reject(const Reader& owner, Draft& draft, RejectSource& reject) {
    const JsonValue* value = owner.find("on_reject");
    if (value == nullptr) return;
    reject = {.path = owner.path("on_reject")};
    if (value->is(JsonValue::Type::Object))
        return parse_target({*value, reject.path, owner.report()}, draft, reject);
    if (value->is(JsonValue::Type::String)) {
        reject.what = owner.word("on_reject", words, "on_reject").value_or(OnReject::End);
        return;
    }
    owner.report().error(
        "wrong_type", reject.path,
        "\"on_reject\" must be a string or an object, not " + std::string{a_type(value->type)},
        std::string{example});
}

// Only an approval has flows of its own to name.
void describe_reject(SchemaParts& parts) {
    parts.words("on_reject_word", words);
    parts.object("reject_to", reject_keys, R"({"oneOf": [{"required": ["node"]}, {"required": ["flow"]}]})");
    parts.object("reject_to_node", std::span{reject_keys}.first(1), R"({"required": ["node"]})");
    parts.either("on_reject", {"on_reject_word", "reject_to"});
    parts.either("on_reject_of_all", {"on_reject_word", "reject_to_node"});
}

}  // namespace wf::compiler
