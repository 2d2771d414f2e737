// Approver rules: {"by": "role", "role": "board"} and the others of DESIGN section 12.
#include "core/compile/expression.hpp"
#include "core/compile/parse.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<RuleKind> rule_kinds[] = {
    {"users", RuleKind::Users},
    {"role", RuleKind::Role},
    {"position", RuleKind::Position},
    {"department", RuleKind::Department},
    {"reporting_line", RuleKind::ReportingLine},
    {"initiator", RuleKind::Initiator},
    {"chosen_at_start", RuleKind::ChosenAtStart},
    {"form_field", std::nullopt},
    {"chosen_by_previous", std::nullopt},
    {"last_handler", std::nullopt},
    {"expression", RuleKind::Expression},
    {"function", std::nullopt},
};

constexpr Word<std::string_view> line_starts[] = {{"initiator", "initiator"}, {"previous", "previous"}};

std::span<const std::string_view> keys_of(RuleKind kind) {
    static constexpr std::string_view users[] = {"by", "users"};
    static constexpr std::string_view role[] = {"by", "role"};
    static constexpr std::string_view position[] = {"by", "position", "department"};
    static constexpr std::string_view department[] = {"by", "department", "head"};
    static constexpr std::string_view line[] = {"by", "from", "level", "continuous", "until"};
    static constexpr std::string_view chosen[] = {"by", "among"};
    static constexpr std::string_view initiator[] = {"by"};
    static constexpr std::string_view expression[] = {"by", "expression"};
    static constexpr std::string_view form_field[] = {"by", "field"};
    static constexpr std::string_view last_handler[] = {"by", "node"};
    static constexpr std::string_view function[] = {"by", "function"};
    switch (kind) {
        case RuleKind::Users:
            return users;
        case RuleKind::Role:
            return role;
        case RuleKind::Position:
            return position;
        case RuleKind::Department:
            return department;
        case RuleKind::ReportingLine:
            return line;
        case RuleKind::ChosenAtStart:
            return chosen;
        case RuleKind::Initiator:
            return initiator;
        case RuleKind::Expression:
            return expression;
        case RuleKind::FormField:
            return form_field;
        case RuleKind::ChosenByPrevious:
            return chosen;
        case RuleKind::LastHandler:
            return last_handler;
        case RuleKind::Function:
            return function;
    }
    return initiator;
}

using References = std::vector<Reference>;

// The id under `key`, noted as a reference; "" if there is none.
std::string parse_reference(const Reader& reader, std::string_view key, ReferenceKind kind,
                            References& references) {
    std::optional<std::string> id = reader.optional_text(key);
    if (!id) return {};
    references.push_back({.kind = kind, .id = *id, .path = reader.path(key)});
    return std::move(*id);
}

std::string require_reference(const Reader& reader, std::string_view key, ReferenceKind kind,
                              References& references) {
    return reader.require(key, JsonValue::Type::String) != nullptr
               ? parse_reference(reader, key, kind, references)
               : std::string{};
}

// A department's id, or "initiator": the one of the person who started.
std::string parse_department(const Reader& reader, References& references) {
    const std::optional<std::string> id = reader.optional_text("department");
    if (!id) return {};
    if (*id == "document")
        reader.report().error("not_supported_yet", reader.path("department"),
                              "department \"document\" is not supported by this version");
    if (*id == "document" || *id == "initiator") return *id;
    return parse_reference(reader, "department", ReferenceKind::Department, references);
}

void require_true(const Reader& reader, std::string_view key) {
    if (reader.require(key, JsonValue::Type::Boolean) != nullptr && !reader.boolean(key, true))
        reader.report().error("bad_value", reader.path(key), quoted(key) + " can only be true",
                              "Leave the key out instead.");
}

LineRule parse_until(const Reader& reader, References& references) {
    static constexpr std::string_view ends[] = {"position", "rank", "role", "department_head", "top"};
    reader.allow_keys(ends);
    LineRule line;
    std::string_view chosen;
    for (const std::string_view end : ends) {
        if (reader.find(end) == nullptr) continue;
        if (!chosen.empty())
            reader.report().error("conflicting_keys", reader.path(end),
                                  quoted(chosen) + " and " + quoted(end) + " exclude each other");
        else
            chosen = end;
    }
    if (chosen.empty()) {
        reader.report().error(
            "missing_key", reader.path(), "\"until\" does not say where the line ends",
            "Give one of \"position\", \"rank\", \"role\", \"department_head\" and \"top\".");
    } else if (chosen == "position") {
        line.end = LineEnd::Position;
        line.until = parse_reference(reader, chosen, ReferenceKind::Position, references);
    } else if (chosen == "role") {
        line.end = LineEnd::Role;
        line.until = parse_reference(reader, chosen, ReferenceKind::Role, references);
    } else if (chosen == "rank") {
        line.end = LineEnd::Rank;
        line.rank = reader.integer(chosen, INT32_MIN).value_or(0);
    } else {
        line.end = chosen == "top" ? LineEnd::Top : LineEnd::DepartmentHead;
        require_true(reader, chosen);
    }
    return line;
}

