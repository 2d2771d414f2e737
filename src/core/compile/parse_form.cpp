#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"
#include "core/form/field_type.hpp"
#include "core/json/value_json.hpp"

#include <unordered_set>
#include <utility>

namespace wf::compiler {
namespace {

constexpr Key form_keys[] = {required("fields", "fields"), {"rules", "form_rules"}, {"open", "boolean"}};
constexpr Key field_keys[] = {required("name", "text"), required("type", "field_type"),
                              {"required", "boolean"},  {"material", "boolean"},
                              {"values", "texts"},      {"label", "local_text"},
                              {"tag", "any"},           {"default", "any"},
                              {"computed", "text"},     {"valid", "text"},
                              {"message", "local_text"}};

constexpr Word<FieldType> field_types[] = {
    {"number", FieldType::Number},
    {"text", FieldType::Text},
    {"boolean", FieldType::Boolean},
    {"choice", FieldType::Choice},
    {"date", FieldType::Date},
    {"datetime", FieldType::Datetime},
    {"person", FieldType::Person},
    {"department", FieldType::Department},
    {"list", FieldType::List},
    {"object", FieldType::Object},
    {"attachment", FieldType::Attachment},
};

std::string parse_field_name(const Reader& reader) {
    const std::optional<std::string> name = reader.require_text("name");
    if (!name) return {};
    if (is_reserved_name(*name))
        reader.report().error("bad_name", reader.path("name"),
                              "field name " + in_quotes(*name) + " is reserved",
                              "Conditions use this name for something else; choose another one.");
    else if (!is_expression_name(*name))
        reader.report().error(
            "bad_name", reader.path("name"), in_quotes(*name) + " is not a field name",
            "A field name is a letter or \"_\" and then letters, digits and \"_\", at most 63 "
            "bytes, and no word of the expression language.");
    return *name;
}

void parse_values(const Reader& reader, Field& field) {
    if (field.type != FieldType::Choice) {
        if (reader.find("values") != nullptr)
            reader.report().error("conflicting_keys", reader.path("values"),
                                  "only a field of type \"choice\" has values");
        return;
    }
    field.values = reader.require_texts("values");
    std::unordered_set<std::string_view> seen;
    for (const std::string& value : field.values)
        if (!seen.insert(value).second)
            reader.report().error("duplicate_id", reader.path("values"),
                                  "value " + in_quotes(value) + " is listed more than once");
}

void parse_default(const Reader& reader, bool has_type, Field& field, Draft& draft) {
    const JsonValue* value = reader.find("default");
    if (value == nullptr) return;
    const std::string path = reader.path("default");
    if (reader.find("computed") != nullptr)
        reader.report().error("conflicting_keys", path, "a computed field has no default");
    field.default_value.text = to_text(*value);
    const std::optional<feel::Value> read = value_from_json(field.default_value.text);
    if (!has_type) return;
    if (!read || is_missing(&*read) || !fits(field, *read)) {
        reader.report().error("wrong_type", path,
                              "the default of field " + in_quotes(field.name) + " must be " +
                                  std::string{expected(field.type)});
        return;
    }
    if (field.type == FieldType::Person)
        draft.references.push_back({.kind = ReferenceKind::Person, .id = value->text, .path = path});
    if (field.type == FieldType::Department)
        draft.references.push_back({.kind = ReferenceKind::Department, .id = value->text, .path = path});
}

Field parse_field(const Reader& reader, Draft& draft) {
    reader.allow_keys(field_keys);
    Field field;
    field.name = parse_field_name(reader);
    std::optional<FieldType> type;
    if (reader.find("type") == nullptr)
        reader.require("type", JsonValue::Type::String);
    else
        type = reader.word("type", field_types, "field type");
    field.required = reader.boolean("required", false);
    field.material = reader.boolean("material", false);
    if (type) {
        field.type = *type;
        parse_values(reader, field);
    }
    field.label = reader.local_text("label");
    field.tag = parse_tag(reader);
    parse_default(reader, type.has_value(), field, draft);
    return field;
}

}  // namespace

Json parse_tag(const Reader& reader) {
    const JsonValue* tag = reader.find("tag");
    return tag != nullptr ? Json{to_text(*tag)} : Json{};
}

std::optional<Form> parse_form(const Reader& top, Draft& draft) {
    const JsonValue* form = top.optional("form", JsonValue::Type::Object);
    if (form == nullptr) return std::nullopt;
    const Reader reader{*form, top.path("form"), top.report()};
    reader.allow_keys(form_keys);
    Form result;
    result.is_open = reader.boolean("open", false);
    const JsonValue* fields = reader.require("fields", JsonValue::Type::Array);
    if (fields == nullptr) return result;
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < fields->items.size(); ++i) {
        const std::string path = child(reader.path("fields"), i);
        if (!is_object_at(fields->items[i], path, "a field", top.report())) continue;
        Field field = parse_field(Reader{fields->items[i], path, top.report()}, draft);
        if (!field.name.empty() && !seen.insert(field.name).second)
            top.report().error("duplicate_id", child(path, "name"),
                               "field " + in_quotes(field.name) + " is declared more than once");
        result.fields.push_back(std::move(field));
    }
    return result;
}

void describe_form(SchemaParts& parts) {
    parts.object("form", form_keys);
    parts.words("field_type", field_types);
    parts.object("field", field_keys,
                 R"({"if": {"properties": {"type": {"const": "choice"}}, "required": ["type"]},
                     "then": {"required": ["values"]}, "else": {"properties": {"values": false}}})");
    parts.list("fields", "field", 0);
}

}  // namespace wf::compiler
