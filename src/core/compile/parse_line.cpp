// {"by": "reporting_line"}: where a walk up the reporting line begins, and where it stops.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Word<std::string_view> line_starts[] = {
    {"initiator", "initiator"}, {"previous", "previous"}, {"document", "document"}};

constexpr Key line_ends[] = {
    {"position", "text"}, {"rank", "whole"}, {"role", "text"}, {"department_head", "true"}, {"top", "true"}};

std::string parse_line_start(const Reader& reader, NodeIndex self, Draft& draft) {
    const JsonValue* from = reader.find("from");
    if (from != nullptr && from->is(JsonValue::Type::String) &&
        note_field(reader, "from", from->text, FieldContent::People, self, draft))
        return from->text;
    return std::string{reader.word("from", line_starts, "start of a reporting line").value_or("initiator")};
}

LineRule parse_until(const Reader& reader, Draft& draft) {
    reader.allow_keys(line_ends);
    LineRule line;
    std::string_view chosen;
    for (const auto& [end, shape, is_required] : line_ends) {
        if (reader.find(end) == nullptr) continue;
        if (!chosen.empty())
            reader.report().error("conflicting_keys", reader.path(end),
                                  in_quotes(chosen) + " and " + in_quotes(end) + " exclude each other");
        else
            chosen = end;
    }
    if (chosen.empty()) {
        reader.report().error(
            "missing_key", reader.path(), "\"until\" does not say where the line ends",
            "Give one of \"position\", \"rank\", \"role\", \"department_head\" and \"top\".");
    } else if (chosen == "position") {
        line.end = LineEnd::Position;
        line.until = parse_reference(reader, chosen, ReferenceKind::Position, draft);
    } else if (chosen == "role") {
        line.end = LineEnd::Role;
        line.until = parse_reference(reader, chosen, ReferenceKind::Role, draft);
    } else if (chosen == "rank") {
        line.end = LineEnd::Rank;
        line.rank = reader.integer(chosen, INT32_MIN).value_or(0);
    } else {
        line.end = chosen == "top" ? LineEnd::Top : LineEnd::DepartmentHead;
        require_true(reader, chosen);
    }
    return line;
}

LineRule parse_end_of_line(const Reader& reader, Draft& draft) {
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
    return parse_until(Reader{*until, reader.path("until"), reader.report()}, draft);
}

}  // namespace

void require_true(const Reader& reader, std::string_view key) {
    if (reader.require(key, JsonValue::Type::Boolean) != nullptr && !reader.boolean(key, true))
        reader.report().error("bad_value", reader.path(key), in_quotes(key) + " can only be true",
                              "Leave the key out instead.");
}

void parse_line(const Reader& reader, NodeIndex self, Draft& draft, ApproverRule& rule) {
    rule.from = parse_line_start(reader, self, draft);
    // The person who approved before is another one after a return.
    if (rule.from == "previous") draft.definition.remembers_signers = true;
    rule.line = parse_end_of_line(reader, draft);
}

void describe_line(SchemaParts& parts) {
    parts.words("line_start_word", line_starts);
    parts.write("field_reference", R"({"type": "string", "pattern": "^field:."})");
    parts.either("line_start", {"line_start_word", "field_reference"});
    parts.object("line_until", line_ends, R"({"minProperties": 1})");
}

}  // namespace wf::compiler
