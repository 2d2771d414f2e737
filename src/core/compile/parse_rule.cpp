// Approver rules: {"by": "role", "role": "board"} and the others of docs/reference/definition/people.md.
#include "core/compile/expression.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <algorithm>
#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<RuleKind> rule_kinds[] = {
    {"users", RuleKind::Users},
    {"role", RuleKind::Role},
    {"administrators", RuleKind::Role},
    {"position", RuleKind::Position},
    {"department", RuleKind::Department},
    {"reporting_line", RuleKind::ReportingLine},
    {"initiator", RuleKind::Initiator},
    {"chosen_at_start", RuleKind::ChosenAtStart},
    {"form_field", RuleKind::FormField},
    {"chosen_by_previous", RuleKind::ChosenByPrevious},
    {"last_handler", RuleKind::LastHandler},
    {"expression", RuleKind::Expression},
    {"decision", RuleKind::Expression},
    {"function", RuleKind::Function},
};

// Short for another rule: {"by": "decision"}, {"by": "administrators"}.
bool is_by(const Reader& reader, std::string_view word) {
    const JsonValue* by = reader.find("by");
    return by != nullptr && by->text == word;
}

constexpr Key users_rule[] = {required("by", "text"), required("users", "texts")};
constexpr Key role_rule[] = {required("by", "text"), required("role", "text")};
constexpr Key position_rule[] = {
    required("by", "text"), required("position", "text"), {"department", "text"}};
constexpr Key department_rule[] = {
    required("by", "text"), required("department", "text"), {"head", "boolean"}};
constexpr Key line_rule[] = {required("by", "text"),
                             {"from", "line_start"},
                             {"level", "count"},
                             {"continuous", "boolean"},
                             {"until", "line_until"}};
constexpr Key chosen_rule[] = {required("by", "text"), {"among", "rules"}};
constexpr Key bare_rule[] = {required("by", "text")};
constexpr Key expression_rule[] = {required("by", "text"), required("expression", "text")};
constexpr Key decision_rule[] = {required("by", "text"), required("decision", "text"), {"output", "text"}};
constexpr Key form_field_rule[] = {required("by", "text"), required("field", "text")};
constexpr Key last_handler_rule[] = {required("by", "text"), {"node", "text"}};
constexpr Key function_rule[] = {required("by", "text"), required("function", "text")};

std::span<const Key> keys_of(std::string_view by, RuleKind kind) {
    switch (kind) {
        case RuleKind::Users: return users_rule;
        case RuleKind::Role:
            if (by == "administrators") return bare_rule;
            return role_rule;
        case RuleKind::Position: return position_rule;
        case RuleKind::Department: return department_rule;
        case RuleKind::ReportingLine: return line_rule;
        case RuleKind::ChosenAtStart: return chosen_rule;
        case RuleKind::Initiator: return bare_rule;
        case RuleKind::Expression:
            if (by == "decision") return decision_rule;
            return expression_rule;
        case RuleKind::FormField: return form_field_rule;
        case RuleKind::ChosenByPrevious: return chosen_rule;
        case RuleKind::LastHandler: return last_handler_rule;
        case RuleKind::Function: return function_rule;
    }
    return bare_rule;
}

std::string require_reference(const Reader& reader, std::string_view key, ReferenceKind kind, Draft& draft) {
    return reader.require(key, JsonValue::Type::String) != nullptr ? parse_reference(reader, key, kind, draft)
                                                                   : std::string{};
}

// A department's id, or where to find one: "initiator" (the one of the person who started), "document" (the
// business row), "field:NAME".
std::string parse_department(const Reader& reader, NodeIndex self, Draft& draft) {
    const std::optional<std::string> id = reader.optional_text("department");
    if (!id) return {};
    if (*id == "document" || *id == "initiator" ||
        note_field(reader, "department", *id, FieldContent::Department, self, draft))
        return *id;
    return parse_reference(reader, "department", ReferenceKind::Department, draft);
}

