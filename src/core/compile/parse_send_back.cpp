// "send_back" of an approval or a task: false, or where to and how.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Key send_back_keys[] = {
    {"targets", "texts"}, {"then", "after_return"}, {"max_rounds", "count"}, {"handlers", "return_to"}};

constexpr Word<AfterReturn> ways[] = {{"forward", AfterReturn::Forward},
                                      {"back_to_returner", AfterReturn::ToReturner}};

constexpr Word<ReturnTo> handlers[] = {{"all", ReturnTo::All}, {"last", ReturnTo::Last}};

void parse_targets(const Reader& reader, SendBackSettings& settings, Draft& draft) {
    if (reader.find("targets") == nullptr) return;
    settings.targets = reader.require_texts("targets");
    for (std::size_t i = 0; i < settings.targets.size(); ++i) {
        const std::string& target = settings.targets[i];
        if (target != "start" && target != "previous")
            draft.signed_nodes.push_back(
                {.id = target, .path = child(reader.path("targets"), i), .what = "send_back"});
    }
}

}  // namespace

SendBackSettings parse_send_back(const Reader& node, Draft& draft) {
    SendBackSettings settings;
    const JsonValue* value = node.find("send_back");
    if (value == nullptr) return settings;
    if (value->is(JsonValue::Type::Boolean)) {
        settings.is_allowed = node.boolean("send_back", true);
        return settings;
    }
    if (!is_object_at(*value, node.path("send_back"), "\"send_back\"", node.report())) return settings;
    const Reader reader{*value, node.path("send_back"), node.report()};
    reader.allow_keys(send_back_keys);
    parse_targets(reader, settings, draft);
    settings.then = reader.word("then", ways, "way to go on").value_or(AfterReturn::AsSaid);
    settings.max_rounds = reader.integer("max_rounds", 1).value_or(0);
    settings.handlers = reader.word("handlers", handlers, "choice of handlers").value_or(ReturnTo::All);
    if (settings.handlers == ReturnTo::Last) draft.definition.remembers_signers = true;
    return settings;
}

void describe_send_back(SchemaParts& parts) {
    parts.words("after_return", ways);
    parts.words("return_to", handlers);
    parts.object("send_back_settings", send_back_keys);
    parts.either("send_back", {"boolean", "send_back_settings"});
}

}  // namespace wf::compiler
