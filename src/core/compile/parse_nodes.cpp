#include "core/compile/buttons.hpp"
#include "core/compile/event.hpp"
#include "core/compile/expression.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

// The event nodes are Catch here; parse_word makes those that throw Throw. For links, see link_links.cpp.
constexpr Word<NodeWord> node_types[] = {
    {"start", NodeWord{NodeType::Start}},
    {"end", NodeWord{NodeType::End}},
    {"approval", NodeWord{NodeType::Approval}},
    {"task", NodeWord{NodeType::Task}},
    {"copy", NodeWord{NodeType::Copy}},
    {"service", NodeWord{NodeType::Service}},
    {"script", NodeWord{NodeType::Script}},
    {"pass", NodeWord{NodeType::Pass}},
    {"exclusive", NodeWord{NodeType::Exclusive}},
    {"parallel", NodeWord{NodeType::Parallel}},
    {"inclusive", NodeWord{NodeType::Inclusive}},
    {"complex", NodeWord{NodeType::Complex}},
    {"event_gateway", NodeWord{NodeType::EventGateway}},
    {"timer", NodeWord{NodeType::Catch, EventKind::Timer}},
    {"message", NodeWord{NodeType::Catch, EventKind::Message}},
    {"signal", NodeWord{NodeType::Catch, EventKind::Signal}},
    {"condition", NodeWord{NodeType::Catch, EventKind::Condition}},
    {"escalation", NodeWord{NodeType::Throw, EventKind::Escalation}},
    {"compensation", NodeWord{NodeType::Throw, EventKind::Compensation}},
    {"link", NodeWord{NodeType::Catch, EventKind::Link}},
    {"subprocess", NodeWord{NodeType::Subprocess}},
    {"call", NodeWord{NodeType::Call}},
};

// On nodes of any type.
constexpr std::string_view later_keys[] = {
    "decisions",
    "max_rounds",
};

std::optional<NodeWord> parse_word(const Reader& reader) {
    if (reader.find("type") == nullptr) {
        reader.require("type", JsonValue::Type::String);
        return std::nullopt;
    }
    std::optional<NodeWord> word = reader.word("type", node_types, "node type");
    if (!word || (word->event != EventKind::Message && word->event != EventKind::Signal)) return word;
    if (reader.boolean("throw", false)) word->type = NodeType::Throw;
    return word;
}

void parse_complex_need(const Reader& reader, NodeIndex self, Node& node, Draft& draft) {
    const JsonValue* need = reader.find("need");
    if (need != nullptr && need->is(JsonValue::Type::Number))
        node.need = reader.integer("need", 1).value_or(1);
    else
        node.need_when = parse_count(reader, "need", 1, self, draft);
    node.cancel_rest = reader.boolean("cancel_rest", false);
}

void parse_start_settings(const Reader& reader, NodeIndex self, Node& node, NodeSource& source,
                          Draft& draft) {
    source.has_trigger = reader.find("trigger") != nullptr;
    source.has_interrupting = reader.find("interrupting") != nullptr;
    node.event = parse_start(reader, self, draft);
}

void parse_settings(const Reader& reader, NodeIndex self, Node& node, NodeSource& source, Draft& draft) {
    switch (node.type) {
        case NodeType::Start: parse_start_settings(reader, self, node, source, draft); return;
        case NodeType::End: node.event = parse_end(reader, self, draft); return;
        case NodeType::Approval:
            source.has_vote = reader.find("vote") != nullptr;
            source.reject_path = reader.find("on_reject") ? reader.path("on_reject") : draft.on_reject.path;
            node.approval = parse_approval(reader, self, draft);
            node.handler.send_back = parse_send_back(reader, draft);
            return;
        case NodeType::Task:
            node.approval = parse_task(reader, self, draft);
            node.handler.send_back = parse_send_back(reader, draft);
            return;
        case NodeType::Copy: node.copy_to = parse_rules(reader, "to", self, draft); return;
        case NodeType::Service:
            node.topic = reader.optional_text("topic").value_or(node.id);
            node.retries = reader.integer("retries", 1).value_or(node.retries);
            return;
        case NodeType::Script: node.function = reader.require_text("function").value_or(""); return;
        case NodeType::Complex: parse_complex_need(reader, self, node, draft); return;
        case NodeType::Catch:
            node.event = parse_event(reader, node.event.kind, EventRole::Caught, self, draft);
            return;
        case NodeType::Throw:
            node.event = parse_event(reader, node.event.kind, EventRole::Thrown, self, draft);
            return;
        case NodeType::Subprocess:
            node.is_event_subprocess = reader.boolean("event", false);
            node.is_transaction = reader.boolean("transaction", false);
            return;
        case NodeType::Call: node.call = parse_call(reader, self, draft); return;
        case NodeType::Pass:
        case NodeType::Exclusive:
        case NodeType::Parallel:
        case NodeType::Inclusive:
        case NodeType::EventGateway:
        case NodeType::Boundary: return;
    }
}