bool is_chosen(RuleKind kind) {
    return kind == RuleKind::ChosenAtStart || kind == RuleKind::ChosenByPrevious;
}

void parse_among(const Reader& reader, NodeIndex self, Draft& draft, ApproverRule& rule) {
    if (reader.find("among") == nullptr) return;
    rule.among = parse_rules(reader, "among", self, draft);
    for (const ApproverRule& candidate : rule.among)
        if (is_chosen(candidate.kind))
            reader.report().error("bad_value", reader.path("among"),
                                  candidate.kind == RuleKind::ChosenAtStart
                                      ? "\"among\" cannot itself be chosen at start"
                                      : "\"among\" cannot itself be chosen by somebody");
}

void parse_last_handler(const Reader& reader, Draft& draft, ApproverRule& rule) {
    draft.definition.remembers_signers = true;
    rule.node = reader.optional_text("node").value_or("");
    if (!rule.node.empty())
        draft.signed_nodes.push_back({.id = rule.node, .path = reader.path("node"), .what = "last_handler"});
}

void parse_rule_expression(const Reader& reader, NodeIndex self, Draft& draft, ApproverRule& rule) {
    if (reader.require("expression", JsonValue::Type::String) != nullptr)
        rule.expression = parse_expression(reader, "expression", self, draft);
}

// {"by": "decision", "decision": "matrix", "output": "approvers"}: short for the expression matrix.approvers.
void parse_rule_decision(const Reader& reader, NodeIndex self, Draft& draft, ApproverRule& rule) {
    const std::optional<std::string> name = reader.require_text("decision");
    const std::optional<std::string> output = reader.optional_text("output");
    if (!name) return;
    const DecisionTable* table = nullptr;
    std::vector<std::string_view> names, outputs;
    for (const DecisionTable& known : draft.definition.decisions) {
        names.push_back(known.name);
        if (known.name == *name) table = &known;
    }
    if (table == nullptr) {
        reader.report().error("unknown_name", reader.path("decision"),
                              "there is no decision " + in_quotes(*name),
                              reader.report().did_you_mean(*name, names));
        return;
    }
    for (const DecisionOutput& known : table->outputs) outputs.push_back(known.name);
    const bool has_several = outputs.size() > 1;
    if (has_several && !output)
        reader.report().error("missing_key", reader.path(), "\"output\" is missing",
                              "Say which output of the decision has the people.");
    else if (output && std::find(outputs.begin(), outputs.end(), *output) == outputs.end())
        reader.report().error("unknown_name", reader.path("output"),
                              "decision " + in_quotes(*name) + " has no output " + in_quotes(*output),
                              reader.report().did_you_mean(*output, outputs));
    rule.expression = parse_feel(has_several && output ? *name + "." + *output : *name,
                                 reader.path("decision"), "decision", draft.vocabulary, reader.report());
    if (rule.expression) note_names(*rule.expression, reader.path("decision"), self, "decision", draft.names);
}

void parse_kind(const Reader& reader, RuleKind kind, NodeIndex self, Draft& draft, ApproverRule& rule) {
    switch (kind) {
        case RuleKind::Users: rule.users = parse_persons(reader, "users", draft); return;
        case RuleKind::Role:
            // "role:admin" means the administrators, whatever their role is called.
            rule.role = is_by(reader, "administrators")
                            ? "admin"
                            : require_reference(reader, "role", ReferenceKind::Role, draft);
            return;
        case RuleKind::Position:
            rule.position = require_reference(reader, "position", ReferenceKind::Position, draft);
            rule.department = parse_department(reader, self, draft);
            return;
        case RuleKind::Department:
            if (reader.require("department", JsonValue::Type::String) != nullptr)
                rule.department = parse_department(reader, self, draft);
            rule.head = reader.boolean("head", false);
            return;
        case RuleKind::ReportingLine: parse_line(reader, self, draft, rule); return;
        case RuleKind::ChosenAtStart:
        case RuleKind::ChosenByPrevious: parse_among(reader, self, draft, rule); return;
        case RuleKind::Initiator: return;
        case RuleKind::Expression:
            if (is_by(reader, "decision"))
                parse_rule_decision(reader, self, draft, rule);
            else
                parse_rule_expression(reader, self, draft, rule);
            return;
        case RuleKind::FormField:
            rule.field = reader.require_text("field").value_or("");
            if (!rule.field.empty())
                draft.fields.push_back({.name = rule.field, .path = reader.path("field"), .inside = self});
            return;
        case RuleKind::LastHandler: parse_last_handler(reader, draft, rule); return;
        case RuleKind::Function: rule.function = reader.require_text("function").value_or(""); return;
    }
}

}  // namespace