std::string parse_line_start(const Reader& reader) {
    const JsonValue* from = reader.find("from");
    if (from != nullptr && from->is(JsonValue::Type::String) && from->text.starts_with("field:")) {
        reader.report().error("not_supported_yet", reader.path("from"),
                              "a reporting line from a form field is not supported by this version");
        return "initiator";
    }
    return std::string{reader.word("from", line_starts, "start of a reporting line").value_or("initiator")};
}

LineRule parse_line(const Reader& reader, References& references) {
    const JsonValue* until = reader.optional("until", JsonValue::Type::Object);
    if (reader.find("until") != nullptr && reader.find("level") != nullptr)
        reader.report().error("conflicting_keys", reader.path("level"),
                              "\"level\" and \"until\" exclude each other", "Leave one of them out.");
    const std::optional<std::int32_t> level = reader.integer("level", 1);
    const bool continuous = reader.boolean("continuous", until != nullptr);
    if (until == nullptr) {
        LineRule line;
        line.level = level.value_or(1);
        line.continuous = continuous;
        return line;
    }
    if (!continuous)
        reader.report().error("conflicting_keys", reader.path("continuous"),
                              "a reporting line with \"until\" is always continuous",
                              "Leave \"continuous\" out.");
    return parse_until(Reader{*until, reader.path("until"), reader.report()}, references);
}

void parse_kind(const Reader& reader, RuleKind kind, ApproverRule& rule, References& references) {
    switch (kind) {
        case RuleKind::Users:
            rule.users = parse_persons(reader, "users", references);
            return;
        case RuleKind::Role:
            rule.role = require_reference(reader, "role", ReferenceKind::Role, references);
            return;
        case RuleKind::Position:
            rule.position = require_reference(reader, "position", ReferenceKind::Position, references);
            rule.department = parse_department(reader, references);
            return;
        case RuleKind::Department:
            if (reader.require("department", JsonValue::Type::String) != nullptr)
                rule.department = parse_department(reader, references);
            rule.head = reader.boolean("head", false);
            return;
        case RuleKind::ReportingLine:
            rule.from = parse_line_start(reader);
            rule.line = parse_line(reader, references);
            return;
        case RuleKind::ChosenAtStart:
            if (reader.find("among") != nullptr) rule.among = parse_rules(reader, "among", references);
            for (const ApproverRule& candidate : rule.among)
                if (candidate.kind == RuleKind::ChosenAtStart)
                    reader.report().error("bad_value", reader.path("among"),
                                          "\"among\" can't itself be chosen at start");
            return;
        case RuleKind::Initiator:
        case RuleKind::FormField:
        case RuleKind::ChosenByPrevious:
        case RuleKind::LastHandler:
        case RuleKind::Function:
            return;
        case RuleKind::Expression:
            if (const std::optional<std::string> text = reader.require_text("expression"))
                rule.expression = parse_feel(*text, reader.path("expression"), "expression", reader.report());
            return;
    }
}

}  // namespace

ApproverRule parse_rule(const Reader& reader, const JsonValue& json, References& references) {
    ApproverRule rule;
    rule.text = to_text(json);
    std::optional<RuleKind> kind;
    if (reader.find("by") == nullptr)
        reader.require("by", JsonValue::Type::String);
    else
        kind = reader.word("by", rule_kinds, "approver rule");
    if (!kind) return rule;
    rule.kind = *kind;
    reader.allow_keys(keys_of(*kind));
    parse_kind(reader, *kind, rule, references);
    return rule;
}

std::vector<PersonId> parse_persons(const Reader& owner, std::string_view key, References& references) {
    std::vector<PersonId> persons = owner.require_texts(key);
    const JsonValue* list = owner.find(key);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i)
        if (list->items[i].is(JsonValue::Type::String) && !list->items[i].text.empty())
            references.push_back({.kind = ReferenceKind::Person,
                                  .id = list->items[i].text,
                                  .path = child(owner.path(key), i)});
    return persons;
}

std::vector<ApproverRule> parse_rules(const Reader& owner, std::string_view key, References& references) {
    std::vector<ApproverRule> rules;
    const JsonValue* list = owner.require(key, JsonValue::Type::Array);
    if (list == nullptr) return rules;
    if (list->items.empty())
        owner.report().error("empty_value", owner.path(key), quoted(key) + " is empty",
                             "Give at least one rule such as {\"by\": \"role\", \"role\": \"board\"}.");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = child(owner.path(key), i);
        if (is_object_at(list->items[i], path, "an approver rule", owner.report()))
            rules.push_back(
                parse_rule(Reader{list->items[i], path, owner.report()}, list->items[i], references));
    }
    return rules;
}

}  // namespace wf::compiler