void parse_activity(const Reader& reader, NodeIndex self, Node& node, NodeSource& source, Draft& draft) {
    node.loop = parse_loop(reader, self, node.parent, draft);
    node.mutex = reader.optional_text("mutex").value_or("");
    if (reader.find("cancels") != nullptr) source.cancels = reader.require_texts("cancels");
}

// Recursive: max_nesting bounds it.
void parse_node(const Reader& reader, NodeIndex parent, Draft& draft) {
    const auto self = static_cast<NodeIndex>(draft.nodes.size());
    Node node;
    node.parent = parent;
    NodeSource source{.path = reader.path()};
    node.id = parse_id(reader);
    const std::optional<NodeWord> word = parse_word(reader);
    node.name = reader.local_text("name");
    node.tag = parse_tag(reader);
    reader.boolean("hidden", false);  // checked, not kept: wf.steps leaves it out
    if (word) {
        source.has_known_type = true;
        node.type = word->type;
        node.event.kind = word->event;
        reader.allow_keys(keys_of(*word, reader), later_keys);
        parse_settings(reader, self, node, source, draft);
        if (has_timers(node)) node.calendar = parse_calendar(reader, draft, draft.definition.calendar);
        parse_handler(reader, node.type, draft, node.handler);
        if (has_activity_keys(*word)) parse_activity(reader, self, node, source, draft);
        if (has_buttons(word->type)) node.handler.buttons = parse_buttons(reader, word->type);
    }
    draft.definition.nodes.push_back(std::move(node));
    draft.nodes.push_back(std::move(source));
    if (!word) return;
    if (has_activity_keys(*word)) parse_boundary(reader, self, draft);
    if (word->type != NodeType::Subprocess) return;
    parse_nodes(reader, self, draft);
    // Flows between nodes that could not be read would all be dangling.
    if (draft.nodes[self].has_nodes)
        parse_flows(reader, self, draft);
    else
        reader.require("flows", JsonValue::Type::Array);
}

bool is_nested_too_deep(NodeIndex parent, const std::string& path, const Draft& draft, Report& report) {
    std::size_t depth = 0;
    for (; parent != no_node; parent = draft.definition.nodes[parent].parent) ++depth;
    if (depth <= draft.limits.max_nesting) return false;
    report.error(
        "too_deep", path,
        "subprocesses are nested deeper than " + std::to_string(draft.limits.max_nesting) + " levels");
    return true;
}

using nlohmann::json;

json ref_if(const json& condition, const std::string& part) {
    return {{"if", condition}, {"then", SchemaParts::ref(part)}};
}

// By its trigger, if it has one.
void describe_start_node(SchemaParts& parts, const std::string& name, NodeWord word) {
    json cases = json::array();
    std::vector<std::string_view> triggers;
    parts.object(name + "_plain", keys_of(word, std::span<const Key>{}));
    cases.push_back(ref_if(json::parse(R"({"not": {"required": ["trigger"]}})"), name + "_plain"));
    for (const auto& [trigger, kind] : trigger_words()) {
        const std::string part = name + "_" + std::string{trigger};
        triggers.push_back(trigger);
        parts.object(part, keys_of(word, event_keys(kind, EventRole::Caught)), law_of_event(kind));
        cases.push_back(
            ref_if({{"required", {"trigger"}}, {"properties", {{"trigger", {{"const", trigger}}}}}}, part));
    }
    parts.texts("trigger", triggers);
    parts.add(name,
              json{{"properties", {{"trigger", SchemaParts::ref("trigger")}}}, {"allOf", std::move(cases)}});
}

