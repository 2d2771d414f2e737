#include "core/compile/parse.hpp"

#include "core/compile/names.hpp"
#include "core/compile/schema_parts.hpp"
#include "core/model/time.hpp"

namespace wf::compiler {

namespace {

constexpr Key definition_keys[] = {
    {"$schema", "text"},           required("key", "text"),    {"name", "local_text"},
    {"description", "local_text"}, {"form", "form"},           {"decisions", "decisions"},
    required("nodes", "nodes"),    required("flows", "flows"), {"implicit_ends", "boolean"},
    {"on_leave", "on_leave"},      {"business_table", "text"}, {"department", "text"},
    {"start", "starting"},         {"summary", "texts"},       {"withdraw", "withdraw"},
    {"revoke", "revoke"},          {"senders", "senders"},     {"on_reject", "on_reject_of_all"},
    {"time_zone", "text"},         {"calendar", "text"}};

// Who may send messages and signals to it. Read where they are sent, from the source.
void check_senders(const Reader& top) {
    if (top.find("senders") == nullptr) return;
    const std::vector<std::string> senders = top.require_texts("senders");
    for (std::size_t i = 0; i < senders.size(); ++i) {
        const std::size_t colon = senders[i].find(':');
        const std::string kind = senders[i].substr(0, colon);
        const bool is_group = colon != std::string::npos && colon + 1 < senders[i].size() &&
                              (kind == "person" || kind == "role" || kind == "department");
        if (senders[i].empty() || senders[i] == "everyone" || is_group) continue;
        top.report().error(
            "bad_name", child(top.path("senders"), i), in_quotes(senders[i]) + " is not a sender",
            "Senders are \"everyone\", \"person:<id>\", \"role:<id>\" and \"department:<id>\".");
    }
}

void parse_on_reject_of_all(const Reader& top, Draft& draft) {
    RejectSource& reject = draft.on_reject;
    parse_on_reject(top, draft, reject);
    if (reject.what != OnReject::Flow) return;
    top.report().error("bad_value", child(reject.path, "flow"),
                       "\"on_reject\" of the definition cannot be a flow: each approval has its own flows",
                       "Write it at the approval.");
    reject = {};
}

void parse_time_zone(const Reader& top, Definition& definition) {
    const std::optional<std::string> name = top.optional_text("time_zone");
    if (!name) return;
    definition.time_zone = zone_named(*name);
    if (!definition.time_zone)
        top.report().error("bad_value", top.path("time_zone"), in_quotes(*name) + " is not a time zone",
                           "Time zones have the names of the IANA database, such as \"Europe/Paris\".");
}

}  // namespace

Draft parse_definition(const JsonValue& root, const CompileLimits& limits, Report& report) {
    Draft draft{.limits = limits};
    if (!is_object_at(root, "", "a definition", report)) return draft;
    const Reader top{root, "", report};
    top.allow_keys(definition_keys);
    if (auto key = top.require_text("key")) {
        if (!is_definition_key(*key))
            report.error(
                "bad_name", top.path("key"), in_quotes(*key) + " is not a key",
                "A key is a letter or \"_\", and then letters, digits, \"_\", \".\" or \"-\": at most 63 bytes.");
        draft.definition.key = std::move(*key);
    }
    top.optional_text("$schema");  // for editors: checked, not kept
    draft.definition.name = top.local_text("name");
    top.local_text("description");  // checked, not kept
    draft.definition.business_table = top.optional_text("business_table").value_or("");
    draft.definition.department = parse_reference(top, "department", ReferenceKind::Department, draft);
    draft.definition.form = parse_form(top, draft);
    parse_time_zone(top, draft.definition);
    draft.definition.calendar = parse_calendar(top, draft, "");
    parse_decisions(top, draft);
    parse_form_rules(top, draft);
    draft.definition.implicit_ends = top.boolean("implicit_ends", false);
    parse_on_leave(top, draft, draft.on_leave, draft.leave_users);
    parse_on_reject_of_all(top, draft);
    parse_withdraw(top, draft.definition);
    parse_revoke(top, draft.definition);
    parse_nodes(top, no_node, draft);
    parse_flows(top, no_node, draft);
    parse_starting(top, draft);
    parse_summary(top, draft);
    check_senders(top);
    return draft;
}

void describe_definition(SchemaParts& parts) {
    parts.object("definition", definition_keys);
    parts.write("senders", R"json({"type": "array", "minItems": 1,
        "items": {"type": "string", "pattern": "^(everyone$|(person|role|department):.)"}})json");
}

}  // namespace wf::compiler