ApproverRule parse_rule(const Reader& reader, const JsonValue& json, NodeIndex self, Draft& draft) {
    ApproverRule rule;
    rule.text = to_text(json);
    std::optional<RuleKind> kind;
    if (reader.find("by") == nullptr)
        reader.require("by", JsonValue::Type::String);
    else
        kind = reader.word("by", rule_kinds, "approver rule");
    if (!kind) return rule;
    rule.kind = *kind;
    reader.allow_keys(keys_of(reader.find("by")->text, *kind));
    parse_kind(reader, *kind, self, draft, rule);
    return rule;
}

std::string parse_reference(const Reader& reader, std::string_view key, ReferenceKind kind, Draft& draft) {
    std::optional<std::string> id = reader.optional_text(key);
    if (!id) return {};
    draft.references.push_back({.kind = kind, .id = *id, .path = reader.path(key)});
    return std::move(*id);
}

bool note_field(const Reader& reader, std::string_view key, std::string_view text, FieldContent content,
                NodeIndex self, Draft& draft) {
    constexpr std::string_view prefix = "field:";
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    if (text.empty())
        reader.report().error("empty_value", reader.path(key), in_quotes(prefix) + " names no field");
    else
        draft.fields.push_back(
            {.name = std::string{text}, .path = reader.path(key), .content = content, .inside = self});
    return true;
}

std::vector<PersonId> parse_persons(const Reader& owner, std::string_view key, Draft& draft) {
    std::vector<PersonId> persons = owner.require_texts(key);
    const JsonValue* list = owner.find(key);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i)
        if (list->items[i].is(JsonValue::Type::String) && !list->items[i].text.empty())
            draft.references.push_back({.kind = ReferenceKind::Person,
                                        .id = list->items[i].text,
                                        .path = child(owner.path(key), i)});
    return persons;
}

std::vector<ApproverRule> parse_rules(const Reader& owner, std::string_view key, NodeIndex self,
                                      Draft& draft) {
    std::vector<ApproverRule> rules;
    const JsonValue* list = owner.require(key, JsonValue::Type::Array);
    if (list == nullptr) return rules;
    if (list->items.empty())
        owner.report().error("empty_value", owner.path(key), in_quotes(key) + " is empty",
                             "Give at least one rule such as {\"by\": \"role\", \"role\": \"board\"}.");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = child(owner.path(key), i);
        if (is_object_at(list->items[i], path, "an approver rule", owner.report()))
            rules.push_back(
                parse_rule(Reader{list->items[i], path, owner.report()}, list->items[i], self, draft));
    }
    return rules;
}

void describe_rules(SchemaParts& parts) {
    std::vector<std::pair<std::string_view, std::string>> kinds;
    for (const Word<RuleKind>& word : rule_kinds) {
        kinds.emplace_back(word.text, "rule_" + std::string{word.text});
        parts.object(kinds.back().second, keys_of(word.text, *word.value));
    }
    parts.choice("rule", "by", kinds);
    parts.list("rules", "rule", 1);
}

}  // namespace wf::compiler