// By what it does besides ending: one thing at most; what is false is not done.
void describe_end_node(SchemaParts& parts, const std::string& name, NodeWord word) {
    const std::span<const Key> results = end_result_keys();
    json cases = json::array(), none = json::array();
    for (std::size_t i = 0; i <= results.size(); ++i) {
        std::vector<Key> keys;
        for (const Key& key : keys_of(word, std::span<const Key>{})) keys.push_back(key);
        for (std::size_t other = 0; other < results.size(); ++other)
            if (other != i) keys.push_back({results[other].name, "no_result"});
        if (i == results.size()) {
            parts.object(name + "_plain", keys);
            break;
        }
        keys.push_back(results[i]);
        const EventKind kind = result_of_key(i);
        if (kind != EventKind::Compensation)
            for (const Key& key : event_keys(kind, EventRole::Thrown)) keys.push_back(key);
        const std::string result{results[i].name};
        parts.object(name + "_" + result, keys);
        const json asked{{"required", {result}}, {"properties", {{result, {{"not", {{"const", false}}}}}}}};
        none.push_back({{"not", asked}});
        cases.push_back(ref_if(asked, name + "_" + result));
    }
    cases.push_back(ref_if({{"allOf", std::move(none)}}, name + "_plain"));
    parts.add(name, json{{"allOf", std::move(cases)}});
}

void describe_node(SchemaParts& parts, const std::string& name, NodeWord word) {
    if (word.type == NodeType::Start) return describe_start_node(parts, name, word);
    if (word.type == NodeType::End) return describe_end_node(parts, name, word);
    const EventRole role = word.type == NodeType::Throw ? EventRole::Thrown : EventRole::Caught;
    const bool may_throw = word.event == EventKind::Message || word.event == EventKind::Signal;
    parts.object(may_throw ? name + "_caught" : name, keys_of(word, event_keys(word.event, role)),
                 law_of(word));
    if (!may_throw) return;
    parts.object(name + "_thrown",
                 keys_of({NodeType::Throw, word.event}, event_keys(word.event, EventRole::Thrown)));
    parts.add(
        name,
        json{{"if", json::parse(R"({"required": ["throw"], "properties": {"throw": {"const": true}}})")},
             {"then", SchemaParts::ref(name + "_thrown")},
             {"else", SchemaParts::ref(name + "_caught")}});
}

}  // namespace

std::string parse_id(const Reader& reader) {
    std::optional<std::string> id = reader.require_text("id");
    if (!id) return {};
    if (!is_id(*id))
        reader.report().error("bad_name", reader.path("id"), in_quotes(*id) + " is not an id",
                              "An id has at most 63 bytes and no control characters.");
    return std::move(*id);
}

bool has_room(const JsonValue& list, const std::string& path, Draft& draft, Report& report) {
    if (draft.has_too_many_nodes) return false;
    draft.expected_nodes += list.items.size();
    if (draft.expected_nodes <= draft.limits.max_nodes) return true;
    draft.has_too_many_nodes = true;
    draft.has_nodes = false;
    report.error("too_many_nodes", path,
                 "definition has more than " + std::to_string(draft.limits.max_nodes) + " nodes");
    return false;
}

void parse_nodes(const Reader& owner, NodeIndex parent, Draft& draft) {
    const JsonValue* nodes = owner.require("nodes", JsonValue::Type::Array);
    if (nodes == nullptr) return;
    const std::string path = owner.path("nodes");
    if (is_nested_too_deep(parent, path, draft, owner.report())) return;
    (parent == no_node ? draft.has_nodes : draft.nodes[parent].has_nodes) = true;
    if (!has_room(*nodes, path, draft, owner.report())) return;
    for (std::size_t i = 0; i < nodes->items.size(); ++i)
        if (is_object_at(nodes->items[i], child(path, i), "a node", owner.report()))
            parse_node(Reader{nodes->items[i], child(path, i), owner.report()}, parent, draft);
}

void describe_nodes(SchemaParts& parts) {
    std::vector<std::pair<std::string_view, std::string>> types;
    for (const Word<NodeWord>& word : node_types) {
        types.emplace_back(word.text, "node_" + std::string{word.text});
        describe_node(parts, types.back().second, *word.value);
    }
    parts.choice("node", "type", types);
    parts.list("nodes", "node", 0);
    parts.either("assignee", {"text", "rule"});
    parts.either("branches_needed", {"count", "text"});
    parts.either("compensated", {"true", "text"});
    parts.write("no_result", R"({"const": false})");
}

}  // namespace wf::compiler
